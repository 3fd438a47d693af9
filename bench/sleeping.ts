import { readFile } from 'node:fs/promises';
import { inParallel } from './rounds.ts';
import type { Bench, Setting } from './bench.ts';
import { figure } from './figure.ts';
import { launch, settled, submitAndApprove, until } from './operation.ts';
import { ask, COORDINATOR, mintToken } from './people.ts';
import { realTimePlan } from './real-time-plan.ts';
import type { Stack } from './stack.ts';

/** Of all that sleep, so many fall due within one minute; the memory is looked at first with ten times as many asleep as fall due. */
const DUE_SHARE = 0.05;
const FIRST_SHARE = 0.5;

/** 100 of them come due within a minute. */
const APART_MS = 600;
/** From the first start to the first deadline, for each of them: the machine is quiet again by then. */
const LEAD_MS = 400;
const DAY_MS = 86_400_000;
const AT_ONCE = 20;

/**
 * Taskings that sleep, as many as there are requests (2,000), in real time: what they cost the worker in memory, and how late those are whose
 * deadlines fall into the same minute. A worker keeps only so many workflows in memory, which half of them fill already.
 */
export const sleeping: Bench = async (setting) => {
  const { stack, requests: all, tell } = setting;
  const [due, first] = [Math.ceil(all * DUE_SHARE), Math.ceil(all * FIRST_SHARE)];
  const operationId = await run(setting);
  const far = Date.now() + 90 * DAY_MS;

  await sleep(setting, operationId, Array<number>(first).fill(far));
  const before = await workerMemory(stack);
  tell(`  ${first} asleep: the worker holds ${before.toFixed(0)} MB`);
  await sleep(setting, operationId, Array<number>(all - due - first).fill(far));
  const from = Date.now() + 2_000 + due * LEAD_MS;
  const dueIds = await sleep(
    setting,
    operationId,
    Array.from({ length: due }, (_, i) => from + i * APART_MS),
  );
  const after = await workerMemory(stack);
  tell(`  ${all} asleep: the worker holds ${after.toFixed(0)} MB`);

  return [
    figure({
      name: `memory, ${first} to ${all} asleep`,
      value: after,
      unit: 'MB',
      baseline: before,
      goal: 1.1,
      note: `resident memory of the worker with ${all} sleeping taskings, against ${first} of them`,
    }),
    figure({
      name: `latest of ${due} due`,
      value: await latenessOf(stack, dueIds),
      unit: 's',
      goal: 2,
      note: `${due} of ${all} sleeping taskings fall due within ${(due * APART_MS) / 1000} s: from a deadline until it is recorded that it passed, the most of all`,
    }),
  ];
};

/** A launched operation whose time is real, with two members. */
async function run({ stack, members }: Setting): Promise<string> {
  const coordinator = await mintToken(stack, COORDINATOR);
  const plan = realTimePlan(members.slice(0, 2), Date.now());
  const { id } = await ask<{ id: string }>(stack, coordinator, 'POST', '/operations', { plan });
  await submitAndApprove(stack, { id, coordinator });
  await launch(stack, { id, coordinator });
  await settled(stack, id);
  return id;
}

/** Starts a tasking for each of these deadlines, written as openTasking leaves them, and waits until all of them sleep. */
async function sleep({ stack, members }: Setting, operationId: string, deadlines: readonly number[]): Promise<string[]> {
  const { rows } = await stack.pool.query<{ id: string }>(
    `with opened as (
       insert into tasking (operation_id, kind, key, title, deadline, deadline_at, ladder, silence, next_rung_at, opened_at, letter)
       select $1, 'enquiry', gen_random_uuid(), 'Asleep', jsonb_build_object('wall', '', 'zone', 'UTC', 'at', at), at, '[]', 'silent', at, now(),
         '{"kind": "task-request", "content": {}}'
       from unnest($2::timestamptz[]) as at returning id, operation_id, deadline, deadline_at
     ), asked as (
       insert into task (tasking_id, operation_id, organisation_id, deadline, deadline_at, climbed_to, asked_at)
       select opened.id, operation_id, o.id, deadline, deadline_at, now(), now() from opened, organisation o where o.code = $3
     )
     select id from opened`,
    [operationId, deadlines.map((at) => new Date(at)), members[0]?.organisation],
  );
  const ids = rows.map(({ id }) => id);
  const before = await countDelivered(stack);
  await inParallel(ids, AT_ONCE, (taskingId) =>
    stack.temporal.workflow.start('tasking', { workflowId: `tasking/${taskingId}`, taskQueue: 'concert', args: [{ taskingId }] }),
  );
  await until(async () => (await countDelivered(stack)) >= before + ids.length, 500); // each begins with its letters, and climbs meanwhile
  await settled(stack, operationId);
  return ids;
}

async function countDelivered({ temporal }: Stack): Promise<number> {
  return (await temporal.workflow.count("WorkflowType = 'letters' and ExecutionStatus = 'Completed'")).count;
}

/** Seconds from a deadline until the ledger says that it lapsed; the most of all. */
async function latenessOf({ pool }: Stack, taskingIds: readonly string[]): Promise<number> {
  let latest = 0;
  await until(async () => {
    const { rows } = await pool.query<{ lapsed: number; late: number }>(
      `select count(*)::int as lapsed, coalesce(max(extract(epoch from e.recorded_at - k.deadline_at)), 0)::float as late
       from event e join tasking k on k.id = e.subject_id where e.type = 'tasking.lapsed' and k.id = any ($1::uuid[])`,
      [taskingIds],
    );
    latest = rows[0]?.late ?? 0;
    return rows[0]?.lapsed === taskingIds.length;
  }, 500);
  return latest;
}

/** Resident memory in megabytes, as Linux counts it. */
async function workerMemory({ workerPid }: Stack): Promise<number> {
  const status = await readFile(`/proc/${workerPid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
