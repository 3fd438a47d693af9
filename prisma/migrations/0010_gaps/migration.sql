-- Where the catalogue has no code for what is reported, and what was sent in and not taken.

-- What is wrong with goods, so that it can be counted. '' where the report does not say; what was reported before was tallied without.
alter table goods_line add column status text not null default '';

-- Operations whose tallies have changed since somebody looked for what the catalogue lacks: one row for each batch of the keeper's.
create table unsurveyed_operation (
  id bigint generated always as identity primary key,
  operation_id uuid not null
);

insert into unsurveyed_operation (operation_id) select id from operation;

-- A new code is proposed where too many reports of an operation say that none fits (domain/catalogue-proposal.ts). `heading` where it would be
-- a subtype of that one, else ''. The owner is who leads the operation: it says whether the catalogue gets the code. Written once, settled once.
create table catalogue_proposal (
  id uuid primary key default uuidv7(),
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  list text not null,
  heading text not null,
  others int not null,
  uses int not null,
  administrations int not null,
  examples jsonb not null,
  raised_at timestamptz(3) not null,
  state text not null default 'open' check (state in ('open','accepted','dropped')),
  reason text,
  settled_by_id uuid references person,
  settled_at timestamptz(3),
  check ((state = 'open') = (settled_at is null) and (state = 'open') = (settled_by_id is null) and (state = 'open') = (reason is null))
);
create unique index catalogue_proposal_open on catalogue_proposal (operation_id, list, heading) where state = 'open';
create index catalogue_proposal_of_operation on catalogue_proposal (operation_id, list, heading, id desc);

-- Examples are words of many administrations: only whoever acts for all of them sees them.
alter table catalogue_proposal enable row level security;
alter table catalogue_proposal force row level security;
create policy sight on catalogue_proposal using ((select current_setting('app.sees_all', true)) = 'yes');

-- What was sent among many and not taken: what was wrong with it, and never what it says. One row for each reference, of the last time that it was
-- refused; `known_version` is that of the case of this reference then, 0 without one, so that a later version supersedes the refusal.
create table refused_report (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  channel text not null check (channel in ('batch','stream')),
  reference text,
  code text not null,
  errors jsonb not null,
  known_version int not null,
  times int not null default 1,
  refused_at timestamptz(3) not null
);
create unique index refused_report_once on refused_report (operation_id, organisation_id, reference) where reference is not null;
create index refused_report_newest on refused_report (operation_id, organisation_id, id desc);

alter table refused_report enable row level security;
alter table refused_report force row level security;
create policy sight on refused_report using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
