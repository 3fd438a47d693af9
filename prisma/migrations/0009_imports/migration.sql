-- Tables of cases that somebody sent as a file. The file lies in the store of objects, under its hash; here is how far it has been read, and
-- what became of it. `position` is the last row that has been dealt with: it moves in the same statement that counts, so that whoever goes on
-- after a kill neither counts a row twice nor leaves one out.
create table import (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  author_id uuid not null references person,
  name text not null,
  format text not null check (format in ('xlsx','csv')),
  encoding text,
  is_encoding_guessed boolean not null default false,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  reason text,
  state text not null check (state in ('previewing','previewed','taking','done','refused')),
  last_row int,
  position int not null default 0,
  reported int not null default 0,
  corrected int not null default 0,
  unchanged int not null default 0,
  refused int not null default 0,
  rows_refused int not null default 0,
  problem jsonb,
  received_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  -- Real time: what this import has written is younger, whichever attempt wrote it.
  begun_at timestamptz(3),
  finished_at timestamptz(3),
  recorded_at timestamptz(3) not null default now(),
  check ((state in ('taking','done')) <= (confirmed_at is not null)),
  check ((state = 'refused') = (problem is not null))
);
create index import_of_operation on import (operation_id, organisation_id, id desc);

-- Only rows that are not taken, as they were sent: what is taken stands in its case.
create table import_row (
  import_id uuid not null references import,
  organisation_id uuid not null references organisation,
  row int not null,
  cells jsonb not null,
  flaws jsonb not null,
  primary key (import_id, row)
);

-- The second wall, as in the first migration.
do $$
declare owned text;
begin
  foreach owned in array array['import','import_row'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]))
    $policy$, owned);
  end loop;
end $$;
