import { v7 } from 'uuid';
import type { Purpose } from '../../domain/handling.ts';
import { isoOf, type Moment } from '../../domain/moment.ts';
import { takesAnswers, type Stage } from '../../domain/operation.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { openTasking } from './taskings.ts';

/** Whose reports a recipient would get, and what for. */
export type ConsentRequest = { recipientId: string; ownerIds: readonly string[]; purpose: Purpose; deadline?: Moment };

const KIND = 'consent';
const DAY_MS = 24 * 3_600_000;
const DUE_AFTER_DAYS = 14;
const LADDER: Ladder = [
  { offsetHours: -72, tells: ['addressee'] },
  { offsetHours: 0, tells: ['coordinator'] },
];

/**
 * Asks owners whether a recipient may have what their handling closes to it. For whoever makes products, in the transaction in which one left
 * reports out for want of consent. Each owner is asked once for each recipient: what it has refused, left unanswered or taken back is asked again
 * only by a coordinator, by hand. The tasking is started by the outbox. Answers its id, or null where nobody is left to ask.
 */
export async function askForConsent(
  tx: Tx,
  operation: OperationNow,
  { recipientId, ownerIds, purpose, deadline = inDays(operation) }: ConsentRequest,
): Promise<string | null> {
  if (!takesAnswers(operation.stage as Stage)) return null;
  // Two makers of products for one recipient ask once between them.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`consent/${operation.id}/${recipientId}`}))`;
  const asked = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text from organisation o
    where o.id = any (${[...ownerIds]}::uuid[]) and o.id <> ${recipientId}::uuid and not exists (
      select from task t join tasking k on k.id = t.tasking_id
      where k.operation_id = ${operation.id}::uuid and k.kind = ${KIND} and k.about_id = ${recipientId}::uuid and t.organisation_id = o.id
        and t.state <> 'withdrawn')
    order by o.code`;
  if (asked.length === 0) return null;
  const recipient = await tx.organisation.findUniqueOrThrow({ where: { id: recipientId } });
  const id = v7();
  const title = recipient.name;
  await openTasking(tx, operation, {
    id,
    kind: KIND,
    key: `${recipient.code}/${id.slice(-12)}`,
    title,
    instructions: purpose,
    deadline,
    ladder: LADDER,
    silence: 'silent',
    aboutId: recipientId,
    addressees: asked.map((owner) => owner.id),
    letter: {
      kind: 'task-request',
      content: { operation: operation.title, asks: KIND, title, instructions: purpose, recipient: recipient.name },
    },
  });
  await tx.outbox.create({ data: { workflowId: `tasking/${id}`, signal: 'ask' } });
  return id;
}

/** Its title names the recipient and its instructions the purpose, in the words of the catalogue: no language is chosen for the reader. */
function inDays({ at }: OperationNow): Moment {
  const due = isoOf(Math.ceil((at + DUE_AFTER_DAYS * DAY_MS) / 60_000) * 60_000);
  return { wall: due.slice(0, 16), zone: 'UTC', at: due };
}
