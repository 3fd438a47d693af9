import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Bench } from './bench.ts';
import { takePart } from './case-report.ts';
import { figure } from './figure.ts';
import { fill, membersOf } from './lines.ts';
import { interleave, timed } from './rounds.ts';

/** Goods lines as CSV over HTTP, against PostgreSQL's own COPY of the table that holds them; and what that costs the API in memory. */
export const exportLines: Bench = async (setting) => {
  const { stack, lines, rounds, tell } = setting;
  const { operationId, coordinator } = await takePart(setting);
  const count = Math.max(...lines);
  await fill(stack, operationId, await membersOf(stack, operationId), 0, count);
  const before = await memoryFrom(stack.apiPid);
  const perLine = await interleave(
    Math.min(rounds, 3),
    {
      concert: async () => (1_000 * (await timed(() => download(`${stack.url}/operations/${operationId}/lines.csv`, coordinator)))) / count,
      bare: async () => (1_000 * (await timed(() => copy(stack.databaseUrl, operationId, '* from goods_line')))) / count,
    },
    tell,
  );
  const peak = await memoryOf(stack.apiPid);
  return [
    figure({
      name: 'goods line in an export',
      value: perLine.concert,
      unit: 'us',
      baseline: perLine.bare,
      goal: 2,
      note: `${count} lines as CSV, joined with their case, seizure, administration and text, hashed on their way; against COPY of the bare table goods_line`,
    }),
    figure({
      name: 'memory of an export',
      value: peak.most - before,
      unit: 'MB',
      goal: 100,
      note: `the most that the API has used, less what it used before: ${before} MB`,
    }),
  ];
};

/** Megabytes that a process has in memory; from now on what it has now is the most that it ever had (proc(5), clear_refs). */
export async function memoryFrom(pid: number): Promise<number> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  return (await memoryOf(pid)).now;
}

/** Megabytes that a process has in memory, and the most that it ever had. */
export async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1_024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

export function download(url: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { Authorization: `Bearer ${token}` } }, (response) => {
      response.on('data', () => {}).on('error', reject);
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`An export was answered with ${response.statusCode}`)),
      );
    });
    sent.on('error', reject).end();
  });
}

/** PostgreSQL's own copy of these columns of one table, of the rows of an operation. */
export async function copy(databaseUrl: string, operationId: string, columns: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.sees_all', 'yes', true), set_config('app.operation', $1, true)", [operationId]);
    const rows = client.query(
      to(`copy (select ${columns} where operation_id = current_setting('app.operation')::uuid) to stdout with (format csv)`),
    );
    for await (const _ of rows);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
