-- Who took what out of the record, when, and what it was: so that a file that turns up later can be held against what was sent.
create table export (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  content text not null,
  query jsonb not null,
  cut_off_at timestamptz(3) not null,
  versions jsonb not null,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  bytes bigint,
  sha256 text,
  check ((finished_at is null) = (sha256 is null) and (finished_at is null) = (bytes is null))
);
create index export_of_operation on export (operation_id, id desc);
