-- How long records are kept, who still needs them, what may not go, and the proof of what has gone.

-- Rows under row-level security are seen by nobody without it, the owner of the tables included.
select set_config('app.sees_all', 'yes', true);

-- Whatever kinds of tasking and answers others have added before.
do $$
declare before text;
begin
  select regexp_replace(pg_get_constraintdef(oid), '^CHECK ', '') into before from pg_constraint where conname = 'tasking_kind_check';
  alter table tasking drop constraint tasking_kind_check;
  execute format('alter table tasking add constraint tasking_kind_check check (%s or kind = ''review-necessity'')', before);
  select regexp_replace(pg_get_constraintdef(oid), '^CHECK ', '') into before from pg_constraint where conname = 'task_answer_check';
  alter table task drop constraint task_answer_check;
  execute format('alter table task add constraint task_answer_check check (%s or answer in (''needed'',''not-needed''))', before);
end $$;

-- Nothing that is held is purged. Without organisation: everything of the operation; with a case: that one alone.
create table hold (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid references organisation,
  case_id uuid references case_report,
  reason text not null,
  until_at timestamptz(3),
  -- Whose word it is: only its people lift it.
  placed_for_id uuid not null references organisation,
  placed_by_id uuid not null references person,
  placed_at timestamptz(3) not null,
  lifted_by_id uuid references person,
  lifted_at timestamptz(3),
  lift_reason text,
  check (case_id is null or organisation_id is not null),
  check ((lifted_at is null) = (lifted_by_id is null) and (lifted_at is null) = (lift_reason is null))
);
create index hold_of_operation on hold (operation_id, id desc);

-- One decision to purge what a preview had shown, and how far it has been carried out. Times without recorded_ are the operation's.
create table purge (
  id uuid primary key,
  operation_id uuid not null references operation,
  decided_by_id uuid not null references person,
  decided_at timestamptz(3) not null,
  reason text not null,
  preview_sha256 text not null check (preview_sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'purging' check (state in ('purging','done')),
  records int not null,
  manifest_sha256 text check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  finished_at timestamptz(3),
  recorded_at timestamptz(3) not null default now(),
  check ((state = 'done') = (manifest_sha256 is not null) and (state = 'done') = (finished_at is not null))
);
create unique index one_purge_at_a_time on purge (operation_id) where state = 'purging';
create index purge_of_operation on purge (operation_id, id desc);

-- What was to go, one row each; once it has gone, its tombstone: whose it was, the hash of what it said, by which rule it went, and when. `kept`
-- says why it stayed after all. `organisation_id` is null for what is nobody's own.
create table tombstone (
  purge_id uuid not null references purge,
  kind text not null,
  record_id uuid not null,
  class text not null check (class in ('reports','messages','products','imports','drafts')),
  operation_id uuid not null references operation,
  organisation_id uuid references organisation,
  sha256 text not null,
  rule text not null check (rule in ('period','not-needed')),
  since timestamptz(3) not null,
  purged_at timestamptz(3),
  kept text,
  recorded_at timestamptz(3),
  primary key (purge_id, kind, record_id),
  check (purged_at is null or kept is null)
);
create unique index tombstone_of_record on tombstone (record_id) where purged_at is not null;
create index tombstone_to_come on tombstone (purge_id, kind, record_id) where purged_at is null and kept is null;
create index tombstone_of_operation on tombstone (operation_id, kind, record_id) where purged_at is not null;

-- Figures as they were counted before the first record of an operation went, under the name of what reads them. Those that are sums are not
-- here: sums stay.
create table kept_figures (
  operation_id uuid not null references operation,
  name text not null,
  -- As it was, to the order of its parts: figures are shown in it.
  content json not null,
  kept_at timestamptz(3) not null,
  primary key (operation_id, name)
);

-- Objects that a purged row told of. They go once no row of anything tells of them any more.
create table loose_object (
  sha256 text primary key,
  purge_id uuid not null references purge
);
create index attachment_of_object on attachment (sha256);
create index import_of_object on import (sha256);

do $$
declare owned text;
begin
  foreach owned in array array['hold','tombstone'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
  end loop;
  -- That all of an operation is held, everybody in it may know.
  create policy sight on hold using (
    (select current_setting('app.sees_all', true)) = 'yes' or organisation_id is null
    or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
  create policy sight on tombstone using (
    (select current_setting('app.sees_all', true)) = 'yes'
    or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
  alter table kept_figures enable row level security;
  alter table kept_figures force row level security;
  create policy sight on kept_figures using ((select current_setting('app.sees_all', true)) = 'yes');
end $$;
