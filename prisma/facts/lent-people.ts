import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { endOf } from '../../domain/contact.ts';
import { appendEvent, type Tx } from '../event.ts';
import { endTerm, lockContacts, termOf } from './contacts.ts';

/**
 * Ends what these people were for organisations that they cannot act for any more: they left a unit, or the unit a service. Their terms as
 * contacts end now, announced as any other end, and tasks that they hold there go back to the organisation.
 */
export async function takeBack(tx: Tx, personIds: readonly string[], actorId: string, realNow: Instant): Promise<void> {
  const contacts = await foreignContacts(tx, personIds);
  for (const id of [...new Set(contacts.map(({ organisation_id }) => organisation_id))].toSorted()) await lockContacts(tx, id);
  await lockOperations(tx, personIds);
  for (const { id } of contacts) {
    const contact = await tx.contact.findUniqueOrThrow({ where: { id } });
    const end = endOf(termOf(contact), await timeOf(tx, contact.operationId, realNow));
    if (end !== null) await endTerm(tx, contact, new Date(end), actorId, realNow);
  }
  await releaseTasks(tx, personIds, actorId);
}

/** Those that are not over by any clock; whether one is over by the clock of its operation is asked of each. */
async function foreignContacts(tx: Tx, personIds: readonly string[]): Promise<{ id: string; organisation_id: string }[]> {
  return tx.$queryRaw<{ id: string; organisation_id: string }[]>`
    select id, organisation_id from contact
    where person_id = any (${[...personIds]}::uuid[]) and not belongs_to(person_id, organisation_id) order by id`;
}

/** All of them in one order, before the ends of single terms lock some each: two who take people back do not wait for each other in a circle. */
async function lockOperations(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    select from operation where id in (
      select p.operation_id from participation p join contact c on c.organisation_id = p.organisation_id
      where c.person_id = any (${[...personIds]}::uuid[]) and not belongs_to(c.person_id, c.organisation_id))
    order by id for no key update`;
}

async function timeOf(tx: Tx, operationId: string | null, realNow: Instant): Promise<Instant> {
  if (operationId === null) return realNow;
  const { clock } = await tx.operation.findUniqueOrThrow({ where: { id: operationId } });
  return operationTime(clock as Clock, realNow);
}

/** What no end of a term has handed over: it was given to somebody who holds no office, by role alone. */
async function releaseTasks(tx: Tx, personIds: readonly string[], actorId: string): Promise<void> {
  const released = await tx.$queryRaw<{ operation_id: string; organisation_id: string; at: Date; tasks: string[] }[]>`
    with released as (
      update task t set holder_id = null
      where t.holder_id = any (${[...personIds]}::uuid[]) and not belongs_to(t.holder_id, t.organisation_id)
        and t.state in ('open', 'lapsed') and t.answer is null
      returning t.id, t.operation_id, t.organisation_id
    )
    select r.operation_id, r.organisation_id, operation_time(o.clock, now()) as at, array_agg(r.id order by r.id) as tasks
    from released r join operation o on o.id = r.operation_id group by 1, 2, 3`;
  for (const { operation_id: operationId, organisation_id: organisationId, at, tasks } of released)
    await appendEvent(tx, { type: 'task.handed-over', at, operationId, organisationId, actorId, data: { tasks } });
}
