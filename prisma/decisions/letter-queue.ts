import type { Audience } from '../../domain/tasking.ts';
import { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';

/** A letter to people whose addresses are known. `occasion` tells it from every other of its kind to the same address in the batch. */
export type QueuedLetter = {
  operation: Pick<OperationNow, 'id'>;
  batch: string;
  kind: string;
  occasion: string;
  organisationId: string | null;
  personId?: string | null;
  address: string;
  language: string;
  content: Prisma.InputJsonObject;
  /** Letters of one thread to one address stand together in its mailbox. By default the batch is the thread. */
  thread?: string;
  /** Goes out also in quiet hours, and never as a part of a digest. */
  isUrgent?: boolean;
};

/**
 * Queues letters with a Message-ID that follows from what they are: written again after a retry, they are the same letters. Whether it is
 * night for their addressees is asked when they are to go out.
 */
export async function queueLetters(tx: Tx, letters: readonly QueuedLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  return tx.$executeRaw`${Prisma.raw(INTO_QUEUE)}
    select * from jsonb_to_recordset(${JSON.stringify(letters.map(rowOf))}::jsonb) as r
      (position int, operation_id uuid, batch text, kind text, occasion text, organisation_id uuid, person_id uuid, address text,
        language text, content jsonb, thread text, is_urgent boolean)
    ${Prisma.raw(ONCE_EACH)}`;
}

const INTO_QUEUE = `
    insert into letter (operation_id, batch, kind, dedupe_key, organisation_id, person_id, address, language, content, message_id,
      thread, in_reply_to, is_urgent)
    select l.operation_id, l.batch, l.kind, key, l.organisation_id, l.person_id, l.address, l.language, l.content, '<' || md5(key) || '@concert>',
      l.thread, start_of_thread(l.thread, l.address), l.is_urgent
    from (`;

const ONCE_EACH = `) as l
      cross join lateral (select l.batch || '/' || l.kind || '/' || l.occasion || '/' || l.address) as k (key)
    order by l.position
    on conflict (dedupe_key) do nothing`;

/**
 * The same as a part of a larger statement, for facts that are one. `source` selects a row for each letter: position, operation_id, batch, kind,
 * occasion, organisation_id, person_id, address, language, content, thread and is_urgent.
 */
export function queueing(source: string): string {
  return `${INTO_QUEUE}${source}${ONCE_EACH}`;
}

/** Letters about tasks of one tasking. Without `taskIds` about all of them; `tells` says whose mailboxes, the addressees' own by default. */
export type TaskLetters = {
  operation: OperationNow;
  taskingId: string;
  taskIds?: readonly string[];
  tells?: Exclude<Audience, 'rilo' | 'coordinator'>;
  kind: string;
  occasion: string;
  states: readonly string[];
  content: Prisma.InputJsonObject;
  /** What is said to one addressee only, by the id of its organisation. */
  each?: Record<string, Prisma.InputJsonObject> | undefined;
};

/**
 * Queues one letter for each contact of every addressee whose task is in one of these states; where nobody is named, for the
 * organisation's own mailbox. Each carries the deadline of its own task. Answers how many letters are queued.
 */
export async function queueTaskLetters(
  tx: Tx,
  { operation, taskingId, taskIds, tells = 'addressee', kind, occasion, states, content, each = {} }: TaskLetters,
): Promise<number> {
  const chosen = taskIds ? [...taskIds] : null;
  return tx.$executeRaw`
    insert into letter (operation_id, batch, kind, dedupe_key, organisation_id, person_id, address, language, content, message_id,
      thread, in_reply_to, is_urgent)
    select t.operation_id, 'tasking/' || t.tasking_id, ${kind}, d.key, o.id, contact.person_id, contact.address, o.language,
      ${JSON.stringify(content)}::jsonb || coalesce(${JSON.stringify(each)}::jsonb -> o.id::text, '{}')
        || jsonb_build_object('organisation', o.name, 'taskId', t.id, 'deadline', t.deadline),
      '<' || md5(d.key) || '@concert>', 'task/' || t.id, start_of_thread('task/' || t.id, contact.address), k.is_urgent
    from task t
      join tasking k on k.id = t.tasking_id
      join organisation o on o.id = t.organisation_id
      cross join lateral task_addresses(t, ${tells}, ${new Date(operation.at)}::timestamptz) contact
      cross join lateral (select t.id || '/' || ${occasion} || '/' || contact.address) as d (key)
    where t.tasking_id = ${taskingId}::uuid and t.state = any (${[...states]})
      and (${chosen}::uuid[] is null or t.id = any (${chosen}::uuid[]))
    on conflict (dedupe_key) do nothing`;
}

function rowOf(
  { operation, organisationId, personId = null, thread, isUrgent = false, ...letter }: QueuedLetter,
  position: number,
): object {
  return {
    ...letter,
    position,
    operation_id: operation.id,
    organisation_id: organisationId,
    person_id: personId,
    thread: thread ?? letter.batch,
    is_urgent: isUrgent,
  };
}
