import type { Instant } from '../../domain/clock.ts';
import { isoOf, type Moment } from '../../domain/moment.ts';
import { isAskedNoMore, type Stage } from '../../domain/operation.ts';
import type { Ladder } from '../../domain/tasking.ts';
import { appendEvent, type Tx } from '../event.ts';
import { Prisma, type PrismaClient, type Tasking } from '../generated/client.ts';
import { lockOperation, type OperationNow } from '../reads/clocks.ts';
import { wake } from './rungs.ts';
import { readLeads } from '../reads/leads.ts';
import { productOf } from './product-mail.ts';
import { openTasking } from './taskings.ts';

/** A mailbox that takes no letters; without an address where an organisation has none at all. */
type Mailbox = { organisationId: string; organisation: string; address: string | null; response: string | null };

const KIND = 'mend-contact';
/** How batches of the letters begin that publish an edition. */
const PUBLISHED = 'edition/';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DUE_AFTER_MS = 3 * DAY_MS;
/** Weekly for a month and then every four weeks, for a year: whom nobody can write to, nobody misses. */
const REMINDED_ON_DAYS = [-1, 0, 7, 14, 21, ...Array.from({ length: 13 }, (_, month) => 28 * (month + 1))];
const LADDER: Ladder = REMINDED_ON_DAYS.map((day) => ({ offsetHours: 24 * day, tells: ['addressee'] }));
const WORKS_AGAIN = 'The mailbox takes letters again.';

/**
 * Asks the coordinators of the lead organisations for another contact wherever a letter of the batch was refused for good, or an addressee of
 * its tasking has no address at all: one tasking per organisation and address, for as long as it is open, which is until somebody answers it,
 * another address is registered (prisma/facts/mended-contacts.ts), or a later letter to the same address is taken. Answers the taskings that
 * are to run, those of an earlier call among them. Letters of such taskings raise none, or two leads without a mailbox would write to each other for ever.
 */
export async function raiseMendContacts(
  prisma: PrismaClient,
  realNow: number,
  { batch }: { batch: string },
): Promise<{ taskingIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    const operationId = productOf(batch) ? null : await operationToTell(tx, batch);
    if (!operationId) return { taskingIds: [] };
    const operation = await lockOperation(tx, operationId, realNow);
    await withdrawWorking(tx, operation, batch);
    const isNeeded = !isAskedNoMore(KIND, operation.stage as Stage) && (operation.stage !== 'completed' || batch.startsWith(PUBLISHED));
    const leads = isNeeded ? await readLeads(tx, operationId) : [];
    if (leads.length === 0) return { taskingIds: [] };
    const silent = await readUnreachable(tx, batch, operation);
    const raised: string[] = [];
    for (const mailbox of silent) raised.push(await raise(tx, operation, leads, mailbox));
    await tx.$executeRaw`
      update letter l set mended_by_id = r.tasking_id
      from unnest(${silent.map(({ organisationId }) => organisationId)}::uuid[], ${silent.map(({ address }) => address)}::text[], ${raised}::uuid[])
        as r (organisation_id, address, tasking_id)
      where l.batch = ${batch} and l.state = 'refused' and l.organisation_id = r.organisation_id and l.address = r.address and l.mended_by_id is null`;
    const earlier = await tx.$queryRaw<{ id: string }[]>`
      select id::text from tasking where ended_at is null and id in (select mended_by_id from letter where batch = ${batch})`;
    return { taskingIds: [...new Set([...raised, ...earlier.map(({ id }) => id)])] };
  });
}

/** When an operation is complete nobody is asked any more, and no address is needed but those that refused what was published. */
export async function isStillNeeded(tx: Tx, { stage }: OperationNow, { id, kind }: Pick<Tasking, 'id' | 'kind'>): Promise<boolean> {
  if (kind !== KIND || stage !== 'completed') return true;
  return (await tx.letter.count({ where: { mendedById: id, batch: { startsWith: PUBLISHED } } })) > 0;
}

/** The operation of a batch of which there is something to tell; null for most, which cost no more than this. */
async function operationToTell(tx: Tx, batch: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ operation_id: string }[]>`
    (select l.operation_id::text from letter l where l.batch = ${batch} and l.state = 'refused' limit 1)
    union all
    (select k.operation_id::text from tasking k join task t on t.tasking_id = k.id
      where k.id = ${taskingOf(batch)}::uuid and k.kind not in (${KIND}, 'acknowledge') and t.state in ('open', 'lapsed')
        and not exists (select from letter l where l.batch = ${batch} and l.organisation_id = t.organisation_id)
      limit 1)
    union all
    (select k.operation_id::text from letter l join tasking k on ${IS_ABOUT} where l.batch = ${batch} and l.state = 'sent' limit 1)`;
  return rows[0]?.operation_id ?? null;
}

/** An open request for another address than that of a letter: see \`raise\` for its key. */
const IS_ABOUT = Prisma.sql`
  k.operation_id = l.operation_id and k.kind = ${KIND} and k.ended_at is null and k.about_id = l.organisation_id
  and starts_with(k.key, l.organisation_id || '/' || l.address || '/')`;

/**
 * A mailbox that took a letter which was written after those that it refused works again; unless its server takes everything, and gives it back.
 */
async function withdrawWorking(tx: Tx, { id: operationId, at: now }: OperationNow, batch: string): Promise<void> {
  const working = await tx.$queryRaw<{ id: string; key: string }[]>`
    with working as (
      select distinct k.id, k.key from letter l join tasking k on ${IS_ABOUT}
      where l.batch = ${batch} and l.state = 'sent' and l.id > all (select r.id from letter r where r.mended_by_id = k.id)
        and not exists (select from letter r where r.mended_by_id = k.id and r.bounced_at is not null)
    ), withdrawn as (
      update task set state = 'withdrawn', withdrawn_reason = ${WORKS_AGAIN} from working
      where task.tasking_id = working.id and task.state in ('open', 'lapsed') and task.answer is null
      returning task.tasking_id
    )
    select id::text, key from working where id in (select tasking_id from withdrawn)`;
  for (const { id, key } of working)
    await appendEvent(tx, {
      ...{ type: 'tasking.withdrawn', at: new Date(now), operationId, subjectId: id },
      data: { kind: KIND, key, reason: WORKS_AGAIN },
    });
  await wake(
    tx,
    working.map(({ id }) => id),
  );
}

async function readUnreachable(tx: Tx, batch: string, { at }: OperationNow): Promise<Mailbox[]> {
  return tx.$queryRaw<Mailbox[]>`
    (select distinct on (l.organisation_id, l.address) o.id::text as "organisationId", o.name as organisation, l.address, l.response
      from letter l join organisation o on o.id = l.organisation_id
      where l.batch = ${batch} and l.state = 'refused' and l.mended_by_id is null
        and not exists (select from tasking k where k.id = ${taskingOf(batch)}::uuid and k.kind = ${KIND})
      order by l.organisation_id, l.address, l.id desc)
    union all
    (select o.id::text, o.name, null, null
      from task t join tasking k on k.id = t.tasking_id join organisation o on o.id = t.organisation_id
      where t.tasking_id = ${taskingOf(batch)}::uuid and k.kind <> ${KIND} and t.state in ('open', 'lapsed')
        and not exists (select from task_addresses(t, 'addressee', ${new Date(at)}::timestamptz)))`;
}

/** Its title names the organisation and the mailbox, its instructions are what the server said: no language is chosen for the reader. */
async function raise(tx: Tx, operation: OperationNow, leads: readonly string[], mailbox: Mailbox): Promise<string> {
  const { organisationId, organisation, address, response } = mailbox;
  const key = `${organisationId}/${address ?? 'none'}/`;
  const earlier = await tx.tasking.findMany({
    where: { operationId: operation.id, kind: KIND, aboutId: organisationId, key: { startsWith: key } },
    select: { id: true, endedAt: true },
  });
  const open = earlier.find(({ endedAt }) => endedAt === null);
  if (open) return open.id;
  const title = address === null ? organisation : `${organisation}: ${address}`;
  return openTasking(tx, operation, {
    kind: KIND,
    key: `${key}${earlier.length + 1}`,
    title,
    instructions: response,
    deadline: daysAfter(operation.at),
    ladder: LADDER,
    silence: 'silent',
    addressees: leads,
    aboutId: organisationId,
    letter: { kind: 'task-request', content: { operation: operation.title, asks: KIND, title, instructions: response } },
  });
}

function daysAfter(at: Instant): Moment {
  const due = isoOf(Math.floor((at + DUE_AFTER_MS) / MINUTE_MS) * MINUTE_MS);
  return { wall: due.slice(0, 16), zone: 'UTC', at: due };
}

function taskingOf(batch: string): string | null {
  return batch.startsWith('tasking/') ? batch.slice('tasking/'.length) : null;
}
