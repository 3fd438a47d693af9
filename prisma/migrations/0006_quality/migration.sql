-- What must be asked about reports, what is said of them by others than their owner, and what leaves the figures.

-- Rows under row-level security are seen by nobody without it, the owner of the tables included.
select set_config('app.sees_all', 'yes', true);

-- A warning is a review until it is settled. `matter` says what is questioned whatever version says it: raised again for an unchanged field,
-- it is the same warning, with the answer that it has. Written by the statement that writes the version, so nothing is checked row by row.
create table case_warning (
  id uuid primary key,
  case_id uuid not null,
  version int not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  code text not null,
  pointer text not null,
  detail text not null,
  matter text not null,
  raised_at timestamptz(3) not null,
  tasking_id uuid references tasking,
  asked_at timestamptz(3),
  answer text,
  answered_by_id uuid references person,
  answered_at timestamptz(3),
  outcome text check (outcome in ('corrected','accepted','dismissed')),
  settled_reason text,
  settled_by_id uuid references person,
  settled_at timestamptz(3),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_id is null)),
  check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by_id is null))
);
create unique index case_warning_once on case_warning (case_id, matter);
create index case_warning_of_operation on case_warning (operation_id, id);
create index case_warning_unsettled on case_warning (operation_id, id) where settled_at is null;

-- What others than the owner say of a case. The report stays as its owner wrote it.
create table case_note (
  id uuid primary key,
  case_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  pointer text,
  text text not null,
  author_id uuid not null references person,
  written_at timestamptz(3) not null
);
create index case_note_of_case on case_note (case_id, id);

-- A whole report as somebody else thinks that it should read. The owner makes it a version of its own, or says why not.
create table case_proposal (
  id uuid primary key,
  case_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  based_on int not null,
  content jsonb not null,
  reason text not null,
  author_id uuid not null references person,
  proposed_at timestamptz(3) not null,
  outcome text check (outcome in ('accepted','declined')),
  decision_reason text,
  decided_by_id uuid references person,
  decided_at timestamptz(3),
  version int,
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by_id is null)),
  check ((outcome = 'accepted') is true = (version is not null))
);
create index case_proposal_of_case on case_proposal (case_id, id);
create unique index case_proposal_of_version on case_proposal (case_id, version) where version is not null;

do $$
declare owned text;
begin
  foreach owned in array array['case_warning','case_note','case_proposal'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[])
      )
    $policy$, owned);
  end loop;
end $$;
