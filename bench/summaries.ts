import type { Bench } from './bench.ts';
import { takePart } from './case-report.ts';
import { memoryFrom, memoryOf } from './export.ts';
import { figure } from './figure.ts';
import { fill, membersOf } from './lines.ts';
import { until } from './operation.ts';
import { ask, DIRECTOR, headersOf, mintToken } from './people.ts';
import { timed } from './rounds.ts';
import type { Stack } from './stack.ts';

/** A hundred with as many rounds as there are when nobody says otherwise. */
const PER_ROUND = 20;
const LOOK_AGAIN_MS = 200;
/** What a summary counts at least once: all goods lines by heading. */
const BARE = `
  select g.heading, g.unit, sum(g.quantity), count(distinct (g.case_id, g.seizure_number))
  from goods_line g join case_report c on c.id = g.case_id and c.version = g.version where g.operation_id = $1 group by 1, 2`;

/** Summaries of a large operation that are due in the same minute, against one bare query for each; and one that carries every line. */
export const summaries: Bench = async (setting) => {
  const { stack, lines, rounds, tell } = setting;
  const many = rounds * PER_ROUND;
  const { operationId, coordinator, tokens } = await takePart(setting);
  const count = Math.max(...lines);
  await fill(stack, operationId, await membersOf(stack, operationId), 0, count);
  tell(`  ${count} lines are there`);
  for (let i = 0; i < many; i += 1)
    await subscribe(stack, { operationId, coordinator, member: tokens[i % tokens.length] ?? '', i, detail: 'countries', at: '10:00' });
  const before = await memoryFrom(stack.workerPid);
  const took = await timed(() => runTo(stack, { operationId, coordinator, wall: '2026-03-20T10:00', products: many }));
  const events = await eventsOf(stack);
  const between = await memoryOf(stack.workerPid);
  const bare = await timed(async () => {
    const client = await stack.pool.connect();
    await client.query("select set_config('app.sees_all', 'yes', false)");
    for (let i = 0; i < many; i += 1) await client.query(BARE, [operationId]);
    client.release();
  });

  await subscribe(stack, { operationId, coordinator, member: tokens[0] ?? '', i: many, detail: 'lines', at: '11:00' });
  const beforeWhole = await memoryFrom(stack.workerPid);
  const whole = await timed(() => runTo(stack, { operationId, coordinator, wall: '2026-03-20T11:00', products: many + 1 }));
  const after = await memoryOf(stack.workerPid);
  return [
    figure({
      name: 'summary among many',
      value: took / many,
      unit: 'ms',
      baseline: bare / many,
      note: `${many} due in the same minute over ${count / 2} cases, all of them released after ${(took / 1_000).toFixed(1)} s; against a bare sum by heading for each`,
    }),
    figure({
      name: 'memory of many summaries',
      value: between.most - before,
      unit: 'MB',
      note: `the most that the worker has used, less ${before} MB`,
    }),
    figure({
      name: 'events of a summary',
      value: events / many,
      unit: 'events',
      note: 'in the histories of what makes it and what brings it',
    }),
    figure({ name: 'summary of every line', value: whole, unit: 'ms', note: `${count} lines to a file in the store` }),
    figure({
      name: 'memory of a summary of every line',
      value: after.most - beforeWhole,
      unit: 'MB',
      note: `the most that the worker has used, less ${beforeWhole} MB`,
    }),
  ];
};

type Wanted = { operationId: string; coordinator: string; member: string; i: number; detail: string; at: string };

async function subscribe(stack: Stack, { operationId, coordinator, member, i, detail, at }: Wanted): Promise<void> {
  const terms = {
    ...{ name: `bench-${i}`, scope: { detail, purpose: 'statistics' }, cadence: { every: 'day', at }, zone: 'Europe/Brussels' },
    ...{ format: 'json', channel: 'pull', language: 'en' },
  };
  const { id } = await ask<{ id: string }>(stack, member, 'POST', `/operations/${operationId}/subscriptions`, terms);
  const { approvalId } = await ask<{ approvalId: string }>(stack, coordinator, 'POST', `/subscriptions/${id}/submissions`, { version: 1 });
  await ask(stack, await mintToken(stack, DIRECTOR), 'POST', `/approvals/${approvalId}/decisions`, { decision: 'approve' });
  await until(async () => (await ask<{ state: string }>(stack, coordinator, 'GET', `/subscriptions/${id}`)).state === 'active');
}

/** Lets the clock run to a wall time, and waits until so many products have been released. */
async function runTo(
  stack: Stack,
  { operationId, coordinator, wall, products }: { operationId: string; coordinator: string; wall: string; products: number },
): Promise<void> {
  const body = JSON.stringify({ rate: 1_000_000, holdAt: { wall, zone: 'Europe/Brussels' } });
  const headers = { ...headersOf(coordinator), 'If-Match': '*', 'Content-Type': 'application/json' };
  const answer = await fetch(`${stack.url}/operations/${operationId}/clock`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`The clock was answered with ${answer.status}: ${await answer.text()}`);
  await until(async () => {
    const client = await stack.pool.connect();
    try {
      await client.query("select set_config('app.sees_all', 'yes', false)");
      const { rows } = await client.query<{ released: number }>(
        "select count(*)::int as released from product where operation_id = $1 and state = 'released'",
        [operationId],
      );
      return (rows[0]?.released ?? 0) >= products;
    } finally {
      client.release();
    }
  }, LOOK_AGAIN_MS);
}

async function eventsOf({ temporal }: Stack): Promise<number> {
  let events = 0;
  for await (const { workflowId, runId, type } of temporal.workflow.list()) {
    if (!['summaries', 'summary', 'deliver'].includes(type)) continue;
    events += (await temporal.workflow.getHandle(workflowId, runId).describe()).historyLength;
  }
  return events;
}
