import type { Database } from '../client.ts';
import { TASK, TASK_FROM } from './task-columns.ts';

/** Things that have an address of their own: operations, and what belongs to one. */
export type Addressed =
  | 'operation'
  | 'approval'
  | 'tasking'
  | 'task'
  | 'case'
  | 'duplicate'
  | 'consent'
  | 'attachment'
  | 'draft'
  | 'edition'
  | 'dispute'
  | 'late-appeal'
  | 'export'
  | 'import'
  | 'feed'
  | 'extension-request'
  | 'recommendation'
  | 'catalogue-proposal'
  | 'hold'
  | 'purge'
  | 'bulletin'
  | 'product'
  | 'delivery'
  | 'ocu'
  | 'staff'
  | 'shift'
  | 'subscription';

/**
 * Whose a thing of `asked` is. `organisation_id` where it is one administration's own: for whoever may not look into that one, it does not exist.
 * `approval` where it is an approval: a pending plan may name approvers whom the plan in force does not know yet. `task` where it is a task: an
 * answer is to cost as little as it can, so what it needs to know of its task comes along.
 */
export const OWNERS: Record<Addressed, string> = {
  operation: 'select id as operation_id, null::uuid as organisation_id, null::jsonb as approval from operation where id = asked.thing',
  approval: 'select operation_id, null::uuid as organisation_id, state as approval from approval where id = asked.thing',
  tasking: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from tasking where id = asked.thing',
  task: `select t.operation_id, t.organisation_id, null::jsonb as approval, to_jsonb(c) as task ${TASK_FROM}
    cross join lateral (select ${TASK}) c where t.id = asked.thing`,
  case: 'select operation_id, organisation_id, null::jsonb as approval from case_report where id = asked.thing',
  attachment: 'select operation_id, organisation_id, null::jsonb as approval from attachment where id = asked.thing',
  draft: 'select operation_id, organisation_id, null::jsonb as approval from draft where id = asked.thing',
  duplicate: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from duplicate_candidate where id = asked.thing',
  consent: 'select operation_id, organisation_id, null::jsonb as approval from consent where id = asked.thing',
  edition: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from edition where id = asked.thing',
  dispute: 'select operation_id, organisation_id, null::jsonb as approval from figure_dispute where id = asked.thing',
  'late-appeal': 'select operation_id, organisation_id, null::jsonb as approval from late_appeal where id = asked.thing',
  export: 'select operation_id, organisation_id, null::jsonb as approval from export where id = asked.thing',
  import: 'select operation_id, organisation_id, null::jsonb as approval from import where id = asked.thing',
  feed: 'select operation_id, recipient_id as organisation_id, null::jsonb as approval from feed where id = asked.thing',
  hold: 'select operation_id, organisation_id, null::jsonb as approval from hold where id = asked.thing',
  purge: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from purge where id = asked.thing',
  'extension-request': 'select operation_id, organisation_id, null::jsonb as approval from extension_request where id = asked.thing',
  recommendation: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from recommendation where id = asked.thing',
  'catalogue-proposal':
    'select operation_id, null::uuid as organisation_id, null::jsonb as approval from catalogue_proposal where id = asked.thing',
  bulletin: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from bulletin where id = asked.thing',
  product: 'select operation_id, recipient_id as organisation_id, null::jsonb as approval from product where id = asked.thing',
  delivery: 'select operation_id, recipient_id as organisation_id, null::jsonb as approval from delivery where id = asked.thing',
  ocu: 'select operation_id, null::uuid as organisation_id, null::jsonb as approval from ocu where id = asked.thing',
  subscription: 'select operation_id, organisation_id, null::jsonb as approval from subscription where id = asked.thing',
  staff: `
    select operation_id, null::uuid as organisation_id, null::jsonb as approval from ocu_staff s join ocu on ocu.id = s.ocu_id where s.id = asked.thing`,
  shift: `
    select operation_id, null::uuid as organisation_id, null::jsonb as approval from ocu_shift s join ocu on ocu.id = s.ocu_id where s.id = asked.thing`,
};

/** Organisations that an operation's plan puts in the care of a regional office. */
export async function regionOf({ prisma }: Database, operationId: string, rilo: string): Promise<string[]> {
  const rows = await prisma.participation.findMany({ where: { operationId, rilo }, select: { organisationId: true } });
  return rows.map(({ organisationId }) => organisationId);
}
