-- Feeds: what one partner may have of an operation, case by case, as it changes.

select set_config('app.sees_all', 'yes', true);

-- `basis` is what held for all cases when they were last judged: where it is another one, all are judged anew. `read_until` is how far its reader
-- has come; what lies before it and was not read by then goes out again behind it.
create table feed (
  id uuid primary key,
  operation_id uuid not null references operation,
  recipient_id uuid not null references organisation,
  purpose text not null check (purpose in ('statistics','analysis','investigation','product-safety')),
  state text not null check (state in ('asked','refused','active','paused','ended')),
  reason text not null,
  asked_by_id uuid not null references person,
  asked_at timestamptz(3) not null,
  state_reason text,
  state_by_id uuid references person,
  state_at timestamptz(3),
  basis text,
  last_position bigint not null default 0,
  read_until bigint not null default 0,
  read_at timestamptz(3),
  check ((state = 'asked') = (state_at is null) and (state_at is null) = (state_by_id is null))
);
create unique index feed_of_recipient on feed (operation_id, recipient_id) where state in ('asked','active','paused');
create index feed_at_work on feed (operation_id) where state in ('active','paused','ended');

-- What was said to a reader of one case, in the order in which it reads. Positions are given by one feeder at a time, in the transaction that writes
-- them. No content: that is read from the ledger when it leaves. A case that is purged leaves its records, so none refers to it.
create table feed_record (
  feed_id uuid not null references feed,
  position bigint not null check (position > 0),
  kind text not null check (kind in ('report','correction','recall','link')),
  case_id uuid not null,
  version int not null,
  primary_id uuid,
  hash text not null,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  primary key (feed_id, position),
  check ((kind = 'link') = (primary_id is not null))
);

-- The record of each case that holds: those before it are not read any more. 0: nothing was read, and nothing is to be. `read_version` is the last
-- that its reader was given, whatever has become of it, and `external_id` the name that the reader gave it.
create table feed_case (
  feed_id uuid not null references feed,
  case_id uuid not null,
  position bigint not null,
  read_version int,
  first_read_at timestamptz(3),
  external_id text,
  primary key (feed_id, case_id)
);
create index feed_case_of_case on feed_case (case_id);
create index feed_case_by_name on feed_case (external_id) where external_id is not null;

-- What its reader made of each record: the newest holds, and what was said stays.
create table feed_acknowledgement (
  id uuid primary key,
  feed_id uuid not null,
  position bigint not null,
  outcome text not null check (outcome in ('taken','refused')),
  external_id text,
  reason text,
  said_by_id uuid not null references person,
  said_at timestamptz(3) not null,
  foreign key (feed_id, position) references feed_record
);
create index feed_acknowledgement_newest on feed_acknowledgement (feed_id, position, id desc);

-- Cases of which a feed (null: all feeds of the operation) may have to say something else, for the feeder, who comes behind those that change them.
create table unfed_case (
  id bigint generated always as identity primary key,
  operation_id uuid not null,
  case_id uuid not null,
  feed_id uuid
);

do $$
declare told text;
begin
  foreach told in array array['feed_record','feed_case','feed_acknowledgement'] loop
    execute format('alter table %I enable row level security', told);
    execute format('alter table %I force row level security', told);
    execute format($policy$create policy sight on %I using ((select current_setting('app.sees_all', true)) = 'yes')$policy$, told);
  end loop;
end $$;
