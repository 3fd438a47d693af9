import type { PastStep } from '../../domain/chain-health.ts';
import type { Database } from '../client.ts';

/** As far back as a habit can be told from: posts change hands. */
const LATEST = 5;

/**
 * How the latest steps of each set of posts that had a deadline went; what happened in drills counts for drills only. Whoever let a deadline
 * pass was late, also where silence was consent. A step that ended early by what came of a step beside it says nothing of posts that still
 * had time.
 */
export async function readPastSteps({ prisma }: Database, posts: readonly string[], isDrill: boolean): Promise<PastStep[]> {
  const rows = await prisma.$queryRaw<{ posts: string[]; was_late: boolean }[]>`
    select posts, was_late from (
      select rule -> 'posts' as posts,
        s.settled_at > s.deadline_at or s.settled_at = s.deadline_at and s.settled_by in ('silence', 'lapse') as was_late,
        row_number() over (partition by rule -> 'posts' order by s.settled_at desc) as place
      from approval_step s
        join approval a on a.id = s.approval_id
        join operation o on o.id = a.operation_id
        cross join lateral jsonb_array_elements(a.steps) rule
      where rule ->> 'name' = s.name and s.settled_at is not null and s.deadline_at is not null and s.settled_by <> 'withdrawal'
        and (s.settled_at >= s.deadline_at or s.settled_by = 'quorum'
          or exists (select from approval_decision d where d.approval_id = a.id and d.step = s.name))
        and o.is_drill = ${isDrill} and rule -> 'posts' ?| ${[...posts]}::text[]) past
    where place <= ${LATEST}`;
  return rows.map((row) => ({ posts: row.posts, wasLate: row.was_late }));
}
