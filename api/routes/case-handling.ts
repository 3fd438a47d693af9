import { v7 } from 'uuid';
import { z } from 'zod';
import { complete, defaultHandling } from '../../domain/handling.ts';
import { appendHandling } from '../../prisma/facts/case-handling.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { listHandlings } from '../../prisma/reads/handling.ts';
import { findOrganisation } from '../../prisma/reads/organisations.ts';
import type { Dependencies } from '../dependencies.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutCase, sightOf, timeOf } from '../standing.ts';
import { Handling, HandlingChange, HandlingItem } from '../shapes/handling.ts';
import { CasePath, Id } from '../shapes/id.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import type { StatedHandling } from '../../domain/handling.ts';
import { isoOf } from '../../domain/moment.ts';

const CaseHandling = z
  .strictObject({
    caseId: Id,
    handling: Handling,
    statements: z.array(HandlingItem).meta({ description: 'What its owner has said of this case, newest first: the newest holds.' }),
  })
  .meta({ id: 'CaseHandling', description: 'How a report may be used, now.' });

export const CASE_HANDLING_ROUTES = [
  route({
    method: 'get',
    path: '/cases/{caseId}/handling',
    action: 'case.read',
    summary: 'How a report may be used, and what its owner has said of that',
    params: CasePath,
    about: aboutCase,
    replies: { status: 200, schema: CaseHandling },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, actor, found: operation }, deps) => {
      const sight = await sightOf(deps, actor, operation);
      const known = await findCase(deps.database, sight, caseId);
      if (!known) throw new Refusal('case.not-found');
      const statements = await listHandlings(deps.database, sight, caseId);
      const handling = await handlingOf(deps, operation, known.organisationId, statements[0]?.stated);
      return { body: { caseId, handling, statements } };
    },
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/handling',
    action: 'case.handle',
    summary: 'Say how a report of your own administration may be used from now on; the report itself stays as it is',
    params: CasePath,
    body: HandlingChange,
    about: aboutCase,
    replies: { status: 201, schema: HandlingItem },
    refuses: ['case.not-found'],
    handle: async ({ params: { caseId }, body: { reason, ...stated }, actor, found: operation, receipt, realNow }, { database }) => {
      const known = await findCase(database, { organisations: [actor.organisation.id] }, caseId);
      if (!known) throw new Refusal('case.not-found');
      const at = timeOf(operation, realNow);
      const id = v7();
      const reply = {
        status: 201,
        body: { id, stated, reason, saidBy: actor.name, saidAt: isoOf(at) },
        location: `/cases/${caseId}/handling`,
      };
      const by = { organisationId: known.organisationId, personId: actor.personId };
      await appendHandling(
        database,
        { id, caseId, operationId: operation.id, ...by, stated, reason, at: new Date(at) },
        receiptOf(receipt, reply),
      );
      return reply;
    },
  }),
];

async function handlingOf({ database }: Dependencies, { plan }: OperationStanding, ownerId: string, stated: StatedHandling = {}) {
  const owner = await findOrganisation(database, ownerId);
  return complete(stated, defaultHandling(plan.handling, (owner?.handling as StatedHandling | null) ?? undefined));
}
