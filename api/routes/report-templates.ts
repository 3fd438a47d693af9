import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { csvStream } from '../../documents/csv/writing.ts';
import { rowsOf } from '../../documents/reports/sheet-writing.ts';
import { caseTemplate, templateColumns } from '../../documents/reports/sheet-template.ts';
import { listCases } from '../../prisma/reads/cases.ts';
import { findHabits } from '../../prisma/reads/organisations.ts';
import type { Database } from '../../prisma/client.ts';
import { route } from '../route.ts';
import { OperationPath } from '../shapes/id.ts';
import { aboutOperation } from '../standing.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is made in memory as a whole; whoever has more cases changes some of them by hand no more. */
const MOST_FILLED_CASES = 2_000;

export const Speech = z.enum(LANGUAGES).optional().meta({ description: "Of titles, lists and help; your organisation's own without it." });

export const REPORT_TEMPLATE_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/report-template.xlsx',
    action: 'case.read',
    summary: 'The workbook by which cases of this operation are reported: its columns, lists, units and help',
    params: OperationPath,
    query: z.strictObject({
      language: Speech,
      filled: z
        .literal('own')
        .optional()
        .meta({ description: 'With the cases of your own administration in it, the newest 2,000, to be completed and sent again.' }),
    }),
    about: aboutOperation,
    replies: { status: 200, type: XLSX },
    handle: async ({ query, actor, found: { id, plan } }, { database }) => {
      const habits = await findHabits(database, actor.organisation.id);
      const rows = query.filled ? await ownRows(database, id, actor.organisation) : [];
      const template = { plan, language: query.language ?? habits.language, zone: habits.zone };
      const bytes = await caseTemplate(
        template,
        rows.map((values) => ({ values })),
      );
      return { body: null, file: { open: async () => once(bytes), size: bytes.length, name: 'report-template.xlsx' }, type: XLSX };
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/report-template.csv',
    action: 'case.read',
    summary: 'The same columns for programs: a line of their keys',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, type: 'text/csv' },
    handle: async ({ found: { plan } }) => ({
      body: null,
      stream: csvStream(
        [],
        templateColumns(plan).map(({ key }) => key),
      ),
      headers: { 'Content-Disposition': 'attachment; filename="report-template.csv"' },
    }),
  }),
];

async function ownRows(
  database: Database,
  operationId: string,
  { id, code }: { id: string; code: string },
): Promise<ReturnType<typeof rowsOf>> {
  const page = { after: null, limit: MOST_FILLED_CASES };
  const cases = await listCases(database, { organisations: [id] }, { operationId, organisation: code }, page);
  return cases.flatMap(({ report }) => (report === null ? [] : rowsOf(report)));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
