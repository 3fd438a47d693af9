-- Newsletters and alert reports, and how products reach those for whom they were made.

select set_config('app.sees_all', 'yes', true);

-- What a coordination unit writes. Its number is given when it is released; `version` counts how often the draft was written.
create table bulletin (
  id uuid primary key,
  operation_id uuid not null references operation,
  kind text not null check (kind in ('newsletter','alert')),
  number int,
  version int not null default 1,
  state text not null default 'draft' check (state in ('draft','released')),
  content jsonb not null,
  author_id uuid not null references person,
  written_at timestamptz(3) not null,
  released_by_id uuid references person,
  -- As its audience was when it was released, and who is asked to acknowledge it.
  recipient_ids uuid[] not null default '{}',
  receipt_tasking_id uuid references tasking,
  released_at timestamptz(3),
  check ((state = 'released') = (number is not null) and (number is null) = (released_at is null))
);
create unique index bulletin_number on bulletin (operation_id, kind, number);
create index bulletin_of_operation on bulletin (operation_id, id desc);

-- Of a bulletin there is one product for each recipient. `receipt_tasking_id`: by which its recipient is asked to acknowledge it; `acknowledge_by` and
-- `receipt_ladder` are what that tasking is opened with.
alter table product
  add column bulletin_id uuid references bulletin,
  add column acknowledge_by jsonb,
  add column receipt_ladder jsonb not null default '[]',
  add column receipt_tasking_id uuid references tasking,
  add column is_urgent boolean not null default false,
  add column cancelled_for text;
create unique index product_of_bulletin on product (bulletin_id, recipient_id);

-- The file as it was made for this addressee: its bytes lie in the store of objects. `tried_since`, in real time, begins the days for which it is
-- tried. `seq` is given when the file is made, one recipient's after another's, so that whoever reads on from a number misses nothing.
create sequence delivery_seq;
alter table delivery
  add column file_sha256 text,
  add column file_size int,
  add column file_type text,
  add column file_name text,
  add column seq bigint,
  add column tried_since timestamptz(3),
  add column replays int not null default 0,
  add column mended_by_id uuid references tasking;
create index delivery_of_letter on delivery (letter_id);
create unique index delivery_of_recipient on delivery (recipient_id, seq);

create table delivery_attempt (
  id uuid primary key default uuidv7(),
  delivery_id uuid not null references delivery,
  number int not null,
  begun_at timestamptz(3) not null,
  outcome text check (outcome in ('accepted','failed','gone','forbidden')),
  status int,
  duration_ms int,
  response text,
  unique (delivery_id, number)
);

-- Where an organisation's machine takes products. Secrets are sealed (main/sealing.ts); while two are valid, what is sent is signed with both.
create table webhook (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  url text not null,
  made_by_id uuid not null references person,
  made_at timestamptz(3) not null,
  ended_at timestamptz(3),
  end_reason text
);
create unique index webhook_in_use on webhook (organisation_id, url) where ended_at is null;
create table webhook_secret (
  id uuid primary key default uuidv7(),
  webhook_id uuid not null references webhook,
  sealed text not null,
  made_at timestamptz(3) not null,
  valid_until timestamptz(3)
);
create index webhook_secret_of on webhook_secret (webhook_id);

-- Whatever kinds of tasking others have added before.
do $$
declare before text;
begin
  select regexp_replace(pg_get_constraintdef(oid), '^CHECK ', '') into before from pg_constraint where conname = 'tasking_kind_check';
  alter table tasking drop constraint tasking_kind_check;
  execute format('alter table tasking add constraint tasking_kind_check check (%s or kind in (''acknowledge'',''mend-delivery''))', before);
end $$;

-- Who takes what is sent to an organisation: its people for partners where it takes no part itself, and else whoever speaks for it.
create function product_addresses(of_operation uuid, of_organisation uuid, instant timestamptz)
returns table (person_id uuid, address text) language sql stable as $$
  with taking as (
    select p.id, p.email from person p
    where p.organisation_id = of_organisation and 'partner' = any (p.roles) and p.email is not null
      and not exists (
        select from participation where operation_id = of_operation and organisation_id = of_organisation and state = 'accepted')
  )
  select id, email from taking
  union all
  select a.person_id, a.address from letter_addresses(of_operation, of_organisation, instant, '{holder}') a where not exists (select from taking)
$$;

create or replace function asked_addresses(of_kind text, of_operation uuid, of_organisation uuid, instant timestamptz, ranks text[])
returns table (person_id uuid, address text) language sql stable as $$
  with approving as (
    select p.id, p.email from named_contacts(of_operation, of_organisation, 'approver', ranks, instant) as contact_id
      join person p on p.id = contact_id
    where of_kind in ('confirm-figures','consent') and p.email is not null
  ), taking as (
    select a.person_id, a.address from product_addresses(of_operation, of_organisation, instant) a
    where of_kind in ('acknowledge','confirm-recall') and 'holder' = any (ranks)
  )
  select id, email from approving
  union all
  select person_id, address from taking
  union all
  select a.person_id, a.address from letter_addresses(of_operation, of_organisation, instant, ranks) a
  where not exists (select from approving) and not exists (select from taking)
$$;

create or replace function task_addresses(asked task, audience text, instant timestamptz)
returns table (person_id uuid, address text) language sql stable as $$
  with asks as (
    select kind from tasking where id = asked.tasking_id
  ), coordinating as (
    select p.id, p.email from person p
    where exists (select from asks where kind in ('mend-contact', 'mend-delivery'))
      and p.organisation_id = asked.organisation_id and 'coordinator' = any (p.roles) and p.email is not null
      and not exists (select from person h where h.id = asked.holder_id and h.email is not null)
  ), addressed as (
    select p.id, p.email from person p where p.id = asked.holder_id and p.email is not null
    union all
    select id, email from coordinating
    union all
    select a.person_id, a.address
    from asks cross join lateral asked_addresses(asks.kind, asked.operation_id, asked.organisation_id, instant, array['holder']) a
    where not exists (select from person p where p.id = asked.holder_id and p.email is not null) and not exists (select from coordinating)
  )
  select id, email from addressed where audience = 'addressee'
  union all
  select a.person_id, a.address
  from asks cross join lateral asked_addresses(asks.kind, asked.operation_id, asked.organisation_id, instant, array['deputy']) a
  where audience = 'deputy'
  union
  select p.id, p.email from addressed
    join stand_in s on s.person_id = addressed.id and s.ended_at is null and s.valid_from <= instant and s.valid_until > instant
    join person p on p.id = s.stand_in_id
  where audience = 'stand-in' and p.email is not null
$$;
