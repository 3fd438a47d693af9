-- Editions that can be counted again to the same bytes, that say why they differ, and that nobody reads unseen before their time.

select set_config('app.sees_all', 'yes', true);

-- Whoever was invited and what became of it, change by change: an edition counts them as they stood when it was frozen, and for ever. Kept by the
-- database, because six places write participations, and one that forgot would make editions that nobody can count again.
create table participation_change (
  seq bigint generated always as identity primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  state text not null,
  joins text not null
);
create index participation_change_newest on participation_change (operation_id, organisation_id, seq desc);

insert into participation_change (operation_id, organisation_id, state, joins)
select operation_id, organisation_id, state, joins from participation order by operation_id, organisation_id;

-- The number of a change is drawn while its writer holds a share: whoever holds the whole has seen every number below the highest.
create function keep_participation_change() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('participations/' || new.operation_id));
  insert into participation_change (operation_id, organisation_id, state, joins)
  values (new.operation_id, new.organisation_id, new.state, new.joins);
  return null;
end $$;
create trigger participation_invited after insert on participation for each row execute function keep_participation_change();
create trigger participation_changed after update of state, joins on participation for each row
  when (old.state is distinct from new.state or old.joins is distinct from new.joins) execute function keep_participation_change();

-- `document` is what was frozen, as canonical JSON; `sha256` is that of its bytes, and the edition's identity. `known` is what counting it again
-- needs beside the ledger: up to which change participations count, and by which plan and until when each operation that rolls up into it does.
-- Editions frozen before this have none of it.
alter table edition add column document text, add column sha256 text, add column case_set_id uuid references case_set, add column known jsonb,
  add check ((document is null) = (sha256 is null));
-- Why its figures are not those of the edition before, in cases.
alter table edition add column reasons jsonb;
