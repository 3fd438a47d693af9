-- Pictures and documents of a case. The bytes lie in the store of objects, under their hash; here is what was said of them. A withdrawn one
-- keeps its row and gives its place to another: the partial index is what bounds a case to 50, whoever attaches at the same time.
create table attachment (
  id uuid primary key,
  case_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  place int not null check (place between 1 and 50),
  kind text not null check (kind in ('photo','x-ray','document')),
  name text not null,
  description text,
  type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  author_id uuid not null references person,
  received_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now(),
  withdrawn_at timestamptz(3),
  withdrawn_by_id uuid references person,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_by_id is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
create unique index attachment_place on attachment (case_id, place) where withdrawn_at is null;
create index attachment_of_case on attachment (case_id, id);

-- The second wall, as in the first migration.
alter table attachment enable row level security;
alter table attachment force row level security;
create policy sight on attachment using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
