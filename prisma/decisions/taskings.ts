import { v7 } from 'uuid';
import { isoOf, instantOf, type Moment } from '../../domain/moment.ts';
import {
  nextLookAt,
  ruleOf,
  startOfClimb,
  type Ends,
  type Ladder,
  type Late,
  type Silence,
  type TaskingKind,
} from '../../domain/tasking.ts';
import type { Prisma, Tasking } from '../generated/client.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { queueTaskLetters } from './letter-queue.ts';
import { setNextLook } from './rungs.ts';

export type NewTasking = {
  /** Where its maker has to know its id before it is there. */
  id?: string;
  kind: TaskingKind;
  /** Tells this tasking from others of its kind in the operation; opening it a second time changes nothing. */
  key: string;
  title: string;
  instructions?: string | null;
  deadline: Moment;
  /** Each addressee has until the deadline's wall time in its own zone. */
  isLocal?: boolean;
  ladder: Ladder;
  ends?: Ends;
  silence: Silence;
  late?: Late;
  isUrgent?: boolean;
  addressees: readonly string[];
  letter: TaskingLetter;
  /** Its addressees learn of it by another letter: this one is for those who are added. */
  isToldElsewhere?: boolean;
  /** What it asks about, where that is a thing with an id. */
  aboutId?: string | null;
  /** Who opened it, where somebody did. */
  command?: { commandId: string; actorId: string };
};

/** `each` is what is said to one addressee only, by the id of its organisation. */
export type TaskingLetter = { kind: string; content: Prisma.InputJsonObject; each?: Record<string, Prisma.InputJsonObject> };

/** Opens a tasking whole: its tasks, the letters that ask for them, its event. Answers its id, also where it was open already. */
export async function openTasking(tx: Tx, operation: OperationNow, tasking: NewTasking): Promise<string> {
  const { kind, key, title, deadline, ladder, silence, addressees, letter, command } = tasking;
  const { ends = 'answered', late = 'taken', isLocal = false, isUrgent = false } = tasking;
  const at = new Date(operation.at);
  const operationId = operation.id;
  const known = await tx.tasking.findUnique({ where: { operationId_kind_key: { operationId, kind, key } } });
  if (known) return known.id;
  const deadlineAt = instantOf(deadline);
  const asked =
    addressees.length > 0 ? [{ deadlineAt, climbedTo: startOfClimb(deadlineAt, operation.at), isToLapse: !ruleOf(kind).endures }] : [];
  const next = nextLookAt({ kind, ends, deadlineAt, ladder }, asked, operation.at);
  const { id } = await tx.tasking.create({
    data: {
      id: tasking.id ?? v7(),
      operationId,
      kind,
      key,
      title,
      instructions: tasking.instructions ?? null,
      deadline: { ...deadline },
      deadlineAt: deadline.at,
      isLocal,
      ladder,
      ends,
      silence,
      late,
      isUrgent,
      letter,
      aboutId: tasking.aboutId ?? null,
      openedById: command?.actorId ?? null,
      nextRungAt: next === null ? null : isoOf(next),
      openedAt: at,
    },
  });
  await addTasks(tx, operation, id, addressees, at);
  if (isLocal) await setNextLook(tx, operation, [id]);
  const told = { operation, taskingId: id, ...letter, occasion: 'opened', states: ['open'] };
  const letters = tasking.isToldElsewhere ? 0 : await queueTaskLetters(tx, told);
  await appendEvent(tx, {
    type: 'tasking.opened',
    at,
    operationId,
    subjectId: id,
    ...command,
    data: { kind, key, title, deadline: { ...deadline }, addressees: addressees.length, letters },
  });
  return id;
}

/** Adds a task for each organisation that has none yet, or whose was withdrawn, due when the tasking says. Those of `askedAt` null are asked at the next climb. */
export async function addTasks(
  tx: Tx,
  { at }: OperationNow,
  taskingId: string,
  organisationIds: readonly string[],
  askedAt: Date | null,
): Promise<number> {
  return tx.$executeRaw`
    insert into task (tasking_id, operation_id, organisation_id, deadline, deadline_at, climbed_to, asked_at)
    select k.id, k.operation_id, o.id, due.moment, due.at, least(${new Date(at)}::timestamptz, due.at - interval '1 millisecond'), ${askedAt}
    from tasking k
      join organisation o on o.id = any (${[...organisationIds]}::uuid[])
      cross join lateral (select moment, (moment ->> 'at')::timestamptz as at from deadline_of(k, o.zone) as moment) due
    where k.id = ${taskingId}::uuid
    on conflict (tasking_id, organisation_id) do update set state = 'open', withdrawn_reason = null, asked_at = excluded.asked_at,
      deadline = excluded.deadline, deadline_at = excluded.deadline_at, climbed_to = excluded.climbed_to
      where task.state = 'withdrawn'`;
}

/** Whoever was added since the tasking opened is asked as the others were. */
export async function askAdded(tx: Tx, operation: OperationNow, { id, letter }: Tasking): Promise<number> {
  const added = await tx.$queryRaw<{ id: string }[]>`
    update task set asked_at = ${new Date(operation.at)}
    where tasking_id = ${id}::uuid and state = 'open' and asked_at is null returning id`;
  if (added.length === 0) return 0;
  return queueTaskLetters(tx, {
    operation,
    taskingId: id,
    taskIds: added.map((task) => task.id),
    ...(letter as TaskingLetter),
    occasion: `added-${isoOf(operation.at)}`,
    states: ['open'],
  });
}

/** Tasks before their tasking, as an answer takes them (prisma/facts/answers.ts): the other way round, the two could wait for each other. */
export async function lockTasks(tx: Tx, taskingIds: readonly string[]): Promise<void> {
  const ids = [...taskingIds];
  await tx.$executeRaw`select from task where tasking_id = any (${ids}::uuid[]) and state in ('open', 'lapsed') order by id for update`;
  await tx.$executeRaw`select from tasking where id = any (${ids}::uuid[]) order by id for update`;
}
