import { v7 } from 'uuid';
import { z } from 'zod';
import { MOST_IMPORT_BYTES } from '../../domain/import.ts';
import { isoOf } from '../../domain/moment.ts';
import { appendImport, confirmImport } from '../../prisma/facts/imports.ts';
import { listImportRows } from '../../prisma/reads/import-rows.ts';
import { findImport, listImports } from '../../prisma/reads/imports.ts';
import { keepForGood } from '../attaching.ts';
import { keepSheet } from '../importing.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { ImportView, ImportWithErrors } from '../shapes/imports.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { refuseAbsence } from './cases.ts';

/** Enough to see what is the matter; whoever wants all of them mends them, and takes the file of rejects. */
const FIRST_ROWS = 20;

export const ImportPath = z.object({ importId: Id });
export const aboutImport = aboutPart('import', ({ importId }: z.output<typeof ImportPath>) => importId, 'import.not-found');

const Accepted = z.strictObject({ id: Id, state: z.enum(['previewing', 'taking']) });

export const IMPORT_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/imports',
    action: 'case.report',
    summary: 'Send a table of cases, a workbook or CSV, as the body. It is previewed, or with confirm=now taken at once',
    params: OperationPath,
    query: z.strictObject({
      name: z.string().trim().min(1).max(200).meta({ description: 'What the file is called.' }),
      confirm: z.literal('now').optional().meta({ description: 'For programs: nobody is asked before it is taken.' }),
      reason: z.string().trim().min(1).max(1_000).optional().meta({ description: 'Why cases change that you have reported before.' }),
      encoding: z.string().max(40).optional().meta({ description: 'Of CSV, where it is not UTF-8 and cannot be guessed.' }),
    }),
    upload: { maxBytes: MOST_IMPORT_BYTES, tooLarge: 'import.too-large' },
    about: aboutOperation,
    replies: { status: 201, schema: Accepted },
    refuses: ['import.file-refused', 'participation.not-active', 'participation.withdrawn', 'operation.not-running', 'objects.unavailable'],
    handle: async ({ query, actor, found: operation, upload, receipt, realNow }, { database, objects }) => {
      refuseAbsence(operation);
      const kept = await keepSheet(objects, upload, query.encoding);
      const id = v7();
      const state = query.confirm ? ('taking' as const) : ('previewing' as const);
      const reply = { status: 201, body: { id, state }, location: `/imports/${id}` };
      const owner = { operationId: operation.id, organisationId: actor.organisation.id, personId: actor.personId };
      const { size, sha256 } = upload;
      const said = { name: query.name, reason: query.reason ?? null, at: isoOf(timeOf(operation, realNow)) };
      await appendImport(database, { id, ...owner, ...kept, ...said, size, sha256, state }, receiptOf(receipt, reply));
      await keepForGood({ database, objects }, upload);
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/imports',
    action: 'import.read',
    summary: 'Tables of cases that your administration has sent, newest first',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(ImportView) },
    handle: async ({ params: { operationId }, query, actor }, { database }) => {
      const page = readCursor(query, 'id');
      const rows = await listImports(database, { organisations: [actor.organisation.id] }, operationId, page);
      const body = toPage(rows, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'get',
    path: '/imports/{importId}',
    action: 'import.read',
    summary: 'How far a table of cases has been read, what became of its cases, and the first errors by cell',
    params: ImportPath,
    about: aboutImport,
    replies: { status: 200, schema: ImportWithErrors },
    refuses: ['import.not-found'],
    handle: async ({ params: { importId }, actor }, { database }) => {
      const sight = { organisations: [actor.organisation.id] };
      const found = await findImport(database, sight, importId);
      if (!found) throw new Refusal('import.not-found');
      const rows = await listImportRows(database, sight, importId, { after: 0, limit: FIRST_ROWS });
      return { body: { ...found, errors: rows.flatMap(({ flaws }) => flaws).slice(0, FIRST_ROWS) } };
    },
  }),
  route({
    method: 'post',
    path: '/imports/{importId}/confirmations',
    action: 'case.report',
    summary: 'Have a table taken that was previewed: what is right in it becomes cases, and versions of cases',
    params: ImportPath,
    body: z.strictObject({}).default({}),
    about: aboutImport,
    replies: { status: 201, schema: Accepted },
    refuses: ['import.not-found', 'import.not-previewed', 'participation.not-active', 'participation.withdrawn', 'operation.not-running'],
    handle: async ({ params: { importId }, actor, found: operation, receipt, realNow }, { database }) => {
      refuseAbsence(operation);
      const reply = { status: 201, body: { id: importId, state: 'taking' as const } };
      const owner = { organisationId: actor.organisation.id, personId: actor.personId };
      const confirmation = { importId, ...owner, at: isoOf(timeOf(operation, realNow)) };
      refuseIf(await confirmImport(database, confirmation, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];
