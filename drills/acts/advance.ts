import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { instantOfWall } from '../moments.ts';
import { readOperation, type OperationView } from '../operation.ts';
import { until } from '../until.ts';

/**
 * Lets the clock run to a wall time, and stand still there. It stops at each timer on its way until what is due then has been done: so
 * every reminder goes out at its own instant, and a slow machine plays the same drill as a fast one.
 */
export async function advance(drill: Drill, { to }: EventOf<'advance'>): Promise<string> {
  const target = instantOfWall({ wall: to, zone: drill.scenario.zone });
  for (let timers = 0; ; timers += 1) {
    const { time, nextTimer } = await quiet(drill);
    if (Date.parse(time) >= target) return `timers on the way: ${Math.max(0, timers - 1)}`;
    await runTo(drill, Math.min(target, nextTimer ? Date.parse(nextTimer.at) : target));
  }
}

async function runTo(drill: Drill, at: number): Promise<void> {
  const { client, operation, scenario } = drill;
  const stop = Math.ceil(at / 1000) * 1000; // a wall time has no smaller part
  const holdAt = { wall: new Date(stop).toISOString().slice(0, 19), zone: 'UTC' };
  await client.put(scenario.cast.coordinator, `${operation}/clock`, { rate: scenario.clock.rate, holdAt }, '*');
  await until(`the clock reaches ${holdAt.wall} UTC`, async () => (Date.parse((await readOperation(drill)).time) >= stop ? true : null));
}

/** The operation once nothing is due any more: its next timer, if there is one, lies ahead, and what silence decided is in effect. */
function quiet(drill: Drill): Promise<OperationView> {
  return until('everything due is done', async () => {
    const operation = await readOperation(drill);
    const isDue = operation.nextTimer !== null && Date.parse(operation.nextTimer.at) <= Date.parse(operation.time);
    return isDue || isBeingSettled(operation) ? null : operation;
  });
}

/** Its approval is over, and what that makes of the operation is not recorded yet. */
function isBeingSettled({ stage, waitingFor }: OperationView): boolean {
  return stage === 'in-approval' && !waitingFor.some(({ kind }) => kind === 'approval');
}
