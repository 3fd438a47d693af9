-- The record of the spine. PostgreSQL 18 or newer (uuidv7()). Times named *_at or at are operation time where the row belongs to an
-- operation; recorded_at, written_at, sent_at of letters and created_at are real time.

create table organisation (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null,
  kind text not null check (kind in ('customs','police','fiu','regulator','wildlife','rilo','international-organisation','treaty-secretariat','company')),
  service text not null check (service in ('customs','police','other')),
  country char(2),
  rilo text,
  email text,
  language text not null default 'en' check (language in ('en','fr','es')),
  version int not null default 1
);

create table person (
  id uuid primary key default uuidv7(),
  subject text not null unique,
  name text not null,
  email text,
  roles text[] not null default '{}',
  posts text[] not null default '{}',
  organisation_id uuid not null references organisation
);
create index person_of_organisation on person (organisation_id);
create index person_by_post on person using gin (posts);

create table operation (
  id uuid primary key default uuidv7(),
  title text not null,
  stage text not null check (stage in ('draft','in-approval','approved','running','completed','rejected')),
  stage_since timestamptz(3) not null,
  is_drill boolean not null,
  clock jsonb not null,
  plan_version int,
  version int not null default 1,
  created_by_id uuid not null references person,
  created_at timestamptz(3) not null
);

create table plan_version (
  id uuid primary key default uuidv7(),
  operation_id uuid not null references operation,
  number int not null check (number > 0),
  state text not null check (state in ('draft','submitted','approved','superseded','returned','rejected')),
  reason text,
  content jsonb not null,
  edits int not null default 1,
  author_id uuid not null references person,
  written_at timestamptz(3) not null,
  settled_at timestamptz(3),
  unique (operation_id, number)
);
-- Two drafts of one plan at once would leave nobody knowing which one a submission means.
create unique index one_open_plan on plan_version (operation_id) where state in ('draft','submitted');
create unique index one_plan_in_force on plan_version (operation_id) where state = 'approved';

create table phase_window (
  operation_id uuid not null references operation,
  key text not null,
  opened_at timestamptz(3),
  closed_at timestamptz(3),
  primary key (operation_id, key)
);

create table approval (
  id uuid primary key,
  operation_id uuid not null references operation,
  subject text not null check (subject in ('plan','edition')),
  subject_id uuid not null,
  plan_version int,
  edition_id uuid,
  author_id uuid not null references person,
  steps jsonb not null,
  state jsonb not null,
  outcome text not null check (outcome in ('waiting','approved','returned','rejected')),
  opened_at timestamptz(3) not null,
  step_since timestamptz(3) not null,
  settled_at timestamptz(3)
);
create index approval_of_operation on approval (operation_id, outcome);

create table approval_decision (
  id uuid primary key,
  approval_id uuid not null references approval,
  person_id uuid not null references person,
  post text not null,
  step text not null,
  kind text not null check (kind in ('approve','return','reject')),
  reason text,
  at timestamptz(3) not null,
  unique (approval_id, person_id),
  check (kind = 'approve' or length(trim(reason)) > 0)
);

create table participation (
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  state text not null check (state in ('invited','accepted','declined','silent','withdrawn')),
  rilo text,
  joins text not null,
  reason text,
  invited_at timestamptz(3) not null,
  answered_at timestamptz(3),
  primary key (operation_id, organisation_id)
);
create index participation_of_organisation on participation (organisation_id);

create table tasking (
  id uuid primary key default uuidv7(),
  operation_id uuid not null references operation,
  kind text not null check (kind in ('take-part','report','confirm-figures')),
  key text not null,
  title text not null,
  deadline jsonb not null,
  deadline_at timestamptz(3) not null,
  ladder jsonb not null,
  silence text not null check (silence in ('silent','consent')),
  climbed_to timestamptz(3) not null,
  next_rung_at timestamptz(3),
  opened_at timestamptz(3),
  ended_at timestamptz(3),
  unique (operation_id, kind, key)
);

create table task (
  id uuid primary key default uuidv7(),
  tasking_id uuid not null references tasking,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  state text not null default 'open' check (state in ('open','answered','lapsed','withdrawn')),
  answer text check (answer in ('accept','decline','confirm','dispute','reported','nil-return','silence')),
  reason text,
  late boolean not null default false,
  answered_by_id uuid references person,
  answered_at timestamptz(3),
  unique (tasking_id, organisation_id),
  check ((state = 'answered') = (answered_at is not null))
);
create index task_of_organisation on task (organisation_id, state);

create table case_report (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  reference text not null,
  version int not null default 1,
  reported_at timestamptz(3) not null,
  unique (operation_id, organisation_id, reference)
);
create index case_report_newest on case_report (operation_id, organisation_id, id desc);

create table case_version (
  case_id uuid not null references case_report,
  version int not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  content jsonb not null,
  reason text,
  author_id uuid not null references person,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  primary key (case_id, version)
);
-- Serves "the version that counted at a cut-off" from the index alone.
create index case_version_at_cut_off on case_version (operation_id, case_id, version desc) include (received_at, organisation_id);

create table seizure (
  case_id uuid not null,
  version int not null,
  number int not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  phase text not null,
  seized_at timestamptz(3) not null,
  primary key (case_id, version, number),
  foreign key (case_id, version) references case_version
);
create index seizure_of_phase on seizure (operation_id, phase) include (case_id, version, number, seized_at, organisation_id);

create table goods_line (
  case_id uuid not null,
  version int not null,
  seizure_number int not null,
  line int not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  heading text not null,
  unit text not null,
  quantity numeric(24,6) not null check (quantity >= 0),
  primary key (case_id, version, seizure_number, line),
  foreign key (case_id, version, seizure_number) references seizure
);
create index goods_line_of_operation on goods_line (operation_id) include (case_id, version, seizure_number, heading, unit, quantity);

create table nil_return (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  period text not null,
  person_id uuid not null references person,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  unique (operation_id, organisation_id, period)
);

create table edition (
  id uuid primary key,
  operation_id uuid not null references operation,
  key text not null,
  number int not null,
  status text not null check (status in ('preliminary','interim','final','corrected')),
  stage text not null check (stage in ('confirming','signing-off','embargoed','published','returned')),
  stage_since timestamptz(3) not null,
  plan_version int not null,
  cut_off_at timestamptz(3) not null,
  embargo_at timestamptz(3) not null,
  rule jsonb not null,
  figures jsonb not null,
  previous_id uuid references edition,
  frozen_by_id uuid not null references person,
  frozen_at timestamptz(3) not null,
  tasking_id uuid references tasking,
  approval_id uuid,
  unique (operation_id, number)
);
create unique index one_edition_of_a_key on edition (operation_id, key) where stage <> 'returned';

create table publication (
  id uuid primary key,
  edition_id uuid not null unique references edition,
  operation_id uuid not null references operation,
  content jsonb not null,
  published_at timestamptz(3) not null
);

create table letter (
  id uuid primary key default uuidv7(),
  operation_id uuid not null references operation,
  batch text not null,
  kind text not null,
  dedupe_key text not null unique,
  organisation_id uuid references organisation,
  address text not null,
  language text not null,
  content jsonb not null,
  message_id text not null unique,
  state text not null default 'queued' check (state in ('queued','sending','sent','refused')),
  attempts int not null default 0,
  lease_until timestamptz(3),
  response text,
  written_at timestamptz(3) not null default now(),
  sent_at timestamptz(3)
);
create index letter_to_send on letter (batch) where state in ('queued','sending');
create index letter_of_operation on letter (operation_id, id);

create table event (
  seq bigint generated always as identity primary key,
  operation_id uuid references operation,
  type text not null,
  subject_id uuid,
  organisation_id uuid,
  actor_id uuid references person,
  command_id text,
  data jsonb not null default '{}',
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now()
);
create index event_of_operation on event (operation_id, seq);
-- A decision that Temporal delivers twice is recorded once.
create unique index event_of_command on event (command_id) where command_id is not null;

create table receipt (
  person_id uuid not null references person,
  key text not null check (length(key) between 8 and 200),
  fingerprint text not null,
  status int,
  location text,
  etag text,
  body jsonb,
  received_at timestamptz(3) not null default now(),
  primary key (person_id, key)
);

create table outbox (
  id bigint generated always as identity primary key,
  workflow_id text not null,
  signal text not null,
  created_at timestamptz(3) not null default now(),
  delivered_at timestamptz(3)
);
create index outbox_undelivered on outbox (id) where delivered_at is null;

-- The second wall. What an administration reported is seen by it, and by nobody else who does not say that it reads for all: without a
-- setting a query finds nothing. FORCE binds the owner too; a superuser would pass, so the application never connects as one.
do $$
declare owned text;
begin
  foreach owned in array array['case_report','case_version','seizure','goods_line','nil_return'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]))
    $policy$, owned);
  end loop;
end $$;
