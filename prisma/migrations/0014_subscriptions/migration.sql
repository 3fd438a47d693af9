-- Who is to be told what, how often and by which way; and how far each has been served.

select set_config('app.sees_all', 'yes', true);

create table subscription (
  id uuid primary key,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  name text not null,
  state text not null default 'proposed' check (state in ('proposed','active','paused','ended')),
  state_since timestamptz(3) not null,
  state_reason text,
  -- Number of the version in force.
  version int,
  -- The end of the last window of which a summary was made: the next begins there.
  covered_until timestamptz(3),
  proposed_by_id uuid not null references person,
  proposed_at timestamptz(3) not null,
  unique (operation_id, organisation_id, name)
);
create index subscription_of_operation on subscription (operation_id, id);

-- Terms as they were proposed. They never change; other terms are another version.
create table subscription_version (
  id uuid primary key,
  subscription_id uuid not null references subscription,
  number int not null,
  terms jsonb not null,
  state text not null default 'proposed' check (state in ('proposed','submitted','approved','returned','rejected','replaced')),
  proposed_by_id uuid not null references person,
  proposed_at timestamptz(3) not null,
  approval_id uuid references approval,
  settled_at timestamptz(3),
  unique (subscription_id, number)
);
create unique index one_open_version_of_subscription on subscription_version (subscription_id) where state in ('proposed','submitted');

-- When it goes by which version: what its windows are worked out from. `is_last`: a last window ends with it.
create table subscription_span (
  id uuid primary key,
  subscription_id uuid not null references subscription,
  version int not null,
  begins_at timestamptz(3) not null,
  ends_at timestamptz(3),
  is_last boolean not null default false,
  check (ends_at is null or ends_at >= begins_at)
);
create unique index one_open_span_of_subscription on subscription_span (subscription_id) where ends_at is null;

alter table product add constraint product_subscription_id_fkey foreign key (subscription_id) references subscription;
-- What the recipient was shown and not shown, so that nothing hidden follows from what it is shown the next time. Never told as such.
alter table product add column cells jsonb;

-- An approval is about a partner where it lets one have something: found by what they say, as other parts add subjects too.
do $$
declare known text;
begin
  for known in select conname from pg_constraint where conrelid = 'approval'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%release%' loop
    execute format('alter table approval drop constraint %I', known);
  end loop;
end $$;
alter table approval
  add constraint approval_subject_check check (subject in
    ('plan','amendment','extension','edition','closing','publication','release','ratification','subscription')),
  add constraint approval_partner_check check ((subject in ('release','subscription')) = (partner_id is not null));
