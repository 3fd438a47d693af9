-- Consents that owners are asked for and take back, and what becomes of what has left when somebody says otherwise afterwards.

select set_config('app.sees_all', 'yes', true);

-- Whoever was given something may read that it was.
create policy given on consent for select
  using (recipient_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
create index consent_of_task on consent (task_id) where revoked_at is null;

-- From now on somebody may have less than before. Who: whose reports, which of them, and as whose recipient; null is all of them. `searched_to` is the
-- product up to which the record has been looked through for what has left already.
create table restriction (
  id uuid primary key,
  operation_id uuid not null references operation,
  kind text not null check (kind in ('handling','consent','register','plan','membership')),
  organisation_id uuid references organisation,
  case_ids uuid[],
  recipient_id uuid references organisation,
  said_by_id uuid references person,
  said_at timestamptz(3) not null,
  searched_to uuid,
  searched_at timestamptz(3),
  tasking_id uuid references tasking
);
create index restriction_of_operation on restriction (operation_id, id desc);

-- A product that had reached its recipient, and cases in it that this one may not have any more. The first recall of a product takes back all of it;
-- later ones only name more cases. Never deleted: it is the tombstone.
create table recall (
  id uuid primary key,
  restriction_id uuid not null references restriction,
  product_id uuid not null references product,
  operation_id uuid not null references operation,
  recipient_id uuid not null references organisation,
  case_ids uuid[] not null check (cardinality(case_ids) > 0),
  is_first boolean not null,
  recalled_at timestamptz(3) not null,
  unique (restriction_id, product_id)
);
create unique index recall_of_product on recall (product_id) where is_first;
create index recall_of_recipient on recall (recipient_id, id);
create index recall_of_operation on recall (operation_id, id desc);

alter table recall enable row level security;
alter table recall force row level security;
create policy sight on recall using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or recipient_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));

-- Whatever kinds of tasking and answers others have added before.
do $$
declare before text;
begin
  select regexp_replace(pg_get_constraintdef(oid), '^CHECK ', '') into before from pg_constraint where conname = 'tasking_kind_check';
  alter table tasking drop constraint tasking_kind_check;
  execute format('alter table tasking add constraint tasking_kind_check check (%s or kind in (''consent'',''confirm-recall''))', before);
  select regexp_replace(pg_get_constraintdef(oid), '^CHECK ', '') into before from pg_constraint where conname = 'task_answer_check';
  alter table task drop constraint task_answer_check;
  execute format('alter table task add constraint task_answer_check check (%s or answer in (''give'',''refuse''))', before);
end $$;

-- Partners answer what is asked of them about what they were given (KINDS in domain/tasking.ts), and regional offices too.
create or replace function speaks_as(of_person uuid, of_operation uuid, of_organisation uuid, instant timestamptz) returns text[] language sql stable as $$
  with named as (
    select r.role, array (select named_contacts(of_operation, of_organisation, r.role, array['holder','deputy'], instant)) as people
    from unnest(array['national-contact-point','reporter','approver']) as r (role)
  ), held as (
    select role from named where of_person = any (people)
    union select role from person p cross join unnest(p.roles) as role
    where p.id = of_person and (role in ('contact','reporter') or role in ('coordinator','partner','analyst') and p.organisation_id = of_organisation)
  ), spoken as (
    select case role when 'national-contact-point' then 'contact' when 'analyst' then 'rilo' else role end as relation from held where role <> 'approver'
  )
  select array (
    select relation from spoken
    union select 'signatory'
    where case when (select people from named where role = 'approver') = '{}' then exists (select from spoken where relation = 'contact')
      else exists (select from held where role = 'approver') end)
$$;

-- A letter to somebody who takes no part goes to its people who get what is passed on; to those who answer for it where a consent is asked.
create or replace function asked_addresses(of_kind text, of_operation uuid, of_organisation uuid, instant timestamptz, ranks text[])
returns table (person_id uuid, address text) language sql stable as $$
  with approving as (
    select p.id, p.email from named_contacts(of_operation, of_organisation, 'approver', ranks, instant) as contact_id
      join person p on p.id = contact_id
    where of_kind in ('confirm-figures','consent') and p.email is not null
  ), receiving as (
    select p.id, p.email from person p
    where of_kind = 'confirm-recall' and 'holder' = any (ranks) and p.organisation_id = of_organisation and 'partner' = any (p.roles)
      and p.email is not null
      and not exists (select from participation where operation_id = of_operation and organisation_id = of_organisation and state = 'accepted')
  )
  select id, email from approving
  union all select id, email from receiving
  union all
  select a.person_id, a.address from letter_addresses(of_operation, of_organisation, instant, ranks) a
  where not exists (select from approving) and not exists (select from receiving)
$$;
