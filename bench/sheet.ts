import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { writeXlsx } from 'hucre/xlsx';
import type { Bench } from './bench.ts';
import { takePart } from './case-report.ts';
import { figure } from './figure.ts';
import { ask } from './people.ts';
import { median, timed } from './rounds.ts';

const ROWS = 10_000;
const COLUMNS = [
  'reference',
  'seizure',
  'date',
  'time',
  'offset',
  'place',
  'direction',
  'transport',
  'departure',
  'destination',
  'heading',
  'quantity',
  'unit',
];

/** A workbook of one member's cases, from the upload until the last is stored, with every check; unattended, as most of them come. */
export const sheet: Bench = async (setting) => {
  const { stack, rounds, tell } = setting;
  const { operationId, tokens } = await takePart(setting);
  const token = tokens[0] ?? '';
  const took: number[] = [];
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    const book = await workbook();
    took.push(await timed(() => take(book)));
    tell(`  round ${round + 1}  ${(took.at(-1) ?? 0).toPrecision(4)}`);
  }
  return [
    figure({
      name: 'workbook of 10,000 rows',
      value: median(took) / 1_000,
      unit: 's',
      goal: 10,
      note: `${ROWS} rows of ${COLUMNS.length} columns, two rows a case: sent, read, checked and stored by the worker, until its state says done`,
    }),
  ];

  async function take(book: Uint8Array): Promise<void> {
    const { id } = await send(`${stack.url}/operations/${operationId}/imports?name=bench.xlsx&confirm=now`, token, book);
    for (;;) {
      const { state, counts } = await ask<{ state: string; counts: { refused: number } }>(stack, token, 'GET', `/imports/${id}`);
      if (state === 'done' && counts.refused === 0) return;
      if (state === 'done' || state === 'refused') throw new Error(`The import ended as ${state}: ${JSON.stringify(counts)}`);
      await new Promise((again) => setTimeout(again, 20));
    }
  }
};

function workbook(): Promise<Uint8Array> {
  const batch = randomUUID().slice(0, 8);
  const rows = Array.from({ length: ROWS }, (_, i) => [
    ...[`X-${batch}-${Math.floor(i / 2)}`, '1', '2026-03-10', '12:00', '+01:00', 'Brussels Airport', 'import', '4', 'CN', 'BE'],
    ...[i % 2 === 0 ? 'medicines' : 'medical-devices', String(1 + (i % 900)), 'C62'],
  ]);
  return writeXlsx({ sheets: [{ name: 'Cases', rows: [COLUMNS, ...rows] }] });
}

function send(url: string, token: string, body: Uint8Array): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/octet-stream' };
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        response.statusCode === 201 ? resolve(JSON.parse(text) as { id: string }) : reject(new Error(`${response.statusCode} ${text}`)),
      );
    });
    sent.on('error', reject).end(body);
  });
}
