import { isoOf, type Moment } from '../../domain/moment.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { queueLetters } from './letter-queue.ts';
import { openTasking } from './taskings.ts';

const KIND = 'confirm-recall';
const DAY_MS = 24 * 3_600_000;
const DUE_AFTER_DAYS = 5;
/** Whoever has not confirmed goes on being asked after the deadline, while the coordinators know of it. */
const LADDER: Ladder = [
  { offsetHours: -48, tells: ['addressee'] },
  { offsetHours: 0, tells: ['addressee', 'coordinator'] },
  { offsetHours: 72, tells: ['addressee', 'coordinator'] },
  { offsetHours: 240, tells: ['addressee', 'coordinator'] },
];

type Recalled = { recipientId: string; organisation: string; products: Prisma.InputJsonValue[] };

/**
 * Tells every recipient which of its products are recalled, in one letter, and asks it to confirm that it uses them no more, also when the
 * operation is over: most products are had longer than it takes. Answers the tasking that is to run.
 */
export async function openRecall(
  prisma: PrismaClient,
  realNow: number,
  { restrictionId }: { restrictionId: string },
): Promise<{ taskingIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const { operationId } = await tx.restriction.findUniqueOrThrow({ where: { id: restrictionId } });
    const operation = await lockOperation(tx, operationId, realNow);
    const recalled = await readRecalled(tx, restrictionId);
    if (recalled.length === 0) return { taskingIds: [] };
    const told = { operation: operation.title };
    const deadline = inDays(operation);
    const taskingId = await openTasking(tx, operation, {
      kind: KIND,
      key: restrictionId,
      title: 'Confirm that what was recalled is not used any more',
      deadline,
      ladder: LADDER,
      silence: 'silent',
      isUrgent: true,
      aboutId: restrictionId,
      addressees: recalled.map(({ recipientId }) => recipientId),
      letter: {
        kind: 'recall-notice',
        content: told,
        each: Object.fromEntries(recalled.map(({ recipientId, products }) => [recipientId, { products }])),
      },
    });
    await tx.restriction.update({ where: { id: restrictionId }, data: { taskingId } });
    await tellMailboxes(tx, operation, { restrictionId, taskingId, recalled, content: { ...told, deadline: { ...deadline } } });
    return { taskingIds: [taskingId] };
  });
}

/** What this restriction took back first: who was told of a product once need not be told again. */
async function readRecalled(tx: Tx, restrictionId: string): Promise<Recalled[]> {
  return tx.$queryRaw<Recalled[]>`
    select r.recipient_id::text as "recipientId", o.name as organisation,
      jsonb_agg(jsonb_build_object('name', p.name, 'number', p.number, 'madeAt', p.made_at, 'sha256', p.sha256, 'cases', s.size) order by p.id) as products
    from recall r join organisation o on o.id = r.recipient_id join product p on p.id = r.product_id join case_set s on s.id = p.case_set_id
    where r.restriction_id = ${restrictionId}::uuid and r.is_first
    group by r.recipient_id, o.name, o.code order by o.code`;
}

type Notice = { restrictionId: string; taskingId: string; recalled: readonly Recalled[]; content: Prisma.InputJsonObject };

/** Wherever a product went by mail its recall goes too, beside those who answer for the organisation. */
async function tellMailboxes(tx: Tx, operation: OperationNow, { restrictionId, taskingId, recalled, content }: Notice): Promise<void> {
  const mailboxes = await tx.$queryRaw<{ organisationId: string; address: string; language: string; taskId: string }[]>`
    with sent_to as (
      select distinct r.recipient_id, d.address from recall r join delivery d on d.product_id = r.product_id and d.channel in ('letter','link')
      where r.restriction_id = ${restrictionId}::uuid and r.is_first)
    select o.id::text as "organisationId", s.address, o.language, t.id::text as "taskId"
    from sent_to s join organisation o on o.id = s.recipient_id
      join task t on t.tasking_id = ${taskingId}::uuid and t.organisation_id = o.id
    where not exists (
      select from letter l where l.batch = 'tasking/' || ${taskingId} and l.kind = 'recall-notice' and l.organisation_id = o.id and l.address = s.address)
    order by o.code, s.address`;
  await queueLetters(
    tx,
    mailboxes.flatMap(({ taskId, ...mailbox }) =>
      recalled
        .filter(({ recipientId }) => recipientId === mailbox.organisationId)
        .map(({ organisation, products }) => ({
          ...mailbox,
          ...{ operation, batch: `recall/${restrictionId}`, kind: 'recall-notice', occasion: 'recalled', isUrgent: true },
          content: { ...content, organisation, products, taskId },
        })),
    ),
  );
}

function inDays({ at }: OperationNow): Moment {
  const due = isoOf(Math.ceil((at + DUE_AFTER_DAYS * DAY_MS) / 60_000) * 60_000);
  return { wall: due.slice(0, 16), zone: 'UTC', at: due };
}
