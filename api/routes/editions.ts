import { v7 } from 'uuid';
import { z } from 'zod';
import { refuseCutOff } from '../../domain/edition.ts';
import { refuseIn } from '../../domain/operation.ts';
import { speaksForOne } from '../../domain/permission.ts';
import { EDITION_STATUSES } from '../../domain/plan.ts';
import { findEdition, listEditions } from '../../prisma/reads/editions.ts';

import { isoOf } from '../../domain/moment.ts';
import { rememberReading } from '../../prisma/facts/edition-readings.ts';
import { readerOf } from '../reading.ts';
import { refuseUnsignable } from '../chains.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { Agreement, Difference, Figures, Hold, NamedFigure, Reasons } from '../shapes/figures.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { PurgedInputs } from '../shapes/retention.ts';

const EditionItem = z
  .strictObject({
    id: Id,
    operationId: Id,
    key: z.string(),
    number: z.number().int(),
    status: z.enum(EDITION_STATUSES),
    stage: z.string(),
    stageSince: Instant,
    planVersion: z.number().int(),
    cutOffAt: Instant,
    embargoAt: Instant,
    frozenAt: Instant,
    taskingId: Id.nullable(),
    approvalId: Id.nullable(),
    publicationId: Id.nullable(),
    sha256: z.string().nullable().meta({ description: 'Of its document: its identity. Null where it was frozen before editions had one.' }),
  })
  .meta({ id: 'EditionItem' });
const Edition = EditionItem.extend({
  figures: Figures,
  named: z.array(NamedFigure),
  own: z.array(NamedFigure).nullable().meta({
    description: 'What the administration for which you ask reported of it: what it is asked to confirm. Null for everybody else.',
  }),
  agreement: Agreement,
  differences: z.array(Difference),
  reasons: Reasons.nullable().meta({ description: 'Why it differs from the edition before; null where there was none.' }),
  late: z.number().int().meta({ description: 'Reports of what it counts that came after its cut-off, by now.' }),
  holds: z.array(Hold).meta({ description: 'What keeps it from being published once it is signed. Empty before, and when it goes out.' }),
  disputed: z.array(z.string()).meta({ description: 'Figures that a member disputes, as name/unit.' }),
  supersedes: Id.nullable().meta({ description: 'The edition that it corrects.' }),
  supersededBy: Id.nullable().meta({ description: 'The published edition that corrects it.' }),
  purged: PurgedInputs,
}).meta({ id: 'Edition' });

const EditionPath = z.object({ editionId: Id });
const aboutEdition = aboutPart('edition', ({ editionId }: z.output<typeof EditionPath>) => editionId, 'edition.not-found');

export const EDITION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/editions',
    action: 'edition.freeze',
    summary: 'Freeze an edition of the plan at its cut-off and start its sign-off',
    params: OperationPath,
    body: z
      .strictObject({ edition: z.string().min(1).max(40).meta({ description: 'Key of an edition of the plan.' }) })
      .meta({ id: 'NewEdition' }),
    about: aboutOperation,
    replies: { status: 201, schema: Edition },
    refuses: [
      'edition.not-in-plan',
      'edition.before-cut-off',
      'edition.frozen-before',
      'operation.not-running',
      'operation.suspended',
      'operation.closed',
      'operation.settled',
      'approval.out-of-reach',
      'temporal.unavailable',
    ],
    handle: async ({ params: { operationId }, body: { edition: key }, actor, found: operation, receipt, realNow }, deps) => {
      const { database, gateway } = deps;
      const freeze = async (command: { commandId: string; actorId: string }): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'freeze'));
        refuseIf(refuseCutOff(operation.plan, key, timeOf(operation, realNow)));
        await refuseUnsignable(database, actor, operation.plan, timeOf(operation, realNow));
        await gateway.freeze(operationId, { ...command, editionId: v7(), key });
      };
      return decideOnce(database, receipt, freeze, async ({ subjectId }) => ({
        status: 201,
        body: await findEdition(database, subjectId, { ownerId: null, operation, now: timeOf(operation, realNow) }),
        location: `/editions/${subjectId}`,
      }));
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/editions',
    action: 'edition.read',
    summary: 'Editions of an operation, oldest first',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(EditionItem), next: z.null() }) },
    handle: async ({ params }, { database }) => ({ body: { items: await listEditions(database, params.operationId), next: null } }),
  }),
  route({
    method: 'get',
    path: '/editions/{editionId}',
    action: 'edition.read',
    summary: 'One edition: its figures, who agreed, and what changed since the one before',
    params: EditionPath,
    about: aboutEdition,
    replies: { status: 200, schema: Edition },
    refuses: ['edition.not-found'],
    handle: async ({ params: { editionId }, actor, relations, found: operation, realNow }, { database }) => {
      const now = timeOf(operation, realNow);
      await rememberReading(database, { editionId, ...readerOf(actor), what: 'view', at: isoOf(now) });
      const edition = await findEdition(database, editionId, {
        ownerId: speaksForOne(relations) ? actor.organisation.id : null,
        operation,
        now,
      });
      if (!edition) throw new Refusal('edition.not-found');
      return { body: edition };
    },
  }),
];
