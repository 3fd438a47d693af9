/**
 * The parts of a statement by which a fact answers the tasks that ask for reports of a period; a lapsed task only where its tasking takes late
 * answers. Expects `answering (operation_id, organisation_id, period, person_id, at)`; leaves `answered (id, tasking_id, ...)`.
 */
export function answeredAs(answer: 'reported' | 'nil-return'): string {
  return `answered as (
    update task set state = 'answered', answer = '${answer}', answered_by_id = a.person_id, answered_at = a.at, late = (task.state = 'lapsed')
    from answering a join tasking k on k.operation_id = a.operation_id and k.kind = 'report' and k.key = a.period
    where task.tasking_id = k.id and task.organisation_id = a.organisation_id
      and (task.state = 'open' or task.state = 'lapsed' and k.late = 'taken')
    returning task.id, task.tasking_id, task.operation_id, task.organisation_id, task.late, k.key, a.person_id, a.at
  ), answer_events as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'task.answered', id, organisation_id, person_id, at,
      jsonb_build_object('kind', 'report', 'key', key, 'answer', '${answer}', 'late', late)
    from answered
  )`;
}
