import type { Instant } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { ENDURING_KINDS, nextLookAt, type Ends, type Ladder, type TaskingKind, type TaskingTerms } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { Tasking } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';

/** Open tasks of a tasking that are climbed together. */
export type TaskGroup = { taskingId: string; taskIds: string[]; deadlineAt: Instant; climbedTo: Instant; isToLapse: boolean };

/** Who has not answered, by deadline, by how far has been climbed, and by whether it is yet to lapse; one group unless somebody has a deadline of its own. */
export async function readGroups(tx: Tx, taskingIds: readonly string[]): Promise<TaskGroup[]> {
  const rows = await tx.$queryRaw<{ tasking_id: string; task_ids: string[]; deadline_at: Date; climbed_to: Date; is_to_lapse: boolean }[]>`
    select t.tasking_id, array_agg(t.id order by t.id) as task_ids, t.deadline_at, t.climbed_to,
      t.state = 'open' and k.kind <> all (${ENDURING_KINDS}) as is_to_lapse
    from task t join tasking k on k.id = t.tasking_id
    where t.tasking_id = any (${[...taskingIds]}::uuid[]) and t.state in ('open', 'lapsed') and t.answer is null
    group by t.tasking_id, t.deadline_at, t.climbed_to, is_to_lapse order by t.deadline_at, t.climbed_to, is_to_lapse`;
  return rows.map(({ tasking_id, task_ids, deadline_at, climbed_to, is_to_lapse }) => ({
    taskingId: tasking_id,
    taskIds: task_ids,
    deadlineAt: deadline_at.getTime(),
    climbedTo: climbed_to.getTime(),
    isToLapse: is_to_lapse,
  }));
}

export function termsOf({ kind, ends, deadlineAt, ladder }: Tasking): TaskingTerms {
  return {
    kind: kind as TaskingKind,
    ends: ends as Ends,
    deadlineAt: deadlineAt.getTime(),
    ladder: ladder as unknown as Ladder,
  };
}

/** Says anew when each of these taskings must be looked at next, after their tasks or deadlines have changed. */
export async function setNextLook(tx: Tx, { at }: OperationNow, taskingIds: readonly string[]): Promise<void> {
  const taskings = await tx.tasking.findMany({ where: { id: { in: [...taskingIds] }, endedAt: null } });
  const groups = await readGroups(tx, taskingIds);
  const looks = taskings.map((tasking) => {
    const own = groups.filter(({ taskingId }) => taskingId === tasking.id);
    const next = nextLookAt(termsOf(tasking), own, at);
    return { id: tasking.id, next: next === null ? null : isoOf(next) };
  });
  await tx.$executeRaw`
    update tasking set next_rung_at = look.next
    from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as look (id uuid, next timestamptz)
    where tasking.id = look.id`;
}

/** Has the workflows of these taskings look again at once. */
export async function wake(tx: Tx, taskingIds: readonly string[]): Promise<void> {
  await tx.outbox.createMany({ data: taskingIds.map((id) => ({ workflowId: `tasking/${id}`, signal: 'nudge' })) });
}
