import { startBareTemporal } from './bare/temporal.ts';
import type { Bench, Setting } from './bench.ts';
import { figure } from './figure.ts';
import { at, planOf, settled } from './operation.ts';
import { ask, COORDINATOR, LEAD, mintToken } from './people.ts';
import { interleave, median, timed } from './rounds.ts';
import { ADMINISTRATOR, type Stack } from './stack.ts';

/** So many decide in one step, one after the other, as people do. The last ends the approval, which costs more than a decision: not timed. */
const APPROVERS = 11;

/** One approval decision over HTTP, from the request to its answer; against a bare Update whose handler awaits one trivial activity. */
export const decision: Bench = async (setting) => {
  const { stack, rounds, tell } = setting;
  const approvers = await registerApprovers(stack);
  const bare = await startBareTemporal(stack);
  try {
    const { concert, update } = await interleave(
      rounds,
      {
        concert: () => decideAll(setting, approvers),
        update: async () => median(await bare.decisions(APPROVERS - 1)),
      },
      tell,
    );
    return [
      figure({
        name: 'approval decision',
        value: concert,
        unit: 'ms',
        baseline: update,
        goal: 1.5,
        note: `POST of a decision until its answer, median of ${APPROVERS - 1} in turn, against a bare Update that awaits one trivial activity`,
      }),
    ];
  } finally {
    await bare.stop();
  }
};

async function decideAll({ stack, members }: Setting, approvers: readonly Approver[]): Promise<number> {
  const coordinator = await mintToken(stack, COORDINATOR);
  const approval = [{ name: 'everybody', posts: approvers.map(({ post }) => post), quorum: { count: APPROVERS } }];
  const drill = { startsAt: at('2026-02-01T09:00') };
  const plan = { ...planOf(members.slice(0, 2)), approval };
  const { id } = await ask<{ id: string }>(stack, coordinator, 'POST', '/operations', { plan, drill });
  const { approvalId } = await ask<{ approvalId: string }>(stack, coordinator, 'POST', `/operations/${id}/submissions`, {});
  await settled(stack, id);
  const decide = (token: string): Promise<unknown> =>
    ask(stack, token, 'POST', `/approvals/${approvalId}/decisions`, { decision: 'approve' });
  const times: number[] = [];
  for (const { token } of approvers.slice(1)) times.push(await timed(() => decide(token)));
  const [last] = approvers;
  if (last) await decide(last.token);
  await settled(stack, id);
  return median(times);
}

type Approver = { post: string; token: string };

async function registerApprovers(stack: Stack): Promise<Approver[]> {
  const administrator = await mintToken(stack, ADMINISTRATOR);
  const approvers: Approver[] = [];
  for (let i = 0; i < APPROVERS; i += 1) {
    const [subject, post] = [`bench.approver.${i}`, `bench-approver-${i}`];
    await ask(stack, administrator, 'POST', '/people', { subject, name: subject, organisation: LEAD, posts: [post] });
    approvers.push({ post, token: await mintToken(stack, subject) });
  }
  return approvers;
}
