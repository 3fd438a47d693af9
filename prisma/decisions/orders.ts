import type { TaskCommand } from '../../domain/command.ts';
import type { Joining } from '../../domain/addressees.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { PrismaClient } from '../generated/client.ts';
import { resolveAddressees } from '../reads/addressees.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { isRecorded } from './commands.ts';
import { askReviews } from './review-questions.ts';
import { openTasking } from './taskings.ts';

/** Opens a tasking that a coordinator asks for; whom it asks is seen in the same transaction. */
export async function openOrdered(
  prisma: PrismaClient,
  realNow: number,
  { operationId, order, commandId, actorId }: TaskCommand & { operationId: string },
): Promise<{ taskingIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await lockOperation(tx, operationId, realNow);
    const { taskingId: id, kind, title, instructions, joining, ...rest } = order;
    if (await isRecorded(tx, commandId)) return { taskingIds: [id] };
    const addressees = await resolveAddressees(tx, operationId, order.addressees);
    const ids = addressees.map((addressee) => addressee.id);
    if (kind === 'take-part') await inviteAlso(tx, operation, ids, joining);
    const taken = await tx.tasking.count({ where: { operationId, kind, key: order.key } });
    await openTasking(tx, operation, {
      ...rest,
      id,
      kind,
      key: taken > 0 ? `${order.key}-${id.slice(-12)}` : order.key, // two under one key at the same moment: both were asked for
      title,
      instructions,
      addressees: ids,
      letter:
        kind === 'take-part'
          ? { kind: 'invitation', content: { operation: operation.title } }
          : {
              kind: 'task-request',
              content: { operation: operation.title, asks: kind, title, instructions, ...(await recipientOf(tx, order)) },
            },
      command: { commandId, actorId },
    });
    if (kind === 'correct-report' && order.aboutId)
      await askReviews(tx, { operationId, caseId: order.aboutId, taskingId: id, at: new Date(operation.at) });
    return { taskingIds: [id] };
  });
}

/** Brings in whoever has not been invited yet. Whoever fell silent, or was taken out, is asked once more; a no stays a no until it is changed. */
export async function inviteAlso(
  tx: Tx,
  operation: OperationNow,
  organisationIds: readonly string[],
  joining: Joining | null,
): Promise<void> {
  const at = new Date(operation.at);
  const asked = await tx.$executeRaw`
    insert into participation (operation_id, organisation_id, state, rilo, joins, invited_at)
    select ${operation.id}::uuid, o.id, 'invited', coalesce(${joining?.rilo ?? null}, o.rilo), ${joining?.joins ?? ''}, ${at}::timestamptz
    from organisation o where o.id = any (${[...organisationIds]}::uuid[])
    on conflict (operation_id, organisation_id) do update set state = 'invited', invited_at = excluded.invited_at
      where participation.state in ('silent', 'withdrawn')`;
  if (asked > 0) await appendEvent(tx, { type: 'participation.invited', at, operationId: operation.id, data: { count: asked } });
}

/** Whom a consent is asked for. */
async function recipientOf(tx: Tx, { kind, aboutId }: TaskCommand['order']): Promise<{ recipient?: string }> {
  if (kind !== 'consent' || aboutId === null) return {};
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: aboutId } });
  return { recipient: name };
}
