-- Reports as the field's dictionary has them, whichever way they come in, and figures that stay fast however many there are.

-- Rows under row-level security are seen by nobody without it, the owner of the tables included.
select set_config('app.sees_all', 'yes', true);

-- Who first kept the record of a case, and under what name: the same again changes nothing, and newer becomes a version.
alter table case_report add column external_system text, add column external_id text;
create unique index case_report_external on case_report (operation_id, organisation_id, external_system, external_id)
  where external_system is not null;
alter table case_version add column channel text not null default 'form' check (channel in ('form','batch','stream','sheet','feed'));

-- Rows of a version are written by the statement that writes the version, and never after it: checking each of them costs more than writing it.
alter table goods_line drop constraint goods_line_case_id_version_seizure_number_fkey;
alter table seizure drop constraint seizure_case_id_version_fkey;

-- What figures are broken down by, as columns; '' where the report does not say. Everything else that was said is in the version's content.
alter table seizure
  add column period text not null default '',
  add column transport text not null default '',
  add column direction text not null default '',
  add column place_type text not null default '',
  add column departure text not null default '',
  add column destination text not null default '',
  add column detection text not null default '';
update seizure s set
  transport = coalesce(e.seizure ->> 'transport', ''),
  direction = coalesce(e.seizure ->> 'direction', ''),
  departure = coalesce(e.seizure ->> 'departure', ''),
  destination = coalesce(e.seizure ->> 'destination', '')
from case_version v cross join lateral jsonb_array_elements(v.content -> 'seizures') as e (seizure)
where v.case_id = s.case_id and v.version = s.version and (e.seizure ->> 'number')::int = s.number;

-- `commodity` is the heading itself, or the one whose subtype it is. What was reported before could only be goods that were looked for.
alter table goods_line
  add column commodity text not null default '',
  add column is_bonus boolean not null default false,
  add column weighing text not null default '' check (weighing in ('','weighed','unweighed'));
update goods_line set commodity = coalesce((
  select parent from (values
    ('cigarettes','tobacco'),
    ('loose-tobacco','tobacco'),
    ('vehicles','tax-evasion'),
    ('live-animals','wildlife'),
    ('big-cats','wildlife'),
    ('bears','wildlife'),
    ('primates','wildlife'),
    ('birds','wildlife'),
    ('turtles-tortoises','wildlife'),
    ('reptiles','wildlife'),
    ('arthropods','wildlife'),
    ('marine-life','wildlife'),
    ('ivory','wildlife'),
    ('rhino-horn','wildlife'),
    ('pangolin-scales','wildlife'),
    ('wild-meat','wildlife'),
    ('wildlife-parts','wildlife'),
    ('plants','wildlife'),
    ('timber','wildlife'),
    ('food','counterfeits'),
    ('drink','counterfeits'),
    ('cash','currency'),
    ('bearer-instruments','currency'),
    ('counterfeit-currency','currency'),
    ('gold','currency'),
    ('precious-metals','currency'),
    ('cannabis','drugs'),
    ('cocaine','drugs'),
    ('heroin','drugs'),
    ('synthetic-drugs','drugs'),
    ('amphetamine','drugs'),
    ('methamphetamine','drugs'),
    ('ecstasy','drugs'),
    ('lsd','drugs'),
    ('ketamine','drugs'),
    ('new-psychoactive-substances','drugs'),
    ('waste','hazardous-goods'),
    ('metal-waste','hazardous-goods'),
    ('plastic-waste','hazardous-goods'),
    ('ozone-depleting-substances','hazardous-goods'),
    ('hydrofluorocarbons','hazardous-goods'),
    ('refrigerant-equipment','hazardous-goods'),
    ('medicines','medical-products'),
    ('medical-devices','medical-products'),
    ('vaccines','medical-products'),
    ('sanitiser-gel','medical-products'),
    ('masks','medical-products'),
    ('doping-substances','medical-products'),
    ('active-ingredients','medical-products'),
    ('firearms','weapons'),
    ('ammunition','weapons'),
    ('explosives','weapons'),
    ('detonators','weapons'),
    ('cultural-objects','cultural-goods'),
    ('coins','cultural-goods'),
    ('metal-detectors','cultural-goods'),
    ('excavation-tools','cultural-goods')
  ) as subtype (code, parent) where code = heading), heading);

create table goods_value (
  case_id uuid not null,
  version int not null,
  seizure_number int not null,
  line int not null,
  place int not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  currency text not null,
  basis text not null,
  amount numeric(24,6) not null check (amount >= 0),
  rate_date date,
  primary key (case_id, version, seizure_number, line, place)
);

-- Persons and groups are counted by state. There is no place for who they are.
create table seizure_count (
  case_id uuid not null,
  version int not null,
  seizure_number int not null,
  kind text not null check (kind in ('persons','groups')),
  state text not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  count int not null check (count >= 0),
  primary key (case_id, version, seizure_number, kind, state)
);

-- Numbers by which two reports of one seizure are recognised. Restricted: they are compared, and shown to the owner only.
create table match_key (
  case_id uuid not null,
  version int not null,
  kind text not null,
  value text not null,
  operation_id uuid not null,
  organisation_id uuid not null,
  primary key (case_id, version, kind, value)
);
create index match_key_of_value on match_key (kind, value);

-- A coordinator takes a case out of the figures, and may put it back. The report stays as its owner wrote it.
create table case_exclusion (
  id uuid primary key,
  case_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  reason text not null,
  excluded_by_id uuid not null references person,
  excluded_at timestamptz(3) not null,
  included_by_id uuid references person,
  included_at timestamptz(3),
  inclusion_reason text,
  check ((included_at is null) = (included_by_id is null) and (included_at is null) = (inclusion_reason is null))
);
create unique index case_excluded_once on case_exclusion (case_id) where included_at is null;
create index case_exclusion_of_operation on case_exclusion (operation_id, case_id);

-- Two reports of one seizure: the secondary counts with the primary, for as long as the link stands. Both administrations are credited.
create table case_link (
  id uuid primary key,
  primary_id uuid not null references case_report,
  primary_operation_id uuid not null references operation,
  primary_organisation_id uuid not null references organisation,
  secondary_id uuid not null references case_report,
  operation_id uuid not null references operation,
  organisation_id uuid not null references organisation,
  reason text not null,
  linked_by_id uuid not null references person,
  linked_at timestamptz(3) not null,
  unlinked_by_id uuid references person,
  unlinked_at timestamptz(3),
  unlink_reason text,
  check (primary_id <> secondary_id),
  check ((unlinked_at is null) = (unlinked_by_id is null) and (unlinked_at is null) = (unlink_reason is null))
);
create unique index case_linked_once on case_link (least(primary_id, secondary_id), greatest(primary_id, secondary_id)) where unlinked_at is null;
create index case_link_of_secondary on case_link (operation_id, secondary_id);
create index case_link_of_primary on case_link (primary_id);

-- Up to which moment the figures of an operation have been frozen. Whatever is said afterwards counts from after it, however the clocks stand.
create table frozen_until (
  operation_id uuid primary key references operation,
  at timestamptz(3) not null
);

-- Figures, kept as sums so that reading them costs the same for ten thousand lines and for ten million. `dimension` and `key` say of which
-- part of the operation (prisma/tallies), `phase` '' holds what the phases have too many
-- of together: a case whose seizures lie in two of them counts once. `measure` says what was summed: goods, values, persons. `item` and `unit`
-- are '' where all of them are counted together; `qualifier` says how goods were weighed, or what a value is.
create table tally (
  operation_id uuid not null references operation,
  dimension text not null,
  phase text not null,
  key text not null,
  measure text not null,
  item text not null,
  unit text not null,
  qualifier text not null,
  cases bigint not null,
  seizures bigint not null,
  lines bigint not null,
  quantity numeric not null,
  primary key (operation_id, dimension, phase, key, measure, item, unit, qualifier)
);

-- The version of each case that the tallies contain. A case that does not count is not here.
create table tallied_case (
  case_id uuid primary key,
  operation_id uuid not null,
  version int not null
);

-- Cases that have changed since they were tallied: a report leaves one row here and waits for nobody. Figures are the tallies, and the
-- difference that these make.
create table stale_case (
  id bigint generated always as identity primary key,
  operation_id uuid not null,
  case_id uuid not null
);
create index stale_case_of_operation on stale_case (operation_id, case_id);
-- Everything that was reported before there were tallies.
insert into stale_case (operation_id, case_id) select operation_id, id from case_report order by id;

do $$
declare owned text;
begin
  foreach owned in array array['goods_value','seizure_count','match_key','case_exclusion'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format($policy$
      create policy sight on %I using (
        (select current_setting('app.sees_all', true)) = 'yes'
        or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]))
    $policy$, owned);
  end loop;
end $$;

-- Of a link both owners know.
alter table case_link enable row level security;
alter table case_link force row level security;
create policy sight on case_link using (
  (select current_setting('app.sees_all', true)) = 'yes'
  or organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[])
  or primary_organisation_id = any ((select string_to_array(nullif(current_setting('app.sees', true), ''), ','))::uuid[]));
