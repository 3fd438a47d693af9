import { v7 } from 'uuid';
import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { liftHold, placeHold } from '../../prisma/facts/holds.ts';
import { findCaseOwner, findMember, listHolds } from '../../prisma/reads/holds.ts';
import { EVERYTHING } from '../../prisma/sight.ts';
import { momentAt } from '../addressing.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { MomentShape, OrganisationCode } from '../shapes/plan.ts';
import { Hold } from '../shapes/retention.ts';
import { Reason } from '../shapes/tasking.ts';
import { aboutOperation, aboutPart, sightOf, timeOf } from '../standing.ts';
import type { Dependencies } from '../dependencies.ts';

const HoldPath = z.object({ holdId: Id });
const aboutHold = aboutPart('hold', ({ holdId }: z.output<typeof HoldPath>) => holdId, 'hold.not-found');

export const HOLD_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/holds',
    action: 'hold.place',
    summary: 'Hold records with a reason: all of the operation, those of one administration, or one case. Nothing that is held is purged',
    params: OperationPath,
    body: z
      .strictObject({
        reason: Reason,
        organisation: OrganisationCode.optional().meta({
          description: 'Whose; without it everybody’s, or your own where you do not coordinate.',
        }),
        caseId: Id.optional(),
        until: MomentShape.optional().meta({ description: 'Until when; until somebody lifts it where it is not said.' }),
      })
      .meta({ id: 'NewHold' }),
    about: aboutOperation,
    replies: { status: 201, schema: Hold },
    refuses: ['hold.unfit', 'hold.until-past'],
    handle: async ({ params: { operationId }, body, actor, found: operation, relations, receipt, realNow }, { database }) => {
      const at = timeOf(operation, realNow);
      const until = body.until ? momentAt('/until', body.until) : null;
      if (until && Date.parse(until.at) <= at) throw new Refusal('hold.until-past');
      const isCoordinator = relations.includes('coordinator');
      const asked = { organisation: body.organisation ?? (isCoordinator ? null : actor.organisation.code), caseId: body.caseId ?? null };
      if (!isCoordinator && asked.organisation !== actor.organisation.code) throw new Refusal('hold.unfit');
      const held = await coveredBy(database, operationId, asked);
      const ownOnly = isCoordinator || held.organisationId === actor.organisation.id;
      if (!ownOnly) throw new Refusal('hold.unfit');
      const id = v7();
      const said = { reason: body.reason, until: until?.at ?? null };
      const placed = { placedFor: actor.organisation.code, placedBy: actor.name, placedAt: isoOf(at) };
      const hold = { id, operationId, ...held.shown, ...said, ...placed, liftedBy: null, liftedAt: null, liftReason: null };
      const reply = { status: 201, body: hold, location: `/operations/${operationId}/holds` };
      const row = {
        ...{ id, operationId, organisationId: held.organisationId, caseId: asked.caseId, reason: body.reason },
        ...{ until: until && new Date(until.at), placedForId: actor.organisation.id, personId: actor.personId, at: new Date(at) },
      };
      refuseIf(await placeHold(database, row, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/holds',
    action: 'hold.read',
    summary: 'Holds that you may see, newest first, also those that have been lifted or have run out',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Hold) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const rows = await listHolds(deps.database, await sightOf(deps, actor, operation), operationId, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/holds/{holdId}/lifts',
    action: 'hold.lift',
    summary: 'Lift a hold that your organisation placed, with a reason',
    params: HoldPath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewLift' }),
    about: aboutHold,
    replies: { status: 201, schema: z.strictObject({ id: Id, liftedAt: z.string(), reason: z.string() }) },
    refuses: ['hold.not-found', 'hold.of-others', 'hold.lifted-before'],
    handle: async ({ params: { holdId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const at = timeOf(operation, realNow);
      const reply = { status: 201, body: { id: holdId, liftedAt: isoOf(at), reason } };
      const lifting = { holdId, organisationId: actor.organisation.id, personId: actor.personId, reason, at: new Date(at) };
      refuseIf(await liftHold(database, lifting, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

/** Whose records it covers, by id and as it is shown: of a case its owner's. */
async function coveredBy(
  database: Dependencies['database'],
  operationId: string,
  { organisation, caseId }: { organisation: string | null; caseId: string | null },
) {
  const named = organisation === null ? null : await findMember(database, operationId, organisation);
  if (organisation !== null && named === null) throw new Refusal('hold.unfit');
  const owner = caseId === null ? null : await findCaseOwner(database, EVERYTHING, operationId, caseId);
  const isFit = caseId === null || (owner !== null && (named === null || named === owner.id));
  if (!isFit) throw new Refusal('hold.unfit');
  return { organisationId: owner?.id ?? named, shown: { organisation: owner?.code ?? organisation, caseId } };
}
