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

/** The operation once nothing is due any more: its next timer, if there is one, lies ahead. */
function quiet(drill: Drill): Promise<OperationView> {
  return until('everything due is done', async () => {
    const operation = await readOperation(drill);
    return operation.nextTimer === null || Date.parse(operation.nextTimer.at) > Date.parse(operation.time) ? operation : null;
  });
}
