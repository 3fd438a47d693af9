import { randomUUID } from 'node:crypto';
import { COLUMNS } from '../documents/reports/sheet-columns.ts';
import { writeTemplate } from '../documents/spreadsheet/template.ts';
import { bearer, type Attached } from './attach.ts';
import type { Stack } from './stack.ts';

export type SheetRow = Record<string, string>;

let references = 0;

/** A row that is right in the operation of `aRunningOperation`. */
export function aRow(more: SheetRow = {}): SheetRow {
  const own = { reference: `ROW-${++references}`, date: '2026-03-10', time: '14:30', offset: '+01:00' };
  return { ...own, heading: 'medicines', quantity: '1', unit: 'C62', ...more };
}

/** A workbook of these rows under all columns that they use; the rows begin with the third. */
export async function sheetOf(rows: readonly SheetRow[]): Promise<Uint8Array> {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = COLUMNS.filter(({ key }) => used.has(key)).map(({ key }) => ({ key, title: key, help: '', kind: 'text' as const }));
  return writeTemplate({
    sheet: 'Cases',
    columns,
    lists: {},
    help: { sheet: 'Help', rows: [['Help']] },
    isRightToLeft: false,
    wrong: { title: 'Wrong', says: 'Wrong' },
    rows: rows.map((values) => ({ values })),
  });
}

/** The same as CSV. */
export function csvOf(rows: readonly SheetRow[], between = ','): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [keys, ...rows.map((row) => keys.map((key) => row[key] ?? ''))].map((cells) => cells.join(between)).join('\r\n');
}

type Sending = { subject?: string; query?: Record<string, string>; key?: string; headers?: Record<string, string> };

export async function upload(
  stack: Stack,
  operationId: string,
  content: Uint8Array | string | ReadableStream<Uint8Array>,
  { subject = 'bea.belgium', query = {}, key = randomUUID(), headers = {} }: Sending = {},
): Promise<Attached> {
  const said = new URLSearchParams({ name: 'cases.xlsx', ...query });
  const response = await fetch(`${stack.url}/operations/${operationId}/imports?${said}`, {
    method: 'POST',
    headers: { Authorization: await bearer(stack, subject), 'Idempotency-Key': key, ...headers },
    body: content,
    duplex: 'half',
  } as never);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** The import as soon as it is no longer under way. */
export async function settled(stack: Stack, id: string, subject = 'bea.belgium'): Promise<any> {
  const caller = await stack.as(subject);
  return stack.until(async () => {
    const { body } = await caller.get(`/imports/${id}`);
    return ['previewed', 'done', 'refused'].includes(body.state) && body;
  });
}

export async function rejects(stack: Stack, id: string, subject = 'bea.belgium'): Promise<Buffer> {
  const response = await fetch(`${stack.url}/imports/${id}/rejects.xlsx?language=en`, {
    headers: { Authorization: await bearer(stack, subject) },
  });
  if (response.status !== 200) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
}
