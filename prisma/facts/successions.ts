import { askedOf } from '../../domain/asked.ts';
import type { Rank } from '../../domain/contact.ts';
import type { LetterContents } from '../../domain/letter.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Relation } from '../../domain/permission.ts';
import { mayAnswer, ruleOf, type TaskingKind } from '../../domain/tasking.ts';
import { appendEvent, type Tx } from '../event.ts';
import { queueLetters } from '../decisions/letter-queue.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { officeMailboxes, unitMailboxes, type Mailbox } from '../reads/mailboxes.ts';
import { namesOf } from '../reads/names.ts';

/**
 * Who speaks for an organisation instead of whom; null where there was, or is, nobody. `at` is when it takes effect. Of a deputy, who is named
 * beside a holder, or leaves: what one who leaves holds by name is the successor's, who is none in the role.
 */
export type Succession = {
  contactId: string;
  organisationId: string;
  role: string;
  rank: Rank;
  formerId: string | null;
  successorId: string | null;
  at: Date;
};

/**
 * Tells the regional office and the coordination units of one running operation that somebody else speaks for an organisation, and hands
 * open tasks over: at once, or when the change takes effect.
 */
export async function announceSuccession(tx: Tx, operation: OperationNow, succession: Succession, actorId: string): Promise<void> {
  const { contactId, organisationId, role, rank, formerId, successorId, at } = succession;
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const names = await namesOf(tx, [formerId, successorId]);
  const before = formerId && (names[formerId] ?? '');
  const after = rank === 'deputy' && formerId !== null ? null : successorId && (names[successorId] ?? '');
  await appendEvent(tx, {
    type: 'contact.changed',
    at: new Date(operation.at),
    operationId: operation.id,
    subjectId: contactId,
    organisationId,
    actorId,
    data: { role, rank, before, after, from: at.toISOString() },
  });
  const from = { wall: at.toISOString().slice(0, 16), zone: 'UTC', at: at.toISOString() };
  const content: LetterContents['contact-changed'] = {
    operation: operation.title,
    organisation: organisation.name,
    role,
    rank,
    before,
    after,
    from,
  };
  const told = [...(await officeMailboxes(tx, operation, organisationId)), ...(await unitMailboxes(tx, operation))];
  // By whom as well: who was named from a moment on, and is ended at that moment, would otherwise stay announced.
  const occasion = `changed-${at.getTime()}-${successorId ?? 'nobody'}`;
  await post(tx, operation, contactId, { kind: 'contact-changed', occasion, content, told });
  if (at.getTime() <= operation.at) await handOver(tx, operation, succession);
  else await tx.succession.create({ data: { contactId, operationId: operation.id, formerId, successorId, dueAt: at } });
}

/** Hands over what was announced for a moment that has come. Asked before a tasking reminds anybody, so that it reminds whom it should. */
export async function handOverDue(tx: Tx, operation: OperationNow): Promise<void> {
  const at = new Date(operation.at);
  const due = await tx.succession.findMany({ where: { operationId: operation.id, dueAt: { lte: at } }, orderBy: { dueAt: 'asc' } });
  for (const { contactId, formerId, successorId, dueAt } of due) {
    const { organisationId, role, rank } = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
    await handOver(tx, operation, { contactId, organisationId, role, rank: rank as Rank, formerId, successorId, at: dueAt });
  }
  if (due.length > 0) await tx.succession.deleteMany({ where: { operationId: operation.id, dueAt: { lte: at } } });
}

type TaskOfTasking = Parameters<typeof askedOf>[0] & {
  id: string;
  kind: TaskingKind;
  deadline: Moment;
  holder_id: string | null;
  relations: Relation[];
};

/**
 * What the former one holds by name, the successor holds from now on; without one, the organisation as a whole. A new national contact point,
 * or approver, is told of everything open that is theirs to answer, also of what nobody holds by name; a deputy is not, nor whoever had a deputy:
 * it is the holder's before and after.
 */
async function handOver(tx: Tx, operation: OperationNow, succession: Succession) {
  const { contactId, organisationId, role, rank, formerId, successorId, at } = succession;
  const tasks = await tx.$queryRaw<TaskOfTasking[]>`
    select t.id, k.kind, k.key, k.title, k.instructions, t.deadline, t.holder_id,
      speaks_as(${successorId}::uuid, t.operation_id, t.organisation_id, ${new Date(operation.at)}::timestamptz) as relations
    from task t join tasking k on k.id = t.tasking_id
    where t.operation_id = ${operation.id}::uuid and t.organisation_id = ${organisationId}::uuid
      and t.state in ('open', 'lapsed') and t.answer is null and k.ended_at is null
    order by t.id for no key update of t`;
  // Whoever speaks for an administration from now on is told of the meetings ahead of it.
  await tx.outbox.create({ data: { workflowId: `operation/${operation.id}`, signal: 'nudge' } });
  const held = tasks.filter(({ holder_id }) => holder_id !== null && holder_id === formerId);
  const unheld = tasks.filter(({ holder_id, kind, relations }) => holder_id === null && mayAnswer(kind, relations, false));
  const told = role === 'national-contact-point' ? unheld : unheld.filter(({ kind }) => role === 'approver' && ruleOf(kind).binds);
  const passed = rank === 'deputy' ? held : [...held, ...told];
  if (passed.length === 0) return;
  await tx.task.updateMany({ where: { id: { in: held.map(({ id }) => id) } }, data: { holderId: successorId } });
  await appendEvent(tx, {
    type: 'task.handed-over',
    at: new Date(operation.at),
    operationId: operation.id,
    subjectId: contactId,
    organisationId,
    data: { tasks: passed.map(({ id }) => id) },
  });
  const successor = successorId === null ? null : await tx.person.findUnique({ where: { id: successorId } });
  if (!successor?.email) return;
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const mailbox = { organisationId, personId: successor.id, address: successor.email, language: organisation.language };
  const content = {
    operation: operation.title,
    organisation: organisation.name,
    tasks: passed.map((task) => ({ ...askedOf(task), deadline: task.deadline })),
  };
  await post(tx, operation, contactId, {
    kind: 'handed-over',
    occasion: `handed-${at.getTime()}-${successor.id}`,
    content,
    told: [mailbox],
  });
}

type Post = {
  [Kind in 'contact-changed' | 'handed-over']: { kind: Kind; occasion: string; content: LetterContents[Kind]; told: Mailbox[] };
};

async function post(
  tx: Tx,
  operation: OperationNow,
  contactId: string,
  { kind, occasion, content, told }: Post[keyof Post],
): Promise<void> {
  if (told.length === 0) return;
  const batch = `contact/${contactId}/${operation.id}`;
  await queueLetters(
    tx,
    told.map((mailbox) => ({ operation, batch, kind, occasion, ...mailbox, content: { ...content } })),
  );
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/${occasion}`, signal: 'deliver' } });
}
