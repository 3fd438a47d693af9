import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { inParallel } from '../parallel.ts';
import { selected } from '../selected.ts';

type Task = { id: string; operationId: string; kind: string; state: string; answer: string | null };

/** Each of these members finds the task in its inbox and answers it; one that fell silent at the deadline may still answer. */
export async function answer(drill: Drill, { task: kind, answer: given, by, reason, details }: EventOf<'answer'>): Promise<string> {
  const { client, operation } = drill;
  const members = selected(drill, by);
  await inParallel(members, async ({ subject, organisation }) => {
    const tasks = await client.list<Task>(subject, '/tasks');
    const mine = tasks.filter((task) => operation.endsWith(task.operationId) && task.kind === kind && task.answer === null);
    const task = mine.find(({ state }) => state === 'open') ?? mine.find(({ state }) => state === 'lapsed');
    if (!task) throw new Error(`${organisation} has not been asked to ${kind.replaceAll('-', ' ')}, or has answered already`);
    await client.post(subject, `/tasks/${task.id}/answers`, {
      answer: given,
      ...(reason ? { reason } : {}),
      ...(details ? { details } : {}),
    });
  });
  return `${members.length} ${given}`;
}
