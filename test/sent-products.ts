import { createHash, randomUUID } from 'node:crypto';
import type { Detail, Purpose } from '../domain/handling.ts';
import type { Plan } from '../domain/plan.ts';
import type { Database } from '../prisma/client.ts';
import type { Tx } from '../prisma/event.ts';
import { readHandlingDefaults } from '../prisma/reads/handling.ts';
import { readRecipient } from '../prisma/reads/recipients.ts';
import { releasable } from '../prisma/reads/releasable.ts';
import { withheldSince } from '../prisma/reads/withheld-since.ts';
import { lockToSend } from '../prisma/sending.ts';
import { seeAll } from '../prisma/sight.ts';

export type Wanted = {
  operationId: string;
  recipientId: string;
  plan: Plan;
  at: Date;
  detail?: Detail;
  purpose?: Purpose;
  channel?: string;
  address?: string;
};

/** Makes a product of all that its recipient may have at this moment, with a delivery that waits; answers what it carries. */
export async function aProduct(
  { prisma }: Database,
  { operationId, recipientId, plan, at, detail = 'totals', purpose = 'statistics', channel = 'pull', address = '' }: Wanted,
): Promise<{ id: string; caseIds: string[] }> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const recipient = await readRecipient(tx, { operationId, organisationId: recipientId }, plan);
    const release = {
      recipient,
      brands: recipient.brands,
      detail,
      purpose,
      at,
      defaults: await readHandlingDefaults(tx, operationId, plan),
    };
    const scope = { operationId, cutOff: at, phases: null, headings: null, organisations: null };
    const [made] = await tx.$queryRaw<{ caseIds: string[]; versions: number[] }[]>`
      with ${releasable(scope, release)}
      select coalesce(array_agg(case_id::text order by case_id), '{}') as "caseIds", coalesce(array_agg(version order by case_id), '{}') as versions
      from released`;
    const { caseIds = [], versions = [] } = made ?? {};
    const caseSetId = await keep(tx, operationId, caseIds, versions);
    const id = (await tx.$queryRaw<{ id: string }[]>`select uuidv7()::text as id`)[0]?.id ?? '';
    const number = (await tx.product.count({ where: { operationId, recipientId } })) + 1;
    await tx.product.create({
      data: {
        ...{ id, operationId, kind: 'summary', number, name: 'Weekly summary', recipientId, detail, purpose, cutOffAt: at, madeAt: at },
        ...{ content: {}, sha256: hashOf([id]), caseSetId, state: 'released' },
      },
    });
    const way = { channel, address: address || recipient.code, format: 'json', language: 'en' };
    await tx.delivery.create({
      data: { id: randomUUID(), productId: id, operationId, recipientId, ...way, state: 'queued', queuedAt: at },
    });
    return { id, caseIds };
  });
}

/** Claims it for sending, as every sender does: nothing leaves of which something may not. Answers whether it has left. */
export async function send(
  { prisma }: Database,
  { operationId, productId, plan, at }: { operationId: string; productId: string; plan: Plan; at: Date },
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await lockToSend(tx, operationId);
    await seeAll(tx);
    const isClosed = (await withheldSince(tx, productId, plan, at)).length > 0;
    const { count } = await tx.delivery.updateMany({
      where: { productId, state: 'queued' },
      data: isClosed ? { state: 'cancelled' } : { state: 'sent', attempts: 1, sentAt: at },
    });
    return !isClosed && count > 0;
  });
}

async function keep(tx: Tx, operationId: string, caseIds: readonly string[], versions: readonly number[]): Promise<string> {
  const sha256 = hashOf(caseIds.map((id, i) => `${id} ${versions[i]}`));
  const [set] = await tx.$queryRaw<{ id: string }[]>`
    insert into case_set (id, operation_id, sha256, size, case_ids, versions)
    values (uuidv7(), ${operationId}::uuid, ${sha256}, ${caseIds.length}, ${[...caseIds]}::uuid[], ${[...versions]}::int[])
    on conflict (operation_id, sha256) do update set size = excluded.size returning id::text`;
  return set?.id ?? '';
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
