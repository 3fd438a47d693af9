import { startBareTemporal } from './bare/temporal.ts';
import type { Bench, Setting } from './bench.ts';
import { figure } from './figure.ts';
import { approve, launch, settled } from './operation.ts';
import { interleave, timed } from './rounds.ts';

/**
 * From the request that launches an operation to its answer, when its members are invited, their tasks open and their letters queued;
 * against a workflow start for each member.
 */
export const opening: Bench = async (setting) => {
  const { stack, members, rounds, tell } = setting;
  const count = members.length;
  const bare = await startBareTemporal(stack);
  try {
    const { concert, starts } = await interleave(rounds, { concert: () => open(setting), starts: () => bare.starts(count) }, tell);
    return [
      figure({
        name: `opening for ${count}`,
        value: concert,
        unit: 'ms',
        baseline: starts,
        goal: 0.1,
        note: `POST of a launch until its answer, ${count} tasks open and ${count} letters queued, against ${count} bare workflow starts, 30 at once`,
      }),
    ];
  } finally {
    await bare.stop();
  }
};

async function open({ stack, members }: Setting): Promise<number> {
  const approved = await approve(stack, members, '2026-02-01T09:00');
  await settled(stack, approved.id);
  const ms = await timed(() => launch(stack, approved));
  const { rows } = await stack.pool.query<{ tasks: number; letters: number }>(
    `select (select count(*)::int from task where operation_id = $1 and state = 'open') as tasks,
       (select count(*)::int from letter where operation_id = $1 and kind = 'invitation') as letters`,
    [approved.id],
  );
  if (rows[0]?.tasks !== members.length || rows[0].letters !== members.length) throw new Error(`Not open: ${JSON.stringify(rows[0])}`);
  await settled(stack, approved.id);
  return ms;
}
