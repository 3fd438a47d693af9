-- How what was reported may be used, who agreed to whom having it, and what has left with what in it.

select set_config('app.sees_all', 'yes', true);

-- Observers are partners too. What an organisation says of all its reports, and the brands that are a company's own.
alter table organisation drop constraint organisation_kind_check;
alter table organisation add constraint organisation_kind_check check (kind in ('customs','police','fiu','regulator','wildlife','rilo',
  'international-organisation','treaty-secretariat','company','observer'));
alter table organisation add column handling jsonb, add column brands text[] not null default '{}';

alter table goods_line add column brand text not null default '';

-- What an owner says of one report, beyond what holds for all of its reports: the newest holds, and what was said stays. Null: as for all.
create table case_handling (
  id uuid primary key,
  case_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  code text check (code in ('H0','H1','H2','H3')),
  tlp text check (tlp in ('CLEAR','GREEN','AMBER','AMBER+STRICT','RED')),
  purposes text[],
  shares text[],
  permission text,
  reason text,
  said_by_id uuid not null references person,
  said_at timestamptz(3) not null
);
create index case_handling_newest on case_handling (operation_id, case_id, id desc);

-- An owner lets one recipient (null: everybody, in what is published) have what its code, label or purposes close to it. Null scopes are unlimited.
create table consent (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  recipient_id uuid references organisation,
  headings text[],
  case_ids uuid[],
  purposes text[],
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  given_by_id uuid not null references person,
  given_at timestamptz(3) not null,
  task_id uuid,
  reason text,
  revoked_by_id uuid references person,
  revoked_at timestamptz(3),
  revocation_reason text,
  check ((revoked_at is null) = (revoked_by_id is null) and (revoked_at is null) = (revocation_reason is null)),
  check (valid_until is null or valid_until > valid_from)
);
create index consent_of_recipient on consent (operation_id, recipient_id, organisation_id);

-- Versions of cases, named once for everything that was made of the same: what an edition counted, and what a product carried.
create table case_set (
  id uuid primary key,
  operation_id uuid not null references operation,
  sha256 text not null,
  size int not null,
  case_ids uuid[] not null,
  versions int[] not null,
  unique (operation_id, sha256),
  check (size = cardinality(case_ids) and size = cardinality(versions))
);

-- What leaves the house, as it was made. `recipient_id` is null for everybody. `sha256` is that of its content as canonical JSON.
create table product (
  id uuid primary key,
  operation_id uuid not null references operation,
  kind text not null check (kind in ('edition','summary','regional','newsletter','alert')),
  number int not null,
  name text not null,
  recipient_id uuid references organisation,
  subscription_id uuid,
  window_from timestamptz(3),
  window_until timestamptz(3),
  edition_id uuid references edition,
  -- As fine, and for what, as it was made: what decides, besides its recipient, whether it may still leave.
  detail text not null default 'totals' check (detail in ('totals','countries','lines')),
  purpose text not null default 'statistics',
  cut_off_at timestamptz(3) not null,
  made_at timestamptz(3) not null,
  content jsonb not null,
  sha256 text not null,
  case_set_id uuid references case_set,
  previous_id uuid references product,
  state text not null default 'made' check (state in ('made','released','cancelled','recalled')),
  check ((window_from is null) = (window_until is null))
);
create unique index product_of_window on product (subscription_id, window_until) where state <> 'cancelled';
create index product_of_operation on product (operation_id, id desc);
create index product_of_recipient on product (recipient_id, operation_id, id desc);

-- One product on its way to one addressee of its recipient. States only ever move forward; `failed` is for good.
create table delivery (
  id uuid primary key,
  product_id uuid not null references product,
  operation_id uuid not null references operation,
  recipient_id uuid references organisation,
  channel text not null check (channel in ('letter','link','pull','webhook')),
  address text not null,
  format text not null,
  language text not null,
  state text not null check (state in ('queued','sending','sent','accepted','opened','acknowledged','failed','cancelled')),
  attempts int not null default 0,
  next_attempt_at timestamptz(3),
  lease_until timestamptz(3),
  letter_id uuid references letter,
  queued_at timestamptz(3) not null,
  sent_at timestamptz(3),
  accepted_at timestamptz(3),
  opened_at timestamptz(3),
  acknowledged_at timestamptz(3),
  failed_at timestamptz(3),
  response text,
  unique (product_id, channel, address)
);
create index delivery_of_operation on delivery (operation_id, id desc);
create index delivery_due on delivery (next_attempt_at) where state in ('queued','sending');

do $$
declare owned text;
begin
  foreach owned in array array['case_handling','consent'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]))
    $policy$, owned);
  end loop;
  -- Which cases a product carries is for whoever acts for all of them; what a product says is its recipient's.
  alter table case_set enable row level security;
  alter table case_set force row level security;
  create policy sight on case_set using ((select current_setting('app.sees_all', true)) = 'yes');
  alter table product enable row level security;
  alter table product force row level security;
  create policy sight on product using (
    (select current_setting('app.sees_all', true)) = 'yes' or recipient_id is null
    or recipient_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
end $$;
