import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { endDispute, type DisputeEnding } from '../../prisma/facts/disputes.ts';
import { findDispute, listDisputes, type DisputeItem } from '../../prisma/reads/disputes.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import type { Dependencies } from '../dependencies.ts';
import { DisputedFigures } from '../disputing.ts';
import { receiptOf, type ReceiptKey } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route, type Reply } from '../route.ts';
import { aboutPart, boardSightOf, timeOf } from '../standing.ts';
import { Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const Dispute = z
  .strictObject({
    id: Id,
    editionId: Id,
    organisation: z.string(),
    figures: DisputedFigures,
    reason: z.string(),
    state: z.enum(['open', 'withdrawn', 'settled']),
    saidBy: z.string(),
    saidAt: Instant,
    settledBy: z.string().nullable(),
    settledAt: Instant.nullable(),
    settlementReason: z.string().nullable(),
  })
  .meta({ id: 'Dispute' });

const DisputePath = z.object({ disputeId: Id });
const aboutDispute = aboutPart('dispute', ({ disputeId }: z.output<typeof DisputePath>) => disputeId, 'dispute.not-found');
const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

/** A member disputes by its answer to the task that asks it to confirm; this is what becomes of that. */
export const DISPUTE_ROUTES = [
  route({
    method: 'get',
    path: '/editions/{editionId}/disputes',
    action: 'dispute.read',
    summary: 'What members say is wrong with their figures in an edition, as far as you may see of whom',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Dispute), next: z.null() }) },
    refuses: ['edition.not-found'],
    handle: async ({ params: { editionId }, actor, found, relations }, deps) => {
      const sight = await boardSightOf(deps, actor, found, relations);
      return { body: { items: await listDisputes(deps.database, sight, editionId), next: null } };
    },
  }),
  route({
    method: 'post',
    path: '/disputes/{disputeId}/settlements',
    action: 'dispute.settle',
    summary: 'Settle a dispute with a reason: the figures stand as they were frozen, and go out with their edition',
    params: DisputePath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewDisputeSettlement' }),
    about: aboutDispute,
    replies: { status: 201, schema: Dispute },
    refuses: ['dispute.not-found', 'dispute.ended'],
    handle: (call, deps) => end(deps, { ...call, ...call.params }, { state: 'settled', reason: call.body.reason }),
  }),
  route({
    method: 'post',
    path: '/disputes/{disputeId}/withdrawals',
    action: 'dispute.withdraw',
    summary: 'Take back that your figures are wrong',
    params: DisputePath,
    body: z.strictObject({}).default({}),
    about: aboutDispute,
    replies: { status: 201, schema: Dispute },
    refuses: ['dispute.not-found', 'dispute.ended'],
    handle: (call, deps) => end(deps, { ...call, ...call.params }, { state: 'withdrawn', reason: null }),
  }),
];

type Call = {
  disputeId: string;
  actor: { personId: string; name: string };
  found: OperationStanding;
  receipt: ReceiptKey;
  realNow: number;
};
type How =
  | Pick<DisputeEnding & { state: 'settled' }, 'state' | 'reason'>
  | Pick<DisputeEnding & { state: 'withdrawn' }, 'state' | 'reason'>;

async function end({ database }: Dependencies, { disputeId, actor, found, receipt, realNow }: Call, how: How): Promise<Reply> {
  const known = await findDispute(database, disputeId);
  if (!known) throw new Refusal('dispute.not-found');
  const ended: DisputeItem = {
    ...known,
    ...{ state: how.state, settledBy: actor.name, settledAt: isoOf(timeOf(found, realNow)), settlementReason: how.reason },
  };
  const reply = { status: 201, body: ended, location: `/editions/${known.editionId}/disputes` };
  const ending = { disputeId, personId: actor.personId, plan: found.plan, ...how };
  refuseIf(await endDispute(database, realNow, ending, receiptOf(receipt, reply)));
  return reply;
}
