import { GRANT_APPEAL, NEW_OF_APPEAL } from './appeal-sql.ts';
import { END_DRAFT } from './draft-sql.ts';
import { answeredAs } from './period-answers.ts';
import { SAID_BEFORE } from './case-handling.ts';
import { restrictAll } from '../restrictions.ts';
import { RECEIPT_COLUMNS } from './receipt-values.ts';

/** What is to be written, from the arrays of versionValues (case-rows.ts): $1 to $20. */
const INPUT = `
  input as (
    select i.id, i.version, i.operation_id, i.organisation_id, i.person_id, i.reference, i.content, i.reason,
      greatest(i.at, f.at + interval '1 millisecond') as at, i.periods, i.channel, i.external_system, i.external_id
    from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[], $8::text[], $9::timestamptz[],
        $10::text[], $11::text[], $12::text[], $13::text[])
        as i (id, version, operation_id, organisation_id, person_id, reference, content, reason, at, periods, channel, external_system, external_id)
      left join frozen_until f on f.operation_id = i.operation_id
  )`;

/** What a correction had settled is open again where a later version says it once more. */
const BACK = [
  'answer',
  'answered_by_id',
  'answered_at',
  'tasking_id',
  'asked_at',
  'settled_reason',
  'settled_by_id',
  'settled_at',
  'outcome',
];

/** Rows of the versions, and the tasks that having reported answers. Expects `reported (id)`: those of the input that are to be written. */
const VERSIONS = `
  written as materialized (
    select input.* from input join reported using (id)
  ), versions as (
    insert into case_version (case_id, version, operation_id, organisation_id, author_id, content, reason, received_at, channel)
    select id, version, operation_id, organisation_id, person_id, content, reason, at, channel from written
  ), seizures as (
    insert into seizure (case_id, version, number, operation_id, organisation_id, phase, seized_at, period, transport, direction, place_type,
      departure, destination, detection)
    select w.id, w.version, s.s, w.operation_id, w.organisation_id, s.phase, s.at, s.period, coalesce(s.transport, ''),
      coalesce(s.direction, ''), coalesce(s.place_type, ''), coalesce(s.departure, ''), coalesce(s.destination, ''), coalesce(s.detection, '')
    from written w join jsonb_to_recordset($14::jsonb) as s (c uuid, s int, at timestamptz, phase text, period text, transport text,
      direction text, place_type text, departure text, destination text, detection text) on s.c = w.id
  ), lines as (
    insert into goods_line (case_id, version, seizure_number, line, operation_id, organisation_id, heading, unit, quantity, commodity, is_bonus,
      weighing, status, brand)
    select w.id, w.version, l.s, l.l, w.operation_id, w.organisation_id, l.heading, l.unit, l.quantity, l.commodity, l.is_bonus, l.weighing,
      coalesce(l.status, ''), coalesce(l.brand, '')
    from written w join jsonb_to_recordset($15::jsonb) as l (c uuid, s int, l int, heading text, unit text, quantity numeric, commodity text,
      is_bonus boolean, weighing text, status text, brand text) on l.c = w.id
  ), amounts as (
    insert into goods_value (case_id, version, seizure_number, line, place, operation_id, organisation_id, currency, basis, amount, rate_date)
    select w.id, w.version, v.s, v.l, v.p, w.operation_id, w.organisation_id, v.currency, v.basis, v.amount, v."rateDate"
    from written w join jsonb_to_recordset($16::jsonb) as v (c uuid, s int, l int, p int, currency text, basis text, amount numeric,
      "rateDate" date) on v.c = w.id
  ), counts as (
    insert into seizure_count (case_id, version, seizure_number, kind, state, operation_id, organisation_id, count)
    select w.id, w.version, n.s, n.kind, n.state, w.operation_id, w.organisation_id, n.count
    from written w join jsonb_to_recordset($17::jsonb) as n (c uuid, s int, kind text, state text, count int) on n.c = w.id
  ), keys as (
    insert into match_key (case_id, version, kind, value, operation_id, organisation_id)
    select w.id, w.version, k.kind, k.value, w.operation_id, w.organisation_id
    from written w join jsonb_to_recordset($18::jsonb) as k (c uuid, kind text, value text) on k.c = w.id
  ), warned as (
    insert into case_warning (id, case_id, version, operation_id, organisation_id, code, pointer, detail, matter, raised_at)
    select g.id, w.id, w.version, w.operation_id, w.organisation_id, g.code, g.pointer, g.detail, md5(g.matter), w.at
    from written w join jsonb_to_recordset($19::jsonb) as g (c uuid, id uuid, code text, pointer text, detail text, matter text) on g.c = w.id
    on conflict (case_id, matter) do update set version = excluded.version, pointer = excluded.pointer, detail = excluded.detail,
      ${BACK.map((column) => `${column} = case case_warning.outcome when 'corrected' then null else case_warning.${column} end`).join(', ')}
  ), handled as (
    insert into case_handling (id, case_id, operation_id, organisation_id, code, tlp, purposes, shares, permission, said_by_id, said_at)
    select h.id, w.id, w.operation_id, w.organisation_id, coalesce(h.code, b.code), coalesce(h.tlp, b.tlp), coalesce(h.purposes, b.purposes),
      coalesce(h.shares, b.shares), coalesce(h.permission, b.permission), w.person_id, w.at
    from written w join jsonb_to_recordset($20::jsonb) as h (c uuid, id uuid, code text, tlp text, purposes text[], shares text[],
      permission text) on h.c = w.id
      ${SAID_BEFORE('w.operation_id', 'w.id')}
    returning case_id, operation_id, organisation_id, said_by_id, said_at
  ), stale as (
    insert into stale_case (operation_id, case_id) select operation_id, id from written
  ), answering as (
    select distinct on (operation_id, organisation_id, period) operation_id, organisation_id, period, person_id, at
    from written cross join lateral unnest(string_to_array(periods, ',')) as period
    order by operation_id, organisation_id, period, at
  ), ${answeredAs('reported')}`;

/** What corrections say of how they may be used. */
const RESTRICTED = restrictAll(`
    select operation_id, 'handling' as kind, organisation_id, array_agg(case_id) as case_ids, null::uuid as recipient_id, said_by_id as person_id,
      max(said_at) as at
    from handled group by operation_id, organisation_id, said_by_id`);

/** Those whose reference, or name in another system, is taken are left out. */
const NEW = `
  reported as (
    insert into case_report (id, operation_id, organisation_id, reference, external_system, external_id, reported_at)
    select id, operation_id, organisation_id, reference, external_system, external_id, at from input
    on conflict do nothing
    returning id
  )`;

/** The periods of which its administration had said that there was nothing to report: the event says so. */
const SUPERSEDES = `coalesce((
      select jsonb_build_object('supersedesNilReturns', jsonb_agg(n.period order by n.period)) from nil_return n
      where n.operation_id = written.operation_id and n.organisation_id = written.organisation_id
        and n.period = any (string_to_array(written.periods, ','))
      having count(*) > 0), '{}')`;

const REPORTED = `
  told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'case.reported', id, organisation_id, person_id, at,
      jsonb_build_object('reference', reference) || case channel when 'form' then '{}'::jsonb else jsonb_build_object('channel', channel) end
        || ${SUPERSEDES}
    from written
  )`;

/** A receipt that is there already fails the statement: its request was answered before, and nothing of it may be written twice. */
const RECEIPTS = `
  receipts as (
    insert into receipt (${RECEIPT_COLUMNS})
    select r.person_id, r.key, r.fingerprint, r.status, r.location, r.etag, r.body
    from written w join unnest($21::uuid[], $22::uuid[], $23::text[], $24::text[], $25::int[], $26::text[], $27::text[], $28::jsonb[])
      as r (case_id, person_id, key, fingerprint, status, location, etag, body) on r.case_id = w.id
  )`;

/** Of these, all but those that somebody else has changed meanwhile. */
function next(source: string): string {
  return `
  reported as (
    update case_report c set version = input.version from ${source}
    where c.id = input.id and c.operation_id = input.operation_id and c.organisation_id = input.organisation_id
      and c.version = input.version - 1
    returning c.id
  )`;
}

/** A version that was proposed becomes the next one, if the proposal ($29) is open. */
const PROPOSAL = `
  proposal as (
    update case_proposal p set outcome = 'accepted', decided_by_id = input.person_id, decided_at = input.at, version = input.version
    from input where p.id = any ($29::uuid[]) and p.case_id = input.id and p.outcome is null and p.based_on = input.version - 1
    returning p.case_id
  )`;

const CORRECTED = `
  told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'case.corrected', id, organisation_id, person_id, at, jsonb_build_object('version', version, 'reason', reason) || ${SUPERSEDES}
    from written
  )`;

/** Warnings of which the next version says nothing any more, and the tasks that asked to correct the case. */
const MENDED = `
  mended as (
    update case_warning g set outcome = 'corrected', settled_by_id = w.person_id, settled_at = w.at
    from written w
    where g.case_id = w.id and g.settled_at is null and g.matter <> all (
      select md5(r.matter) from jsonb_to_recordset(coalesce($19::jsonb, '[]')) as r (c uuid, matter text) where r.c = w.id)
    returning g.id, g.code, w.operation_id, w.organisation_id, w.person_id, w.at
  ), settled as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'review.settled', id, organisation_id, person_id, at, jsonb_build_object('code', code, 'outcome', 'corrected') from mended
  ), fixed as (
    update task set state = 'answered', answer = 'done', answered_by_id = w.person_id, answered_at = w.at, late = (task.state = 'lapsed')
    from written w join tasking k on k.operation_id = w.operation_id and k.kind = 'correct-report' and k.about_id = w.id
    where task.tasking_id = k.id and task.organisation_id = w.organisation_id and task.answer is null
      and (task.state = 'open' or task.state = 'lapsed' and k.late = 'taken')
    returning task.id, task.tasking_id, task.operation_id, task.organisation_id, task.late, k.key, w.person_id, w.at
  ), fixed_events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'task.answered', id, organisation_id, person_id, at,
      jsonb_build_object('kind', 'correct-report', 'key', key, 'answer', 'done', 'late', late)
    from fixed
  )`;

const answer = (answered: string): string =>
  `select array (select id from written) as written, array (select distinct tasking_id from ${answered}) as answered`;
const ANSWER = answer('answered');

export const APPEND_CASES = { name: 'append-cases', text: `with ${[INPUT, NEW, VERSIONS, REPORTED].join(',')} ${ANSWER}` };
export const APPEND_CASES_WITH_RECEIPTS = {
  name: 'append-cases-with-receipts',
  text: `with ${[INPUT, NEW, VERSIONS, REPORTED, RECEIPTS].join(',')} ${ANSWER}`,
};
export const APPEND_CASE_OF_DRAFT = {
  name: 'append-case-of-draft',
  text: `with ${[INPUT, NEW, VERSIONS, REPORTED, RECEIPTS, END_DRAFT].join(',')} ${ANSWER}`,
};
export const APPEND_CASE_OF_APPEAL = {
  name: 'append-case-of-appeal',
  text: `with ${[INPUT, NEW_OF_APPEAL, VERSIONS, REPORTED, RECEIPTS, GRANT_APPEAL].join(',')} ${ANSWER}`,
};
const ANSWER_FIXED = answer('(select tasking_id from answered union all select tasking_id from fixed) a');
export const APPEND_CORRECTIONS = {
  name: 'append-corrections',
  text: `with ${[INPUT, next('input'), VERSIONS, RESTRICTED, CORRECTED, MENDED].join(',')} ${ANSWER_FIXED}`,
};
export const APPEND_ACCEPTANCE = {
  name: 'append-acceptance',
  text: `with ${[INPUT, PROPOSAL, next('input join proposal on proposal.case_id = input.id'), VERSIONS, RESTRICTED, CORRECTED, MENDED, RECEIPTS].join(',')} ${ANSWER_FIXED}`,
};
