import { ENDURING_KINDS } from '../../domain/tasking.ts';
import type { Database } from '../client.ts';

/** What a fact's statement answers: the taskings of which it answered a task. */
export type Answering = { answered: string[] };

/**
 * Leaves a nudge for each of these taskings in which nobody is left to answer, or one answer is enough. Comes after the commit of the answer:
 * two last answers at the same moment do not see each other before it, whereas of those who look after it, the later sees both. Whoever dies
 * in between costs time only: the tasking ends at its next rung. A count kept in the tasking's row would need none of this, but all its addressees
 * would wait for that row, each until the other's commit is on the disk (docs/decisions).
 */
export async function nudgeFinished({ pool }: Database, taskingIds: readonly string[]): Promise<void> {
  if (taskingIds.length > 0) await pool.query({ name: 'nudge-finished', text: NUDGE_FINISHED, values: [[...taskingIds], ENDURING_KINDS] });
}

const NUDGE_FINISHED = `
  insert into outbox (workflow_id, signal)
  select 'tasking/' || id, 'nudge' from tasking
  where id = any ($1::uuid[]) and ended_at is null
    and (kind = any ($2) or not exists (select from task where tasking_id = tasking.id and answer is null and state in ('open', 'lapsed')))`;
