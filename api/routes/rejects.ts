import { z } from 'zod';
import { rejectsCsv, rejectsWorkbook } from '../../documents/reports/sheet-rejects.ts';
import type { Database } from '../../prisma/client.ts';
import { listImportRows, usedColumns, type ImportRow } from '../../prisma/reads/import-rows.ts';
import { findHabits } from '../../prisma/reads/organisations.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutImport, ImportPath } from './imports.ts';
import { Speech, XLSX } from './report-templates.ts';

/** A workbook is made in memory as a whole; CSV is not. */
const MOST_REJECTS = 10_000;
const ROWS_AT_ONCE = 1_000;

export const REJECT_ROUTES = [
  route({
    method: 'get',
    path: '/imports/{importId}/rejects.xlsx',
    action: 'import.read',
    summary: 'A workbook of the rows that were refused, every wrong cell marked with what is wrong: to be mended and sent again',
    params: ImportPath,
    query: z.strictObject({ language: Speech }),
    about: aboutImport,
    replies: { status: 200, type: XLSX },
    refuses: ['import.not-found', 'import.too-many-rejects'],
    handle: async ({ params: { importId }, query, actor, found: { plan } }, { database }) => {
      const { id } = actor.organisation;
      const rows = await listImportRows(database, { organisations: [id] }, importId, { after: 0, limit: MOST_REJECTS + 1 });
      if (rows.length > MOST_REJECTS) throw new Refusal('import.too-many-rejects');
      const { language, zone } = await findHabits(database, id);
      const bytes = await rejectsWorkbook({ plan, language: query.language ?? language, zone }, rows);
      return { body: null, file: { open: async () => once(bytes), size: bytes.length, name: 'rejects.xlsx' }, type: XLSX };
    },
  }),
  route({
    method: 'get',
    path: '/imports/{importId}/rejects.csv',
    action: 'import.read',
    summary: 'The same as CSV, of any size, with what is wrong in the last column',
    params: ImportPath,
    about: aboutImport,
    replies: { status: 200, type: 'text/csv' },
    refuses: ['import.not-found'],
    handle: async ({ params: { importId }, actor }, { database }) => {
      const organisationId = actor.organisation.id;
      const used = await usedColumns(database, { organisations: [organisationId] }, importId);
      const stream = rejectsCsv(allRows(database, organisationId, importId), used);
      return { body: null, stream, headers: { 'Content-Disposition': 'attachment; filename="rejects.csv"' } };
    },
  }),
];

async function* allRows(database: Database, organisationId: string, importId: string): AsyncGenerator<ImportRow> {
  for (let after = 0; ; ) {
    const rows = await listImportRows(database, { organisations: [organisationId] }, importId, { after, limit: ROWS_AT_ONCE });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.row;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
