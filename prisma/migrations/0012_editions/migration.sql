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

-- A member says of some of its own figures that they are wrong. Answering once more takes the place of what it said before.
create table figure_dispute (
  id uuid primary key default uuidv7(),
  edition_id uuid not null references edition,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  figures jsonb not null,
  reason text not null,
  said_by_id uuid not null references person,
  said_at timestamptz(3) not null,
  state text not null default 'open' check (state in ('open','withdrawn','settled')),
  settled_by_id uuid references person,
  settled_at timestamptz(3),
  settlement_reason text,
  check ((state = 'open') = (settled_at is null))
);
create index figure_dispute_of_edition on figure_dispute (edition_id, organisation_id, id);

-- What an organisation is going to publish as the list of countries that took part. The newest holds.
create table country_list (
  id uuid primary key,
  edition_id uuid not null references edition,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  countries text[] not null,
  said_by_id uuid not null references person,
  said_at timestamptz(3) not null
);
create index country_list_newest on country_list (edition_id, organisation_id, id desc);

-- The coordinators say that a signed edition may go out, where its embargo waits for that.
create table edition_release (
  edition_id uuid primary key references edition,
  operation_id uuid not null references operation,
  reason text not null,
  said_by_id uuid not null references person,
  said_at timestamptz(3) not null
);

-- Who looked at an edition before it was published: a row for a person, an edition and an hour of real time is enough.
create table edition_reading (
  edition_id uuid not null references edition,
  person_id uuid not null references person,
  hour timestamptz(3) not null,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  stage text not null,
  what text not null,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  primary key (edition_id, person_id, hour, what)
);

create unique index product_newest_of_edition on product (edition_id, id desc) where kind = 'edition';

-- A corrected edition stands beside the published one that it corrects, which keeps its key, its figures and its address.
alter table edition add column corrects_id uuid references edition;
drop index one_edition_of_a_key;
create unique index one_edition_of_a_key on edition (operation_id, key) where stage <> 'returned' and corrects_id is null;
create unique index one_correction_of_an_edition on edition (corrects_id) where stage <> 'returned';

-- A report that came too late for an edition and was refused for it, with why it should be taken all the same. Granted, it becomes a case.
create table late_appeal (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  reference text not null,
  content jsonb not null,
  reason text not null,
  asked_by_id uuid not null references person,
  asked_at timestamptz(3) not null,
  state text not null default 'asked' check (state in ('asked','granted','refused')),
  decided_by_id uuid references person,
  decided_at timestamptz(3),
  decision_reason text,
  case_id uuid references case_report,
  check ((state = 'asked') = (decided_at is null) and (state = 'granted') = (case_id is not null))
);
create index late_appeal_of_operation on late_appeal (operation_id, id);
create unique index one_open_appeal on late_appeal (operation_id, organisation_id, reference) where state = 'asked';
alter table late_appeal enable row level security;
alter table late_appeal force row level security;
create policy sight on late_appeal using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));

-- What is refused for its lateness stands in the ledger whichever way it came.
alter table refused_report drop constraint refused_report_channel_check;
alter table refused_report add constraint refused_report_channel_check check (channel in ('form','batch','stream','sheet','feed'));

-- Somebody wants the figures of a signed edition to be open again: whoever signed it off decides. A published one stays, and the corrected edition that
-- is frozen then by `correction` (cut-off, confirmation, embargo) takes its place once it is published itself.
create table edition_unlock (
  id uuid primary key,
  edition_id uuid not null references edition,
  operation_id uuid not null references operation,
  reason text not null,
  correction jsonb,
  asked_by_id uuid not null references person,
  asked_at timestamptz(3) not null,
  approval_id uuid references approval,
  outcome text not null default 'waiting' check (outcome in ('waiting','approved','returned','rejected','lapsed','withdrawn')),
  settled_at timestamptz(3),
  corrected_id uuid, -- known before it is frozen, so that trying again freezes the same
  check ((outcome = 'waiting') = (settled_at is null))
);
create unique index one_open_unlock on edition_unlock (edition_id) where outcome = 'waiting';

alter table approval drop constraint approval_subject_check;
alter table approval add check (subject in
  ('plan','amendment','extension','edition','closing','publication','release','ratification','unlock'));
