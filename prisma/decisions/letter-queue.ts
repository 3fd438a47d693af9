import type { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';

/** A letter to people whose addresses are known. `occasion` tells it from every other letter to the same person in the batch. */
export type QueuedLetter = {
  operationId: string;
  batch: string;
  kind: string;
  occasion: string;
  organisationId: string | null;
  address: string;
  language: string;
  content: Prisma.InputJsonObject;
};

/** Queues letters with a Message-ID that follows from what they are: written again after a retry, they are the same letters. */
export async function queueLetters(tx: Tx, letters: readonly QueuedLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  return tx.$executeRaw`
    insert into letter (operation_id, batch, kind, dedupe_key, organisation_id, address, language, content, message_id)
    select l.operation_id, l.batch, l.kind, key, l.organisation_id, l.address, l.language, l.content, '<' || md5(key) || '@concert>'
    from jsonb_to_recordset(${JSON.stringify(letters.map(rowOf))}::jsonb) as l
      (operation_id uuid, batch text, kind text, occasion text, organisation_id uuid, address text, language text, content jsonb),
      lateral (select l.batch || '/' || l.occasion || '/' || l.address) as k (key)
    on conflict (dedupe_key) do nothing`;
}

/**
 * Queues one letter for each contact of every addressee whose task is in one of these states; where nobody is named, for the
 * organisation's own mailbox. Answers how many letters are queued.
 */
export async function queueTaskLetters(
  tx: Tx,
  {
    taskingId,
    kind,
    occasion,
    states,
    content,
  }: { taskingId: string; kind: string; occasion: string; states: readonly string[]; content: Prisma.InputJsonObject },
): Promise<number> {
  return tx.$executeRaw`
    insert into letter (operation_id, batch, kind, dedupe_key, organisation_id, address, language, content, message_id)
    select t.operation_id, 'tasking/' || t.tasking_id, ${kind}, key, o.id, contact.address, o.language,
      ${JSON.stringify(content)}::jsonb || jsonb_build_object('organisation', o.name, 'taskId', t.id), '<' || md5(key) || '@concert>'
    from task t
      join organisation o on o.id = t.organisation_id
      cross join lateral (
        select p.email as address from person p where p.organisation_id = o.id and 'contact' = any (p.roles) and p.email is not null
        union
        select o.email where o.email is not null
          and not exists (select from person p where p.organisation_id = o.id and 'contact' = any (p.roles) and p.email is not null)
      ) contact
      cross join lateral (select t.id || '/' || ${occasion} || '/' || contact.address) as k (key)
    where t.tasking_id = ${taskingId}::uuid and t.state = any (${[...states]})
    on conflict (dedupe_key) do nothing`;
}

function rowOf({ operationId, organisationId, ...letter }: QueuedLetter): object {
  return { ...letter, operation_id: operationId, organisation_id: organisationId };
}
