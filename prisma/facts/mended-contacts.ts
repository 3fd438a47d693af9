import type { Tx } from '../event.ts';

/** An address that took no letters, and whose it was; null where there was none at all. */
export type Mended = { organisationId: string; before: string | null; actorId: string };

/**
 * Answers the requests to find a working contact that a new address settles, in every operation, for all leads that were asked. Answers
 * their taskings. What such a request is about stands in its key: see prisma/decisions/mend-contacts.ts.
 */
export async function answerMended(tx: Tx, { organisationId, before, actorId }: Mended): Promise<string[]> {
  const about = before === null ? `${organisationId}/none/` : `/${before}/`;
  const answered = await tx.$queryRaw<{ tasking_id: string }[]>`
    with answered as (
      update task t set state = 'answered', answer = 'done', answered_by_id = ${actorId}::uuid, answered_at = said.at, late = said.at >= t.deadline_at
      from tasking k
        join operation o on o.id = k.operation_id
        cross join lateral (select operation_time(o.clock, now()) as at) said
      where k.id = t.tasking_id and k.kind = 'mend-contact' and k.ended_at is null and strpos(k.key, ${about}) > 0
        and t.state in ('open', 'lapsed') and t.answer is null
      returning t.id, t.tasking_id, t.operation_id, t.organisation_id, t.late, t.answered_at, k.key
    ), told as (
      insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
      select operation_id, 'task.answered', id, organisation_id, ${actorId}::uuid, answered_at,
        jsonb_build_object('kind', 'mend-contact', 'key', key, 'answer', 'done', 'late', late)
      from answered
    )
    select tasking_id from answered`;
  return [...new Set(answered.map(({ tasking_id }) => tasking_id))];
}
