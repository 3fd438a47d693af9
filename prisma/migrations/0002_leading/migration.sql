-- Leading an operation: contacts and units, coordination units, tasks with deadlines of their own, approvals whose steps have deadlines and
-- stand-ins, suspension and closing. Times named *_at are operation time where the row belongs to an operation.

-- Participation -------------------------------------------------------------------------------------------------------------------------

-- Without a zone nobody knows when it is night there: no quiet hours, and "at local time" means the zone of the tasking.
alter table organisation
  add column zone text,
  add column quiet_from text check (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  add column quiet_until text check (quiet_until ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  add check ((quiet_from is null) = (quiet_until is null) and (quiet_from is null or zone is not null));

-- A joint unit (JAITF, AATU, PCU) belongs to several organisations; its people act for one of them at a time.
create table unit (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null,
  kind text not null check (kind in ('jaitf','aatu','pcu','national-unit')),
  country char(2),
  version int not null default 1
);
create table unit_organisation (
  unit_id uuid not null references unit,
  organisation_id uuid not null references organisation,
  primary key (unit_id, organisation_id)
);
alter table person
  add column unit_id uuid references unit,
  add column version int not null default 1;
create index person_of_unit on person (unit_id) where unit_id is not null;

-- Who speaks for an administration, by role. Without operation: in all of them. One that was ended before it began was never valid.
create table contact (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  operation_id uuid references operation,
  role text not null check (role in ('national-contact-point','ocu-officer','reporter','approver')),
  rank text not null check (rank in ('holder','deputy')),
  person_id uuid not null references person,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  recorded_by_id uuid not null references person,
  recorded_at timestamptz(3) not null default now(),
  check (valid_until is null or valid_until >= valid_from)
);
create index contact_of_organisation on contact (organisation_id, role);
create index contact_of_person on contact (person_id);

-- Changes of contact that were announced before they take effect: when it does, open tasks are handed over and the row goes.
create table succession (
  contact_id uuid not null references contact,
  operation_id uuid not null references operation,
  former_id uuid references person,
  successor_id uuid references person,
  due_at timestamptz(3) not null,
  primary key (contact_id, operation_id, due_at)
);
create index succession_due on succession (operation_id, due_at);

-- What time it is in an operation: the rule of domain/clock.ts, for queries that look at many operations at once.
create function operation_time(clock jsonb, real_now timestamptz) returns timestamptz language sql immutable as $$
  select to_timestamp(floor(least(running, case when hold is null then running else greatest(hold, anchor) end)) / 1000)
  from (
    select (clock ->> 'anchorMs')::numeric as anchor, (clock ->> 'holdMs')::numeric as hold,
      least(253402300799999, (clock ->> 'anchorMs')::numeric
        + greatest(0, extract(epoch from real_now) * 1000 - (clock ->> 'anchorRealMs')::numeric) * (clock ->> 'rate')::numeric) as running
  ) as t
$$;

-- Can somebody act for this organisation: are they of it, or of a unit that belongs to it?
create function belongs_to(of_person uuid, of_organisation uuid) returns boolean language sql stable as $$
  select exists (
    select from person p where p.id = of_person and (p.organisation_id = of_organisation
      or exists (select from unit_organisation u where u.unit_id = p.unit_id and u.organisation_id = of_organisation)))
$$;

-- Whom an organisation has named for this role, of any of these ranks, at the instant. Whoever cannot act for it any more is named no more,
-- whatever the time of the operation.
create function named_contacts(of_operation uuid, of_organisation uuid, of_role text, ranks text[], instant timestamptz)
returns setof uuid language sql stable as $$
  select distinct person_id from contact
  where organisation_id = of_organisation and (operation_id is null or operation_id = of_operation) and role = of_role
    and rank = any (ranks) and valid_from <= instant and (valid_until is null or valid_until > instant)
    and belongs_to(person_id, of_organisation)
$$;

-- What somebody is to an organisation in an operation, of what answers its tasks: the rule of domain/permission.ts, for queries that look at
-- many tasks at once. That they are of it, or of a unit that belongs to it, is for the caller to see.
create function speaks_as(of_person uuid, of_operation uuid, of_organisation uuid, instant timestamptz) returns text[] language sql stable as $$
  with named as (
    select r.role, array (select named_contacts(of_operation, of_organisation, r.role, array['holder','deputy'], instant)) as people
    from unnest(array['national-contact-point','reporter','approver']) as r (role)
  ), held as (
    select role from named where of_person = any (people)
    union select role from person p cross join unnest(p.roles) as role
    where p.id = of_person and (role in ('contact','reporter') or role = 'coordinator' and p.organisation_id = of_organisation)
  ), spoken as (
    select case role when 'national-contact-point' then 'contact' else role end as relation from held where role <> 'approver'
  )
  select array (
    select relation from spoken
    union select 'signatory'
    where case when (select people from named where role = 'approver') = '{}' then exists (select from spoken where relation = 'contact')
      else exists (select from held where role = 'approver') end)
$$;

-- Whose mailboxes a letter to an organisation goes to: its national contact points of these ranks that are valid at the instant; where there
-- are none, its people with the role of a contact; where nobody of them has an address, the organisation's own mailbox.
create function letter_addresses(of_operation uuid, of_organisation uuid, instant timestamptz, ranks text[])
returns table (person_id uuid, address text) language sql stable as $$
  with nominated as (
    select p.id, p.email from named_contacts(of_operation, of_organisation, 'national-contact-point', ranks, instant) as contact_id
      join person p on p.id = contact_id
    where p.email is not null
  ), registered as (
    select p.id, p.email from person p
    where p.organisation_id = of_organisation and 'contact' = any (p.roles) and p.email is not null
      and 'holder' = any (ranks) and not exists (select from nominated)
  )
  select id, email from nominated
  union all select id, email from registered
  union all
  select null::uuid, o.email from organisation o
  where o.id = of_organisation and o.email is not null and 'holder' = any (ranks)
    and not exists (select from nominated) and not exists (select from registered)
$$;

-- Somebody who decides for another person while that one is away. Shown as "A for B".
create table stand_in (
  id uuid primary key,
  person_id uuid not null references person,
  stand_in_id uuid not null references person,
  reason text not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  recorded_by_id uuid not null references person,
  recorded_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  check (person_id <> stand_in_id),
  check (valid_from < valid_until)
);
create index stand_in_for on stand_in (person_id);
create index stand_in_by on stand_in (stand_in_id);

-- Operational coordination units: several in an operation, each with its host, staff, roster and handover log.
create table ocu (
  id uuid primary key,
  operation_id uuid not null references operation,
  key text not null,
  name text not null,
  kind text not null check (kind in ('physical','virtual')),
  host_id uuid not null references organisation,
  location text,
  zone text not null,
  created_by_id uuid not null references person,
  created_at timestamptz(3) not null,
  unique (operation_id, key)
);
create table ocu_staff (
  id uuid primary key,
  ocu_id uuid not null references ocu,
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  recorded_by_id uuid not null references person,
  unique (ocu_id, person_id, valid_from),
  check (valid_until is null or valid_until >= valid_from)
);
create index ocu_staff_of_person on ocu_staff (person_id);
create table ocu_shift (
  id uuid primary key,
  ocu_id uuid not null references ocu,
  person_id uuid not null references person,
  starts jsonb not null,
  starts_at timestamptz(3) not null,
  ends jsonb not null,
  ends_at timestamptz(3) not null,
  recorded_by_id uuid not null references person,
  withdrawn_at timestamptz(3),
  check (starts_at < ends_at)
);
create index ocu_shift_of_ocu on ocu_shift (ocu_id, starts_at);
create table ocu_handover (
  id uuid primary key,
  ocu_id uuid not null references ocu,
  from_id uuid not null references person,
  to_id uuid references person,
  summary text not null,
  open_items jsonb not null default '[]',
  said_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null default now()
);
create index ocu_handover_of_ocu on ocu_handover (ocu_id, id);

-- Tasking -------------------------------------------------------------------------------------------------------------------------------

alter table tasking drop constraint tasking_kind_check;
alter table tasking
  add check (kind in ('take-part','nominate-contacts','report','feedback','enquiry','correct-report','judge-duplicate','confirm-figures',
    'follow-up','mend-contact')),
  add column instructions text,
  add column letter jsonb,
  add column is_local boolean not null default false,
  add column ends text not null default 'answered' check (ends in ('answered','deadline')),
  add column late text not null default 'taken' check (late in ('taken','refused')),
  add column is_urgent boolean not null default false,
  add column opened_by_id uuid references person,
  add column about_id uuid,
  add column withdrawn_reason text;

-- A task has its own deadline: an addressee may be asked at its own local time, or be given more time than the others.
alter table task drop constraint task_answer_check;
alter table task
  add check (answer in ('accept','decline','confirm','dispute','reported','nil-return','silence','done','unable','nominated')),
  add column deadline jsonb,
  add column deadline_at timestamptz(3),
  add column climbed_to timestamptz(3),
  add column climbed_before jsonb not null default '[]',
  add column asked_at timestamptz(3),
  add column holder_id uuid references person,
  add column details jsonb,
  add column withdrawn_reason text;
update task t set deadline = k.deadline, deadline_at = k.deadline_at, climbed_to = k.climbed_to, asked_at = k.opened_at
from tasking k where k.id = t.tasking_id;
alter table task
  alter column deadline set not null,
  alter column deadline_at set not null,
  alter column climbed_to set not null;
alter table tasking drop column climbed_to;

-- The same wall time in another zone: "18:00 where you are". The API has refused what a change of clocks skips or repeats in any zone of the
-- addressees. A zone that this server's data do not know leaves the moment as it was agreed.
create function moment_in(moment jsonb, zone text) returns jsonb language plpgsql stable as $$
begin
  if zone is null then return moment; end if;
  return jsonb_build_object('wall', moment ->> 'wall', 'zone', zone, 'at',
    to_char((moment ->> 'wall')::timestamp at time zone zone at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
exception when invalid_parameter_value then return moment;
end $$;

-- By when an addressee in this zone is to answer, if it is asked what the others are asked.
create function deadline_of(asking tasking, addressee_zone text) returns jsonb language sql stable as $$
  select case when asking.is_local then moment_in(asking.deadline, addressee_zone) else asking.deadline end
$$;

-- Whose mailboxes a letter goes to that asks an organisation for this: its approvers, where it has named any whom a letter can reach, if it is
-- asked for its word; else as any letter to it.
create function asked_addresses(of_kind text, of_operation uuid, of_organisation uuid, instant timestamptz, ranks text[])
returns table (person_id uuid, address text) language sql stable as $$
  with approving as (
    select p.id, p.email from named_contacts(of_operation, of_organisation, 'approver', ranks, instant) as contact_id
      join person p on p.id = contact_id
    where of_kind = 'confirm-figures' and p.email is not null
  )
  select id, email from approving
  union all
  select a.person_id, a.address from letter_addresses(of_operation, of_organisation, instant, ranks) a where not exists (select from approving)
$$;

-- Whose mailboxes a letter about one task goes to. Whoever the task was handed to stands for the administration in it; a stand-in is that
-- of whoever would get it. What coordinators answer (KINDS in domain/tasking.ts) goes to them.
create function task_addresses(asked task, audience text, instant timestamptz)
returns table (person_id uuid, address text) language sql stable as $$
  with asks as (
    select kind from tasking where id = asked.tasking_id
  ), coordinating as (
    select p.id, p.email from person p
    where exists (select from asks where kind = 'mend-contact')
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

create table extension_request (
  id uuid primary key,
  task_id uuid not null references task,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  until jsonb not null,
  until_at timestamptz(3) not null,
  reason text not null check (length(trim(reason)) > 0),
  state text not null default 'asked' check (state in ('asked','granted','refused','moot')),
  asked_by_id uuid not null references person,
  asked_at timestamptz(3) not null,
  decided_by_id uuid references person,
  decided_at timestamptz(3),
  decision_reason text
);
create unique index one_open_extension_request on extension_request (task_id) where state = 'asked';
create index extension_request_of_operation on extension_request (operation_id, state);

-- Approvals -----------------------------------------------------------------------------------------------------------------------------

alter table approval drop constraint approval_subject_check;
alter table approval drop constraint approval_outcome_check;
alter table approval
  add check (subject in ('plan','amendment','extension','edition','closing','publication','release','ratification')),
  add check (outcome in ('waiting','approved','returned','rejected','lapsed','withdrawn')),
  add column is_fast boolean not null default false,
  add column legal_basis text,
  add column reason text,
  add column previous_id uuid references approval,
  -- Whom a release passes a publication on to.
  add column partner_id uuid references organisation,
  add check ((subject = 'release') = (partner_id is not null));
create unique index one_release_to_a_partner on approval (edition_id, partner_id) where subject = 'release';

-- When each step was open and by when it should have been decided: what its ladder climbs, and what the health of a chain is read from.
create table approval_step (
  approval_id uuid not null references approval,
  name text not null,
  opened_at timestamptz(3) not null,
  deadline_at timestamptz(3),
  ladder jsonb not null default '[]',
  climbed_to timestamptz(3),
  settled_at timestamptz(3),
  settled_by text check (settled_by in ('quorum','silence','lapse','return','rejection','withdrawal')),
  primary key (approval_id, name)
);

alter table approval_decision add column stand_in_for_id uuid references person;

-- The operation -------------------------------------------------------------------------------------------------------------------------

alter table operation drop constraint operation_stage_check;
alter table operation
  add check (stage in ('draft','in-approval','approved','running','suspended','closed','completed','cancelled','rejected')),
  add column suspended_at timestamptz(3);

-- Meetings of which everybody who took part was told when it was time: the turn of the timetable that each was.
create table meeting_notice (
  operation_id uuid not null references operation,
  key text not null,
  told_at timestamptz(3) not null,
  primary key (operation_id, key)
);

create table recommendation (
  id uuid primary key,
  operation_id uuid not null references operation,
  number int not null,
  phase text not null,
  text text not null,
  said_by_id uuid not null references person,
  organisation_id uuid not null references organisation,
  said_at timestamptz(3) not null,
  state text not null default 'open' check (state in ('open','carried','done','dropped')),
  carried_to_id uuid references operation,
  outcome text,
  settled_at timestamptz(3),
  unique (operation_id, number)
);

-- Letters -------------------------------------------------------------------------------------------------------------------------------

-- Letters of one person that went out as one digest name the letter that carried them, which names itself. `deferred_at`: since when, in real time, its mailbox puts it off.
-- `mended_by_id`: the task that a letter which was refused has become.
alter table letter drop constraint letter_state_check;
alter table letter
  add check (state in ('queued','sending','sent','refused','dropped')),
  add column person_id uuid references person,
  add column thread text,
  add column in_reply_to text,
  add column is_urgent boolean not null default false,
  add column carrier_id uuid references letter,
  add column deferred_at timestamptz(3),
  add column mended_by_id uuid references tasking;
create index letter_to_address on letter (operation_id, address) where state in ('queued','sending');
-- What each address was told last of each meeting.
create index letter_of_meeting on letter (operation_id, thread, address, id desc)
  where kind in ('meeting-invitation','meeting-changed','meeting-cancelled');
create index letter_of_thread on letter (thread, address) where thread is not null;
create index letter_of_carrier on letter (carrier_id) where carrier_id is not null;

-- A language is added by its words, not by a migration.
alter table organisation drop constraint organisation_language_check, add check (language ~ '^[a-z]{2}$');

-- When quiet hours end that hold at this instant; null where none do. A zone that this server's data do not know has none.
create function end_of_quiet(instant timestamptz, zone text, quiet_from text, quiet_until text) returns timestamptz language plpgsql stable as $$
declare
  wall timestamp;
  hour time;
begin
  if quiet_from is null or quiet_from = quiet_until then return null; end if;
  wall := instant at time zone zone;
  hour := wall::time;
  if quiet_from < quiet_until and (hour < quiet_from::time or hour >= quiet_until::time) then return null; end if;
  if quiet_from > quiet_until and hour < quiet_from::time and hour >= quiet_until::time then return null; end if;
  return (wall::date + case when hour >= quiet_from::time and quiet_from > quiet_until then 1 else 0 end + quiet_until::time) at time zone zone;
exception when invalid_parameter_value then return null;
end $$;

-- The Message-ID of the first letter that an address got in a thread; null for the first itself.
create function start_of_thread(of_thread text, to_address text) returns text language sql stable as $$
  select message_id from letter where thread = of_thread and address = to_address order by id limit 1
$$;
