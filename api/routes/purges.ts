import { v7 } from 'uuid';
import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { decidePurge } from '../../prisma/facts/purges.ts';
import { findPurge, listPurges, manifestOf, type PurgeItem } from '../../prisma/reads/purges.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { NewPurge, Purge } from '../shapes/retention.ts';
import { aboutOperation, aboutPart, sightOf, timeOf } from '../standing.ts';

const PurgePath = z.object({ purgeId: Id });
const aboutPurge = aboutPart('purge', ({ purgeId }: z.output<typeof PurgePath>) => purgeId, 'purge.not-found');

export const PURGE_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/purges',
    action: 'purge.decide',
    summary:
      'Purge what a preview showed: exactly that, and nothing where it is not what would go now. What is held or needed meanwhile stays',
    params: OperationPath,
    body: NewPurge,
    about: aboutOperation,
    replies: { status: 201, schema: Purge },
    refuses: ['operation.not-over', 'purge.preview-outdated', 'purge.nothing-due', 'purge.under-way'],
    handle: async ({ params: { operationId }, body: { preview, reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const at = timeOf(operation, realNow);
      const id = v7();
      const replyFor = (records: number) => {
        const decided = { decidedBy: actor.name, decidedAt: isoOf(at), reason, preview };
        const body: PurgeItem = {
          ...{ id, operationId, ...decided, state: 'purging', records, finishedAt: null, manifestSha256: null, items: [] },
        };
        return { status: 201, body, location: `/purges/${id}` };
      };
      const purge = { id, operationId, personId: actor.personId, preview, reason, at: new Date(at) };
      const decided = await decidePurge(database, purge, (records) => receiptOf(receipt, replyFor(records)));
      if (typeof decided === 'string') throw new Refusal(decided);
      return replyFor(decided.records);
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/purges',
    action: 'purge.read',
    summary: 'Purges of an operation, newest first, with what of it you may see',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Purge) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const rows = await listPurges(deps.database, await sightOf(deps, actor, operation), operationId, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/purges/{purgeId}',
    action: 'purge.read',
    summary: 'How far a purge has been carried out, and the hash of its proof',
    params: PurgePath,
    about: aboutPurge,
    replies: { status: 200, schema: Purge },
    refuses: ['purge.not-found'],
    handle: async ({ params: { purgeId }, actor, found: operation }, deps) => {
      const purge = await findPurge(deps.database, await sightOf(deps, actor, operation), purgeId);
      if (!purge) throw new Refusal('purge.not-found');
      return { body: purge };
    },
  }),
  route({
    method: 'get',
    path: '/purges/{purgeId}/manifest.ndjson',
    action: 'purge.read',
    summary: 'The proof: a line for each record that was to go, with its hash, its rule, and when it went or why it stayed',
    params: PurgePath,
    about: aboutPurge,
    replies: { status: 200, type: 'application/x-ndjson' },
    refuses: ['purge.not-found'],
    handle: async ({ params: { purgeId }, actor, found: operation }, deps) => ({
      body: null,
      stream: manifestOf(deps.database, await sightOf(deps, actor, operation), purgeId),
      headers: { 'Content-Disposition': `attachment; filename="purge-${purgeId}.ndjson"` },
    }),
  }),
];
