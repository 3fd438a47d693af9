import { readFile } from 'node:fs/promises';
import { inParallel } from './rounds.ts';
import type { Bench, Setting } from './bench.ts';
import { figure } from './figure.ts';
import { launch, settled, submitAndApprove, until } from './operation.ts';
import { ask, COORDINATOR, mintToken } from './people.ts';
import { realTimePlan } from './real-time-plan.ts';
import type { Stack } from './stack.ts';

/** So many sleep in all, so many of them fall due within one minute, and so many are there when the memory is looked at first. */
const SLEEPING = 2_000;
const DUE = 100;
const FIRST = 200;

const MINUTE_MS = 60_000;
/** From the last start to the first deadline: the machine is quiet again by then. */
const LEAD_MS = 20_000;
const AT_ONCE = 20;

/**
 * Two thousand taskings that sleep, in real time: what each costs the worker in memory, and how late those are whose deadlines fall into the
 * same minute.
 */
export const sleeping: Bench = async (setting) => {
  const { stack, tell } = setting;
  const operationId = await run(setting);
  const far = Date.now() + 90 * 24 * 60 * MINUTE_MS;

  await sleep(setting, operationId, Array<number>(FIRST).fill(far));
  const first = await workerMemory(stack);
  tell(`  ${FIRST} asleep: the worker holds ${first.toFixed(0)} MB`);
  await sleep(setting, operationId, Array<number>(SLEEPING - DUE - FIRST).fill(far));
  const from = Date.now() + LEAD_MS;
  const due = await sleep(
    setting,
    operationId,
    Array.from({ length: DUE }, (_, i) => from + LEAD_MS + Math.round((i * MINUTE_MS) / DUE)),
  );
  const all = await workerMemory(stack);
  tell(`  ${SLEEPING} asleep: the worker holds ${all.toFixed(0)} MB`);

  const late = await latenessOf(stack, due);
  return [
    figure({
      name: `memory, ${FIRST} to ${SLEEPING} asleep`,
      value: all,
      unit: 'MB',
      baseline: first,
      goal: 1.2,
      note: `resident memory of the worker with ${SLEEPING} sleeping taskings, against ${FIRST} of them`,
    }),
    figure({
      name: 'latest of 100 due',
      value: late,
      unit: 's',
      goal: 2,
      note: `${DUE} of ${SLEEPING} sleeping taskings fall due within a minute: from the deadline of the latest until it is recorded as lapsed`,
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
  await inParallel(ids, AT_ONCE, (taskingId) =>
    stack.temporal.workflow.start('tasking', { workflowId: `tasking/${taskingId}`, taskQueue: 'concert', args: [{ taskingId }] }),
  );
  await untilQuiet(stack);
  return ids;
}

/** Nothing has been asked of the worker for a while: its queue is empty, and each of them waits for its timer. */
async function untilQuiet({ temporal }: Stack): Promise<void> {
  const open = (): Promise<number> =>
    temporal.workflow.count("WorkflowType = 'letters' and ExecutionStatus = 'Running'").then(({ count }) => count);
  await until(async () => (await open()) === 0, 1_000);
  await new Promise((done) => setTimeout(done, 5_000));
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
