-- What administrations say in numbers, without a case: what they did in a period, and totals whose details follow.

-- One number of one administration for one period, and its latest version. `measure` says what was counted: the kinds of activity, and persons
-- and groups by state, stand beside the seizures; cases, seizures and quantities are totals that cases replace; `complete` is 1 once they
-- have. `item` is a kind, a state or a heading ('' for all goods); `phase` is the period's. `statement_id` is the request that changed it last.
create table declared_count (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  period text not null,
  phase text not null,
  measure text not null check (measure in ('activity','persons','groups','cases','seizures','quantity','complete')),
  item text not null,
  commodity text not null,
  unit text not null,
  version int not null,
  amount numeric(24,6) not null check (amount >= 0),
  statement_id uuid not null,
  unique (operation_id, organisation_id, period, measure, item, unit)
);

create table declared_count_version (
  count_id uuid not null references declared_count,
  version int not null,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  amount numeric(24,6) not null,
  reason text,
  author_id uuid not null references person,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  primary key (count_id, version),
  constraint declared_count_reason check (version = 1 or reason is not null)
);

do $$
declare owned text;
begin
  foreach owned in array array['declared_count','declared_count_version'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]))
    $policy$, owned);
  end loop;
end $$;

-- Reports that are not said yet. Who has one is no secret; what stands in it is seen by its administration alone: there is no setting by
-- which anybody reads all of them. A draft ends once, as the version that ended it was.
create table draft (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  author_id uuid not null references person,
  version int not null,
  begun_at timestamptz(3) not null,
  saved_at timestamptz(3) not null,
  unique (id, version)
);
create index draft_of_organisation on draft (operation_id, organisation_id, id);

create table draft_content (
  draft_id uuid primary key references draft,
  organisation_id uuid not null references organisation,
  content jsonb not null
);
alter table draft_content enable row level security;
alter table draft_content force row level security;
create policy sight on draft_content using (
  organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));

create table draft_ending (
  draft_id uuid primary key,
  version int not null,
  case_id uuid references case_report,
  person_id uuid not null references person,
  ended_at timestamptz(3) not null,
  constraint draft_ending_of_version foreign key (draft_id, version) references draft (id, version)
);
