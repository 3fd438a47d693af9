import { v7 } from 'uuid';
import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { takesAnswers } from '../../domain/operation.ts';
import { judgeDuplicate, undoJudgement } from '../../prisma/facts/judgements.ts';
import { nameDuplicate } from '../../prisma/facts/named-pairs.ts';
import { withSides, type DuplicateItem } from '../../prisma/reads/duplicates.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { countedBy } from '../../prisma/reads/strands.ts';
import type { Dependencies } from '../dependencies.ts';
import { aboutDuplicate, type DuplicateStanding } from '../duplicate-standing.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Duplicate } from '../shapes/duplicate.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';
import { aboutOperation, sightOf, timeOf } from '../standing.ts';

const DuplicatePath = z.object({ duplicateId: Id });
const Judgement = z
  .discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('linked'),
      primary: Id.optional().meta({
        description: 'The case that counts for both. Without it the customs report at the border, else the one that was reported first.',
      }),
      reason: Reason,
    }),
    z.strictObject({ decision: z.literal('distinct'), reason: Reason }),
  ])
  .meta({ id: 'NewJudgement' });
const NamedPair = z
  .strictObject({
    cases: z.tuple([Id, Id]).refine(([one, two]) => one !== two, 'Name two different cases.'),
    reason: Reason,
  })
  .meta({ id: 'NewDuplicate' });

/** What people say of pairs: a fact each, so that many judge at once, and taking one back is another fact (docs/decisions). */
export const JUDGEMENT_ROUTES = [
  route({
    method: 'post',
    path: '/duplicates/{duplicateId}/decisions',
    action: 'duplicate.judge',
    summary: 'Say that two reports are one seizure, which then counts once, or two; both owners are told of a link',
    params: DuplicatePath,
    body: Judgement,
    about: aboutDuplicate,
    replies: { status: 201, schema: Duplicate },
    refuses: [
      ...(['duplicate.not-found', 'duplicate.decided-before', 'duplicate.not-of-pair', 'duplicate.counts-elsewhere'] as const),
      ...(['duplicate.outside-region', 'operation.not-running', 'operation.purged'] as const),
    ],
    handle: async ({ params: { duplicateId: id }, body, actor, found, receipt, realNow }, { database }) => {
      refuseOutsider(found);
      const item = await itemOf(database, found);
      const at = timeOf(found, realNow);
      const { reason } = body;
      const replyFor = (primaryId: string | null) => ({
        status: 201,
        body: {
          ...{ ...item, state: body.decision, primaryId },
          ...{ decidedBy: actor.name, decidedAt: isoOf(at), decisionReason: reason },
        },
        location: `/duplicates/${id}`,
      });
      const saying = { id, reason, personId: actor.personId, at: new Date(at) };
      const judgement =
        body.decision === 'linked'
          ? { ...saying, decision: body.decision, primary: body.primary ?? null }
          : { ...saying, decision: body.decision };
      const judged = await judgeDuplicate(database, judgement, (primaryId) => receiptOf(receipt, replyFor(primaryId)));
      if (typeof judged === 'string') throw new Refusal(judged);
      return replyFor(judged.primaryId);
    },
  }),
  route({
    method: 'post',
    path: '/duplicates/{duplicateId}/undoings',
    action: 'duplicate.judge',
    summary: 'Take back what was said of two reports: the pair is open again, and what was linked counts apart',
    params: DuplicatePath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewUndoing' }),
    about: aboutDuplicate,
    replies: { status: 201, schema: Duplicate },
    refuses: ['duplicate.not-found', 'duplicate.not-decided', 'duplicate.outside-region', 'operation.not-running', 'operation.purged'],
    handle: async ({ params: { duplicateId: id }, body: { reason }, actor, found, receipt, realNow }, { database }) => {
      refuseOutsider(found);
      const open = { state: 'open' as const, decidedBy: null, decidedAt: null, decisionReason: null, primaryId: null };
      const reply = { status: 201, body: { ...(await itemOf(database, found)), ...open }, location: `/duplicates/${id}` };
      const saying = { id, reason, personId: actor.personId, at: new Date(timeOf(found, realNow)) };
      const refused = await undoJudgement(database, saying, receiptOf(receipt, reply));
      if (refused) throw new Refusal(refused);
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/operations/{operationId}/duplicates',
    action: 'duplicate.judge',
    summary: 'Name two reports that may be one seizure and that no score has found',
    params: OperationPath,
    body: NamedPair,
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ id: Id }) },
    refuses: ['case.not-found', 'duplicate.known-before', 'operation.not-running', 'operation.purged'],
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, deps) => {
      refuseEnded(operation);
      const sight = await sightOf(deps, actor, operation);
      const replyFor = (id: string) => ({ status: 201, body: { id }, location: `/duplicates/${id}` });
      const pair = {
        ...{ id: v7(), operationId, caseIds: body.cases, reason: body.reason, personId: actor.personId },
        operations: await countedBy(deps.database, operationId, operation.plan),
        organisations: 'all' in sight ? null : sight.organisations,
        at: new Date(timeOf(operation, realNow)),
      };
      const named = await nameDuplicate(deps.database, pair, (id) => receiptOf(receipt, replyFor(id)));
      if (typeof named === 'string') throw new Refusal(named);
      return replyFor(named.id);
    },
  }),
];

/** A regional office judges what lies in its region, all of it: the other administration's office, or none, answers for the rest. */
function refuseOutsider(found: DuplicateStanding): void {
  refuseEnded(found);
  const { duplicate, sight } = found;
  if (!('all' in sight) && !duplicate.organisationIds.every((id) => sight.organisations.includes(id)))
    throw new Refusal('duplicate.outside-region');
}

function refuseEnded({ stage }: OperationStanding): void {
  if (!takesAnswers(stage)) throw new Refusal('operation.not-running');
}

async function itemOf(database: Dependencies['database'], { duplicate }: DuplicateStanding): Promise<DuplicateItem> {
  const [item] = await withSides(database, [duplicate]);
  if (!item) throw new Refusal('duplicate.not-found');
  return item;
}
