import { isoOf } from '../../domain/moment.ts';
import { listRecords, readRetention } from '../../prisma/reads/retention.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { route } from '../route.ts';
import { OperationPath } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';
import { RecordClassShape, RecordItem, RetentionPreview, Standing } from '../shapes/retention.ts';
import { aboutOperation, sightOf, timeOf } from '../standing.ts';

/** What is kept, for how long, and what would go now. Nothing goes by itself: docs/decisions/0038. */
export const RETENTION_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/retention',
    action: 'retention.read',
    summary: 'What would be purged now, by class and administration, and why not; owners see what is their own',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: RetentionPreview },
    handle: async ({ params: { operationId }, actor, found: operation, realNow }, deps) => {
      const sight = await sightOf(deps, actor, operation);
      const at = timeOf(operation, realNow);
      const preview = await readRetention(deps.database, sight, { operationId, now: new Date(at) });
      return { body: { asOf: isoOf(at), ...preview, sha256: 'all' in sight ? preview.sha256 : null } };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/retention/records',
    action: 'retention.read',
    summary: 'The same record by record: which they are, when each may go, and why it stays',
    params: OperationPath,
    query: PageQuery.extend({
      class: RecordClassShape.optional(),
      organisation: OrganisationCode.optional(),
      standing: Standing.optional(),
    }),
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(RecordItem) },
    handle: async ({ params: { operationId }, query, actor, found: operation, realNow }, deps) => {
      const page = readCursor(query, 'id');
      const scope = { operationId, now: new Date(timeOf(operation, realNow)), ...query };
      const rows = await listRecords(deps.database, await sightOf(deps, actor, operation), scope, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
];
