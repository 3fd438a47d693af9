import type { Instant } from '../../domain/clock.ts';
import { appoint, endOf, type ContactRole, type Rank, type Term } from '../../domain/contact.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Contact } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { answerMended } from './mended-contacts.ts';
import { nudgeFinished } from './nudges.ts';
import { insertReceipt, type Receipt } from './receipts.ts';
import { announceSuccession } from './successions.ts';

export type NewContact = {
  id: string;
  organisationId: string;
  /** Null for all operations. */
  operationId: string | null;
  role: ContactRole;
  rank: Rank;
  personId: string;
  validFrom: Date;
  validUntil: Date | null;
  recordedById: string;
};

/**
 * Records who speaks for an organisation. A new holder follows the one before, whose time ends then. Every running operation is told, and a
 * request to nominate contacts is answered by it.
 */
export async function nameContact(
  database: Database,
  contact: NewContact,
  realNow: Instant,
  receipt: Receipt,
): Promise<FailureCode | null> {
  const named = await database.prisma.$transaction(async (tx) => {
    const { organisationId, operationId, role, personId, validFrom } = contact;
    await lockContacts(tx, organisationId);
    const beside = await tx.contact.findMany({ where: { organisationId, operationId, role } });
    const appointed = appoint(beside.map(termOf), termOf(contact));
    if ('refused' in appointed) return appointed.refused;

    const followed = beside.filter(({ id }) => appointed.ends.includes(id));
    await tx.contact.updateMany({ where: { id: { in: followed.map(({ id }) => id) } }, data: { validUntil: validFrom } });
    await tx.contact.create({ data: contact });
    await appendRegisterEvent(tx, 'contact.named', contact, contact.recordedById);
    const formerId = followed.find((former) => former.rank === 'holder' && former.personId !== personId)?.personId ?? null;
    const { email } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
    const answered = email === null ? [] : await answerMended(tx, { organisationId, before: null, actorId: contact.recordedById });
    for (const operation of await lockRunning(tx, contact, realNow)) {
      answered.push(...(await answerNominations(tx, operation, contact)));
      const { rank } = contact;
      const succession = { contactId: contact.id, organisationId, role, rank, formerId, successorId: personId, at: validFrom };
      await announceSuccession(tx, operation, succession, contact.recordedById);
    }
    await insertReceipt(tx, receipt);
    return { answered };
  });
  if (typeof named === 'string') return named;
  await nudgeFinished(database, named.answered);
  return null;
}

export type Ended = { id: string; validUntil: Date };

/** Ends the time of a contact. Whoever has the same role then, the holder before a deputy, takes over what it held. */
export async function endContact(
  { prisma }: Database,
  { contactId, at, actorId }: { contactId: string; at: Instant; actorId: string },
  realNow: Instant,
  receiptFor: (ended: Ended) => Receipt,
): Promise<FailureCode | Ended> {
  return prisma.$transaction(async (tx) => {
    const { organisationId } = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
    await lockContacts(tx, organisationId);
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
    const end = endOf(termOf(contact), at);
    if (end === null) return 'contact.ended-before';
    const ended = { id: contactId, validUntil: new Date(end) };
    await endTerm(tx, contact, ended.validUntil, actorId, realNow);
    await insertReceipt(tx, receiptFor(ended));
    return ended;
  });
}

/** Call it with the contacts of the organisation locked. */
export async function endTerm(tx: Tx, contact: Contact, validUntil: Date, actorId: string, realNow: Instant): Promise<void> {
  const { id: contactId, organisationId, role, personId: formerId } = contact;
  const rank = contact.rank as Rank;
  await tx.contact.update({ where: { id: contactId }, data: { validUntil } });
  await tx.succession.deleteMany({ where: { contactId } });
  await appendRegisterEvent(tx, 'contact.ended', { ...contact, validUntil }, actorId);
  for (const operation of await lockRunning(tx, contact, realNow)) {
    const successorId = await whoIsLeft(tx, operation, contact, validUntil);
    await announceSuccession(tx, operation, { contactId, organisationId, role, rank, formerId, at: validUntil, successorId }, actorId);
  }
}

/** Two who name a holder at the same moment come one after the other. */
export async function lockContacts(tx: Tx, organisationId: string): Promise<void> {
  await tx.$queryRaw`select from organisation where id = ${organisationId}::uuid for no key update`;
}

/** Operations under way in which the organisation is asked or takes part, and which this contact is for. */
async function lockRunning(tx: Tx, { organisationId, operationId }: Pick<Contact, 'organisationId' | 'operationId'>, realNow: Instant) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id from operation o join participation p on p.operation_id = o.id
    where p.organisation_id = ${organisationId}::uuid and p.state not in ('declined', 'withdrawn')
      and o.stage in ('running', 'suspended', 'closed') and (${operationId}::uuid is null or o.id = ${operationId}::uuid)
    order by o.id`;
  const operations: OperationNow[] = [];
  for (const { id } of rows) operations.push(await lockOperation(tx, id, realNow));
  return operations;
}

/** Answers the requests to nominate contacts that are open to the organisation; answers their taskings. */
async function answerNominations(tx: Tx, operation: OperationNow, { organisationId, recordedById }: NewContact): Promise<string[]> {
  const answered = await tx.$queryRaw<{ tasking_id: string }[]>`
    with answered as (
      update task t set state = 'answered', answer = 'nominated', answered_by_id = ${recordedById}::uuid,
        answered_at = ${new Date(operation.at)}, late = ${new Date(operation.at)} >= t.deadline_at
      from tasking k
      where k.id = t.tasking_id and k.kind = 'nominate-contacts' and t.operation_id = ${operation.id}::uuid
        and t.organisation_id = ${organisationId}::uuid and t.state in ('open', 'lapsed') and t.answer is null
        and (k.late = 'taken' or ${new Date(operation.at)} < t.deadline_at)
      returning t.id, t.tasking_id, t.late, k.key
    ), told as (
      insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
      select ${operation.id}::uuid, 'task.answered', id, ${organisationId}::uuid, ${recordedById}::uuid, ${new Date(operation.at)},
        jsonb_build_object('kind', 'nominate-contacts', 'key', key, 'answer', 'nominated', 'late', late)
      from answered
    )
    select tasking_id from answered`;
  return answered.map(({ tasking_id }) => tasking_id);
}

async function whoIsLeft(tx: Tx, operation: OperationNow, { organisationId, role, personId }: Contact, at: Date): Promise<string | null> {
  const left = await tx.contact.findMany({
    where: {
      organisationId,
      role,
      personId: { not: personId },
      validFrom: { lte: at },
      AND: [{ OR: [{ operationId: null }, { operationId: operation.id }] }, { OR: [{ validUntil: null }, { validUntil: { gt: at } }] }],
    },
    orderBy: { validFrom: 'asc' },
  });
  return (left.find(({ rank }) => rank === 'holder') ?? left[0])?.personId ?? null;
}

export function termOf({
  id,
  personId,
  rank,
  validFrom,
  validUntil,
}: Pick<Contact, 'id' | 'personId' | 'rank' | 'validFrom' | 'validUntil'>): Term {
  return { id, personId, rank: rank as Rank, from: validFrom.getTime(), until: validUntil?.getTime() ?? null };
}

async function appendRegisterEvent(
  tx: Tx,
  type: 'contact.named' | 'contact.ended',
  { id, organisationId, role, rank, personId, validFrom, validUntil }: NewContact | Contact,
  actorId: string,
): Promise<void> {
  const data = { role, rank, person: personId, from: validFrom.toISOString(), until: validUntil?.toISOString() ?? null };
  await appendEvent(tx, { type, at: new Date(), subjectId: id, organisationId, actorId, data });
}
