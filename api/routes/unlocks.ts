import { v7 } from 'uuid';
import { z } from 'zod';
import { OUTCOMES } from '../../domain/approval.ts';
import type { Instant as At } from '../../domain/clock.ts';
import type { Correction } from '../../domain/edition.ts';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { instantOf, isBefore, isoOf } from '../../domain/moment.ts';
import { askUnlock } from '../../prisma/facts/unlocks.ts';
import { findStage } from '../../prisma/reads/editions.ts';
import { listUnlocks } from '../../prisma/reads/unlocks.ts';
import { momentAt } from '../addressing.ts';
import { refuseUnsignable } from '../chains.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutPart, timeOf } from '../standing.ts';
import { Id, Instant } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Reason } from '../shapes/tasking.ts';

const CorrectionShape = z.strictObject({
  cutOff: MomentShape.meta({
    description: 'Until when what was received counts: not before the cut-off of the published edition, nor after now.',
  }),
  confirmBy: MomentShape,
  embargo: MomentShape,
});
const Unlock = z
  .strictObject({
    id: Id,
    editionId: Id,
    reason: z.string(),
    correction: CorrectionShape.nullable(),
    askedBy: z.string(),
    askedAt: Instant,
    approvalId: Id.nullable().meta({ description: 'Null for the moment until it is opened.' }),
    outcome: z.enum(OUTCOMES),
    settledAt: Instant.nullable(),
    correctedById: Id.nullable().meta({ description: 'The edition that was frozen to correct this one.' }),
  })
  .meta({ id: 'Unlock' });

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

/** A sign-off locks the figures. Whoever signed them off decides whether they are open again. */
export const UNLOCK_ROUTES = [
  route({
    method: 'post',
    path: '/editions/{editionId}/unlockings',
    action: 'edition.unlock',
    summary: 'Ask with a reason that a signed edition be frozen anew, or a published one corrected by another',
    params: EditionPath,
    body: z.strictObject({ reason: Reason, correction: CorrectionShape.optional() }).meta({ id: 'NewUnlock' }),
    about: aboutEdition,
    replies: { status: 201, schema: Unlock },
    refuses: [
      'edition.not-found',
      'edition.not-locked',
      'edition.unlock-unpublished',
      'edition.unlock-published',
      'edition.unlock-pending',
      'operation.purged',
      'edition.corrected-before',
      'operation.settled',
      'approval.out-of-reach',
    ],
    handle: async ({ params: { editionId }, body, actor, found: operation, receipt, realNow }, { database }) => {
      if (operation.stage === 'cancelled' || operation.stage === 'rejected') throw new Refusal('operation.settled');
      const now = timeOf(operation, realNow);
      const correction = body.correction ? resolved(body.correction) : null;
      if (correction) refuseFlaws('request.invalid', correctionFlaws(correction, await findStage(database, editionId), now));
      await refuseUnsignable(database, actor, operation.plan, now);
      const id = v7();
      const view = {
        ...{ id, editionId, reason: body.reason, correction, askedBy: actor.name, askedAt: isoOf(now) },
        ...{ approvalId: null, outcome: 'waiting', settledAt: null, correctedById: null },
      };
      const reply = { status: 201, body: view, location: `/editions/${editionId}/unlockings` };
      const request = { id, editionId, personId: actor.personId, reason: body.reason, correction };
      refuseIf(await askUnlock(database, realNow, request, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}/unlockings',
    action: 'unlock.read',
    summary: 'Requests to unlock an edition, and what was decided, oldest first',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Unlock), next: z.null() }) },
    refuses: ['edition.not-found'],
    handle: async ({ params: { editionId } }, { database }) => ({ body: { items: await listUnlocks(database, editionId), next: null } }),
  }),
];

function resolved({ cutOff, confirmBy, embargo }: z.output<typeof CorrectionShape>): Correction {
  return {
    cutOff: momentAt('/correction/cutOff', cutOff),
    confirmBy: momentAt('/correction/confirmBy', confirmBy),
    embargo: momentAt('/correction/embargo', embargo),
  };
}

/** What was counted stays counted, nothing is counted before it has come, and everybody can answer. */
function correctionFlaws({ cutOff, confirmBy, embargo }: Correction, { cutOffAt }: { cutOffAt: string }, now: At): Flaw[] {
  const isCounted = instantOf(cutOff) >= Date.parse(cutOffAt) && instantOf(cutOff) <= now;
  return [
    ...(isCounted ? [] : [flaw('/correction/cutOff', 'edition.cut-off-outside')]),
    ...(isBefore(cutOff, confirmBy) && instantOf(confirmBy) > now ? [] : [flaw('/correction/confirmBy', 'plan.dates-reversed')]),
    ...(isBefore(cutOff, embargo) ? [] : [flaw('/correction/embargo', 'plan.dates-reversed')]),
  ];
}
