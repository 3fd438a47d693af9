import { z } from 'zod';
import { withoutKeys, type CaseReport } from '../../domain/case.ts';
import { differencesBetween } from '../../domain/side.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { DUPLICATE_STATES, listDuplicates, withSides, type SideItem } from '../../prisma/reads/duplicates.ts';
import { aboutDuplicate } from '../duplicate-standing.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Duplicate, DuplicateView } from '../shapes/duplicate.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { aboutOperation, sightOf } from '../standing.ts';

const DuplicatePath = z.object({ duplicateId: Id });

export const DUPLICATE_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/duplicates',
    action: 'duplicate.read',
    summary: 'Pairs of reports that may be one seizure, newest first: those with a case that you may see',
    params: OperationPath,
    query: PageQuery.extend({ state: z.enum(DUPLICATE_STATES).optional() }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Duplicate) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const sight = await sightOf(deps, actor, operation);
      const rows = await listDuplicates(deps.database, sight, { operationId, state: query.state }, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/duplicates/{duplicateId}',
    action: 'duplicate.read',
    summary: 'Two reports side by side, as far as you may see them, what they say differently, and what speaks for one seizure',
    params: DuplicatePath,
    about: aboutDuplicate,
    replies: { status: 200, schema: DuplicateView },
    refuses: ['duplicate.not-found'],
    handle: async ({ actor, found: { duplicate, sight } }, { database }) => {
      const [item] = await withSides(database, [duplicate]);
      if (!item) throw new Refusal('duplicate.not-found');
      const { sides, ...pair } = item;
      const reportOf = async ({ caseId, organisation }: SideItem): Promise<CaseReport | null> => {
        const report = (await findCase(database, sight, caseId))?.report ?? null;
        return report && organisation !== actor.organisation.code ? withoutKeys(report) : report;
      };
      const [one = null, two = null] = await Promise.all(sides.map(reportOf));
      const seen = [one, two].map((report, i) => ({ ...sides[i], report }));
      return { body: { ...pair, sides: seen, differences: one && two ? differencesBetween(one, two) : null } };
    },
  }),
];
