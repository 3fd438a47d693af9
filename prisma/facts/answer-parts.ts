import { DISPUTE_LETTERS } from './dispute-letters.ts';
import { AS_NEW } from './resending.ts';
import { restrictAll } from '../restrictions.ts';
import type { GivenAnswer } from './answers.ts';

/** What an answer brings about beside itself. A statement has just the parts that its answers need, since each costs time even where it does nothing. */
export type Part = { name: string; isNeeded: (given: GivenAnswer) => boolean; sql: string };

const PARTICIPATING: Part = {
  name: 'participating',
  isNeeded: ({ kind }) => kind === 'take-part',
  sql: `, participating as (
    update participation p set state = case b.answer when 'accept' then 'accepted' else 'declined' end, reason = b.reason, answered_at = b.at
    from answered a join before b on b.id = a.id
    where p.operation_id = a.operation_id and p.organisation_id = a.organisation_id and b.kind = 'take-part' and p.state <> 'withdrawn'
    returning p.operation_id, p.organisation_id, p.state, b.reason, b.at, b.periods, b."isToldOfMeetings", b."personId"
  )`,
};

/** Whoever accepts, perhaps after declining, is asked for the reports of the open periods, and told of the meetings ahead. */
const JOINING: Part = {
  name: 'joining',
  isNeeded: ({ kind, answer, periods, isToldOfMeetings }) =>
    kind === 'take-part' && answer === 'accept' && (periods.length > 0 || isToldOfMeetings),
  sql: `, asked as (
    insert into task (tasking_id, operation_id, organisation_id, deadline, deadline_at, climbed_to)
    select k.id, k.operation_id, p.organisation_id, due.moment, due.at, least(p.at, due.at - interval '1 millisecond')
    from participating p
      join tasking k on k.operation_id = p.operation_id
      join organisation o on o.id = p.organisation_id
      cross join lateral (select moment, (moment ->> 'at')::timestamptz as at from deadline_of(k, o.zone) as moment) due
    where p.state = 'accepted' and k.kind = 'report' and k.ended_at is null and k.deadline_at > p.at and k.key = any (p.periods)
    on conflict (tasking_id, organisation_id) do update set state = 'open', withdrawn_reason = null where task.state = 'withdrawn'
    returning tasking_id
  ), joined as (
    insert into outbox (workflow_id, signal)
    select distinct 'tasking/' || tasking_id, 'nudge' from asked
    union all
    select distinct 'operation/' || operation_id, 'nudge' from participating where state = 'accepted' and "isToldOfMeetings"
  )`,
};

/** Whoever declines, perhaps after accepting, is asked for no reports any more, and what it was given as somebody who takes part is called back. */
const LEAVING: Part = {
  name: 'leaving',
  isNeeded: ({ kind, answer }) => kind === 'take-part' && answer === 'decline',
  sql: `, released as (
    update task set state = 'withdrawn', withdrawn_reason = p.reason
    from participating p, tasking k
    where p.state = 'declined' and k.operation_id = p.operation_id and k.kind = 'report' and task.tasking_id = k.id
      and task.organisation_id = p.organisation_id and task.state in ('open', 'lapsed')
    returning task.tasking_id
  ), left_over as (
    insert into outbox (workflow_id, signal) select distinct 'tasking/' || tasking_id, 'nudge' from released
  ), ${restrictAll(
    `
    select operation_id, 'membership' as kind, null::uuid as organisation_id, null::uuid[] as case_ids, organisation_id as recipient_id,
      "personId" as person_id, at
    from participating where state = 'declined'`,
    'left_with',
  )}`,
};

/** A consent follows the answer that gives it, also where that takes the place of one before. */
const CONSENTING: Part = {
  name: 'consenting',
  isNeeded: ({ kind }) => kind === 'consent',
  sql: `, superseded as (
    update consent c set revoked_by_id = b."personId", revoked_at = b.at, revocation_reason = coalesce(b.reason, b.answer)
    from answered a join before b on b.id = a.id
    where b.kind = 'consent' and c.task_id = a.id and c.revoked_at is null
    returning c.id, c.operation_id, c.organisation_id, c.recipient_id, c.case_ids, b."personId" as person_id, b.at, c.revocation_reason as reason
  ), consented as (
    insert into consent (id, operation_id, organisation_id, recipient_id, headings, case_ids, purposes, valid_from, valid_until, given_by_id,
      given_at, task_id, reason)
    select uuidv7(), a.operation_id, a.organisation_id, k.about_id, b.headings, b.cases, b.purposes, b.at, b.until, b."personId", b.at, a.id, b.reason
    from answered a join before b on b.id = a.id join tasking k on k.id = a.tasking_id
    where b.kind = 'consent' and b.answer = 'give'
    returning id, operation_id, organisation_id, recipient_id, headings, case_ids, purposes, valid_until, given_by_id, given_at
  ), consent_events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'consent.revoked', id, organisation_id, person_id, at, jsonb_build_object('recipientId', recipient_id, 'reason', reason)
    from superseded
    union all
    select operation_id, 'consent.given', id, organisation_id, given_by_id, given_at, jsonb_build_object('recipientId', recipient_id,
      'headings', headings, 'cases', case_ids, 'purposes', purposes, 'until', valid_until)
    from consented
  ), ${restrictAll(
    `
    select operation_id, 'consent' as kind, organisation_id, case_ids, recipient_id, person_id, at from superseded where recipient_id is not null`,
    'narrowed',
  )}`,
};

/** Which figures are wrong; whoever answers once more takes back what it said of them before. The coordinators are told of both. */
const DISPUTING: Part = {
  name: 'disputing',
  isNeeded: ({ kind }) => kind === 'confirm-figures',
  sql: `, framed as materialized (
    select e.edition_id, a.operation_id, a.organisation_id, b."personId", b."receiptKey", b.answer, b.reason, b.figures, b."disputeRule", b.at,
      b.answer_before, b.reason_before, b.answered_before
    from answered a join before b on b.id = a.id
      cross join lateral (select id from edition where tasking_id = a.tasking_id) e (edition_id)
  ), taken_back as (
    update figure_dispute d set state = 'withdrawn', settled_by_id = f."personId", settled_at = f.at
    from framed f where d.edition_id = f.edition_id and d.organisation_id = f.organisation_id and d.state = 'open'
  ), disputed as (
    insert into figure_dispute (edition_id, operation_id, organisation_id, figures, reason, said_by_id, said_at)
    select edition_id, operation_id, organisation_id, figures, reason, "personId", at from framed where jsonb_typeof(figures) = 'array'
    returning id, operation_id, organisation_id, figures, reason, said_by_id, said_at, edition_id
  ), disputed_events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'figure.disputed', id, organisation_id, said_by_id, said_at,
      jsonb_build_object('editionId', edition_id, 'figures', figures, 'reason', reason)
    from disputed
  ), ${DISPUTE_LETTERS}`,
};

/** Once somebody has mended what kept products from arriving, they are sent again. */
const RESENDING: Part = {
  name: 'resending',
  isNeeded: ({ kind, answer }) => kind === 'mend-delivery' && answer === 'done',
  sql: `, resent as (
    update delivery d set ${AS_NEW}
    from answered a join before b on b.id = a.id
    where d.mended_by_id = a.tasking_id and d.state = 'failed' and b.kind = 'mend-delivery' and b.answer = 'done'
    returning d.product_id
  ), resending as (
    insert into outbox (workflow_id, signal) select distinct 'deliver/' || product_id, 'send' from resent
  )`,
};

export const PARTS: readonly Part[] = [PARTICIPATING, JOINING, LEAVING, DISPUTING, CONSENTING, RESENDING];

/** What may take something from somebody: it waits for what is about to leave. */
export function isRestricting(given: GivenAnswer): boolean {
  return [LEAVING, CONSENTING].some(({ isNeeded }) => isNeeded(given));
}
