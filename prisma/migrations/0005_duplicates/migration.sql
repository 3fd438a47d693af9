-- Two reports that may be one seizure: found behind those who report, judged by a person, remembered either way.

-- Rows under row-level security are seen by nobody without it, the owner of the tables included.
select set_config('app.sees_all', 'yes', true);

-- What the keeper of the tallies has taken out of `stale_case`: cases that have not been compared since they changed.
create table unmatched_case (
  id bigint generated always as identity primary key,
  case_id uuid not null
);
insert into unmatched_case (case_id) select id from case_report order by id;

-- The keys by which cases are brought together (domain/blocking-key.ts), of the version that was compared last.
create table case_block (
  case_id uuid not null,
  key text not null,
  at timestamptz(3) not null,
  operation_id uuid not null,
  primary key (case_id, key, at)
);
create index case_block_of_key on case_block (operation_id, key, at, case_id);

-- A pair stands once, `one` being the smaller id. `operation_id` is the operation that counts both, where they are judged.
create table duplicate_candidate (
  id uuid primary key default uuidv7(),
  operation_id uuid not null references operation,
  one_id uuid not null references case_report,
  one_operation_id uuid not null references operation,
  one_organisation_id uuid not null references organisation,
  two_id uuid not null references case_report,
  two_operation_id uuid not null references operation,
  two_organisation_id uuid not null references organisation,
  score int not null check (score between 0 and 100),
  reasons jsonb not null,
  found_at timestamptz(3) not null,
  -- Who named a pair that no score had found, and why.
  named_by_id uuid references person,
  naming_reason text,
  state text not null default 'open' check (state in ('open','linked','distinct','withdrawn')),
  link_id uuid references case_link,
  decided_by_id uuid references person,
  decided_at timestamptz(3),
  decision_reason text,
  check (one_id < two_id),
  check ((state in ('linked','distinct')) = (decided_at is not null) and (state = 'linked') = (link_id is not null))
);
create unique index duplicate_of_pair on duplicate_candidate (one_id, two_id);
create index duplicate_of_two on duplicate_candidate (two_id);
create index duplicate_of_operation on duplicate_candidate (operation_id, state, id desc);

-- Which operations are counted together is asked in every round: of the plans in force only those that say so are read.
create index plan_version_with_strands on plan_version (operation_id) where state = 'approved' and content -> 'strands' -> 0 is not null;

-- Keys tell what was seized where: only whoever compares for everybody sees them.
alter table case_block enable row level security;
alter table case_block force row level security;
create policy sight on case_block using ((select current_setting('app.sees_all', true)) = 'yes');

-- Of a pair both owners know. What the other one reported stays behind the other one's wall.
alter table duplicate_candidate enable row level security;
alter table duplicate_candidate force row level security;
create policy sight on duplicate_candidate using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or one_organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[])
  or two_organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
