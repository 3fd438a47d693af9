import type { Instant } from '../../domain/clock.ts';
import type { Moment } from '../../domain/moment.ts';
import { lateByHours, type TaskingKind, type TaskState } from '../../domain/tasking.ts';

export type TaskItem = {
  id: string;
  taskingId: string;
  operationId: string;
  organisation: string;
  organisationName: string;
  kind: TaskingKind;
  key: string;
  title: string;
  instructions: string | null;
  /** The case, or edition, that it is about, where it is about one. */
  aboutId: string | null;
  deadline: Moment;
  state: TaskState;
  answer: string | null;
  reason: string | null;
  details: string | null;
  late: boolean;
  /** Hours after its deadline: when it was answered, or by now. Null while it is in time. */
  lateByHours: number | null;
  answeredAt: string | null;
  answeredBy: string | null;
  /** Whom it was handed to, or else whoever is its administration's contact now. */
  holder: string | null;
  /** Id of whom it was handed to, if to anybody. */
  holderId: string | null;
  withdrawnReason: string | null;
  /** The last time that more time was asked for. */
  extension: { id: string; state: string; until: Moment; reason: string } | null;
};

/** A time is a Date in a row, and a text where the row came as JSON. */
export type TaskColumns = Omit<TaskItem, 'answeredAt' | 'holder' | 'lateByHours'> & { answeredAt: Date | string | null };

/** What a task says of itself, of `task t`, its `tasking k`, `organisation o` and `operation p`. */
export const TASK = `
  t.id, t.tasking_id as "taskingId", t.operation_id as "operationId", o.code as organisation, o.name as "organisationName", k.kind, k.key, k.title, k.instructions, k.about_id as "aboutId",
  t.deadline, t.state, t.answer, t.reason, t.details #>> '{}' as details, t.late, t.answered_at as "answeredAt",
  (select name from person where id = t.answered_by_id) as "answeredBy", t.holder_id as "holderId", t.withdrawn_reason as "withdrawnReason",
  (select jsonb_build_object('id', e.id, 'state', e.state, 'until', e.until, 'reason', e.reason) from extension_request e
   where e.task_id = t.id order by e.id desc limit 1) as extension`;

export const TASK_FROM = `
  from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id join operation p on p.id = t.operation_id`;

/** A task at an instant of its operation. Who holds it is looked up only by whoever shows that. */
export function taskAt({ answeredAt, ...task }: TaskColumns, now: Instant): TaskItem {
  const at = answeredAt === null ? null : new Date(answeredAt);
  return {
    ...task,
    answeredAt: at?.toISOString() ?? null,
    lateByHours: lateByHours({ ...task, answeredAt: at?.getTime() ?? null }, now),
    holder: null,
  };
}
