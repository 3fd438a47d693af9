/**
 * What there is of each class, and how it stands: the rule of domain/retention.ts, for queries that look at many records at once. Parameters: $1 the
 * operation, $2 its time, $3 its rules as JSON, $4 when it ended (null while it goes on), $5 whether another operation that is under way counts
 * it, and $6, ids, where only those are looked at. Letters by which a review asks are nobody's own, or they would have to be asked about in turn.
 */
export function standings(isRestricted: boolean): string {
  const among = (id: string): string => (isRestricted ? `and ${id} = any ($6::uuid[])` : '');
  const stays = (id: string): string =>
    `${among(id)} and not exists (select from tombstone g where g.record_id = ${id} and g.purged_at is not null)`;
  return `
  rule as materialized (
    select * from jsonb_to_recordset($3::jsonb) as r (class text, months int, "reviewEveryMonths" int)
  ), record as materialized (
    select 'reports' as class, 'case' as kind, c.id, c.organisation_id, max(v.received_at) as since
    from case_report c join case_version v on v.case_id = c.id where c.operation_id = $1 ${among('c.id')} group by c.id
    union all
    select 'reports', 'late-appeal', a.id, a.organisation_id, coalesce(a.decided_at, a.asked_at) from late_appeal a
    where a.operation_id = $1 and a.state <> 'asked' ${stays('a.id')}
    union all
    select 'messages', 'letter', l.id, case when k.kind is distinct from 'review-necessity' then l.organisation_id end, greatest($4::timestamptz, k.opened_at) from letter l
      left join tasking k on k.id = case when l.batch like 'tasking/%' then substr(l.batch, 9)::uuid end
    where l.operation_id = $1 and l.state in ('sent', 'refused', 'dropped') ${stays('l.id')}
    union all
    select 'messages', 'task', t.id, t.organisation_id, greatest($4::timestamptz, k.opened_at) from task t join tasking k on k.id = t.tasking_id
    where t.operation_id = $1 and k.ended_at is not null and k.kind <> 'review-necessity'
      and (t.reason is not null or t.details is not null) ${stays('t.id')}
    union all
    select 'messages', 'tasking', k.id, null, greatest($4::timestamptz, k.opened_at) from tasking k
    where k.operation_id = $1 and k.ended_at is not null and k.instructions is not null ${stays('k.id')}
    union all
    select 'messages', 'consent', s.id, s.organisation_id, greatest($4::timestamptz, s.given_at) from consent s
    where s.operation_id = $1 and (s.reason is not null or s.revocation_reason is not null) ${stays('s.id')}
    union all
    select 'messages', 'handover', h.id, null, greatest($4::timestamptz, h.said_at) from ocu_handover h join ocu u on u.id = h.ocu_id
    where u.operation_id = $1 ${stays('h.id')}
    union all
    select 'products', 'bulletin', b.id, null, coalesce(b.released_at, b.written_at) from bulletin b where b.operation_id = $1 ${stays('b.id')}
    union all
    select 'products', 'product', p.id, null, p.made_at from product p where p.operation_id = $1 and p.kind <> 'edition'
      and not exists (select from delivery d where d.product_id = p.id and d.state in ('queued', 'sending')) ${stays('p.id')}
    union all
    select 'imports', 'import', i.id, i.organisation_id, i.received_at from import i
    where i.operation_id = $1 and i.state in ('previewed', 'done', 'refused') ${stays('i.id')}
    union all
    select 'imports', 'refused-report', f.id, f.organisation_id, f.refused_at from refused_report f where f.operation_id = $1 ${stays('f.id')}
    union all
    select 'drafts', 'draft', d.id, d.organisation_id, d.saved_at from draft d
    where d.operation_id = $1 and not exists (select from draft_ending e where e.draft_id = d.id) ${stays('d.id')}
  ), review as materialized (
    select distinct on (t.organisation_id, m.class) t.organisation_id, m.class, t.answer is not distinct from 'needed' as is_needed,
      k.opened_at as asked_at
    from tasking k join task t on t.tasking_id = k.id cross join rule m
    where k.operation_id = $1 and k.kind = 'review-necessity' and split_part(k.key, '-', 2)::int % m."reviewEveryMonths" = 0
      and (t.answer = 'needed' or k.ended_at is not null and t.state in ('answered', 'lapsed'))
    order by t.organisation_id, m.class, k.opened_at desc
  ), holding as materialized (
    select organisation_id, case_id from hold
    where operation_id = $1 and lifted_at is null and (until_at is null or until_at > $2::timestamptz)
  ), dated as (
    select r.*, (r.since at time zone 'UTC' + make_interval(months => m.months)) at time zone 'UTC' as due_at, v.is_needed, v.asked_at
    from record r join rule m using (class) left join review v using (organisation_id, class)
  ), judged as materialized (
    select class, kind, id, organisation_id, since, due_at, case
      when exists (
        select from holding h
        where (h.organisation_id is null or h.organisation_id = d.organisation_id) and (h.case_id is null or h.case_id = d.id)
      ) then 'held'
      when $4::timestamptz is null then 'under-way'
      when $5::boolean then 'rolled-up'
      when is_needed then 'needed'
      when since < asked_at then 'not-needed'
      when due_at <= $2::timestamptz then 'period'
      else 'too-young' end as verdict
    from dated d
  )`;
}

export const IS_DUE = `verdict in ('period', 'not-needed')`;

const hashOf = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

/** Of a row of `judged` j: the hash of what it says. Of a draft, which nobody but its owner reads, that of its name and version. */
export const SAID_HASH = `case j.kind
    when 'case' then (
      select ${hashOf(`string_agg(v.version || ' ' || ${hashOf('v.content::text')}, e'\\n' order by v.version)
        || coalesce((select string_agg(e'\\n' || a.sha256, '' order by a.id) from attachment a where a.case_id = j.id), '')`)}
      from case_version v where v.case_id = j.id)
    when 'late-appeal' then (select ${hashOf(`a.reference || e'\n' || a.content::text`)} from late_appeal a where a.id = j.id)
    when 'letter' then (select ${hashOf(`l.address || e'\\n' || l.content::text`)} from letter l where l.id = j.id)
    when 'task' then (select ${hashOf(`coalesce(t.reason, '') || e'\\n' || coalesce(t.details::text, '')`)} from task t where t.id = j.id)
    when 'tasking' then (select ${hashOf('k.instructions')} from tasking k where k.id = j.id)
    when 'consent' then (select ${hashOf(`coalesce(s.reason, '') || e'\\n' || coalesce(s.revocation_reason, '')`)} from consent s where s.id = j.id)
    when 'handover' then (select ${hashOf(`h.summary || e'\\n' || h.open_items::text`)} from ocu_handover h where h.id = j.id)
    when 'bulletin' then (select ${hashOf('b.content::text')} from bulletin b where b.id = j.id)
    when 'product' then (select p.sha256 from product p where p.id = j.id)
    when 'import' then (select i.sha256 from import i where i.id = j.id)
    when 'refused-report' then (select ${hashOf(`coalesce(f.reference, '') || e'\\n' || f.errors::text`)} from refused_report f where f.id = j.id)
    when 'draft' then (select ${hashOf(`d.id || ' ' || d.version`)} from draft d where d.id = j.id)
  end`;

/** Over rows (kind, id, sha256, verdict): what a preview is known by. Null where there are none. */
export const LIST_HASH = hashOf(`string_agg(kind || ' ' || id || ' ' || sha256 || ' ' || verdict, e'\\n' order by kind, id)`);
