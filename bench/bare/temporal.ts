import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { startProgram } from '../process.ts';
import { inParallel, timed } from '../rounds.ts';
import type { Stack } from '../stack.ts';
import type { answerUpdate, endSignal } from './workflows.ts';

/** How many calls are on their way at once; more do not go faster (technical notes, 5). */
const AT_ONCE = 30;
/** A server lets so many Updates be in flight in one workflow; more wait for each other badly. */
const AT_ONCE_IN_ONE = 10;

const QUEUE = 'bare';

export type BareTemporal = {
  /** Milliseconds until the server has taken this many starts. A worker takes them up meanwhile: without one, the server has more to write. */
  starts(count: number): Promise<number>;
  /** Milliseconds for this many Updates, each to a workflow of its own. */
  updatesToMany(count: number): Promise<number>;
  /** Milliseconds for as many Updates to one workflow. */
  updatesToOne(count: number): Promise<number>;
  /** Milliseconds of each of so many Updates to one workflow, one after the other, whose handler awaits one trivial activity. */
  decisions(count: number): Promise<number[]>;
  stop(): Promise<void>;
};

export async function startBareTemporal({ temporal, temporalAddress }: Stack): Promise<BareTemporal> {
  const worker = await startProgram('bench/bare/worker.ts', { args: [temporalAddress, QUEUE] });

  async function answerAll(count: number, desks: readonly WorkflowHandle[], atOnce: number): Promise<number> {
    const numbers = Array.from({ length: count }, (_, i) => i);
    const ms = await timed(() =>
      inParallel(numbers, atOnce, async (i) => desks[i % desks.length]?.executeUpdate<number, [string]>(ANSWER, { args: [`accept ${i}`] })),
    );
    await inParallel(desks, AT_ONCE, async (desk) => {
      await desk.signal(END);
      await desk.result();
    });
    return ms;
  }

  return {
    async starts(count) {
      let handles: WorkflowHandle[] = [];
      const ms = await timed(async () => {
        handles = await startMany(temporal, 'trivial', count);
      });
      await inParallel(handles, AT_ONCE, (handle) => handle.result());
      return ms;
    },
    updatesToMany: async (count) => answerAll(count, await openDesks(temporal, count), AT_ONCE),
    updatesToOne: async (count) => answerAll(count, await openDesks(temporal, 1), AT_ONCE_IN_ONE),
    async decisions(count) {
      const [judge] = await startMany(temporal, 'judge', 1);
      if (!judge) throw new Error('The bare workflow did not start.');
      await judge.executeUpdate<number, [string]>(ANSWER, { args: ['begin'] });
      const times: number[] = [];
      for (let i = 0; i < count; i += 1) {
        times.push(await timed(() => judge.executeUpdate<number, [string]>(ANSWER, { args: [`approve ${i}`] })));
      }
      await judge.signal(END);
      await judge.result();
      return times;
    },
    stop: worker.stop,
  };
}

const ANSWER: (typeof answerUpdate)['name'] = 'answer';
const END: (typeof endSignal)['name'] = 'end';

/** Workflows that have begun: the first Update to each would otherwise pay for its start. */
async function openDesks(temporal: Client, count: number): Promise<WorkflowHandle[]> {
  const desks = await startMany(temporal, 'desk', count);
  await inParallel(desks, AT_ONCE, (desk) => desk.executeUpdate<number, [string]>(ANSWER, { args: ['begin'] }));
  return desks;
}

function startMany(temporal: Client, type: string, count: number): Promise<WorkflowHandle[]> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return inParallel(numbers, AT_ONCE, () => temporal.workflow.start(type, { workflowId: `bare/${randomUUID()}`, taskQueue: QUEUE }));
}
