import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import {
  bulletinHandling,
  bulletinProduct,
  mayRead,
  type BulletinContent,
  type BulletinFigures,
  type BulletinKind,
} from '../../domain/bulletin.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { Bulletin, PrismaClient } from '../generated/client.ts';
import { readVersions, releaseFor } from '../reads/bulletins.ts';
import { readOperationNow, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { readHandlingDefaults } from '../reads/handling.ts';
import { readRecipient, type KnownRecipient } from '../reads/recipients.ts';
import { loadParticipation, loadReleasedCases, loadReleasedFigures, type ReleasedInputs } from '../reads/released-figures.ts';
import { seeAll } from '../sight.ts';
import { queueDeliveries } from './deliveries.ts';

/** So many recipients are served by one call, and the next call goes on: figures of a large operation take a while for each of them. */
const AT_ONCE = 10;

/**
 * Makes the product of a released bulletin for those of its recipients that have none yet, each with its own rights, and has it delivered. Answers
 * how many are left.
 */
export async function makeBulletinProducts(
  prisma: PrismaClient,
  realNow: number,
  { bulletinId }: { bulletinId: string },
): Promise<{ left: number }> {
  const bulletin = await prisma.bulletin.findUniqueOrThrow({ where: { id: bulletinId } });
  const left = await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return tx.$queryRaw<{ id: string }[]>`
      select r.id::text from bulletin b cross join unnest(b.recipient_ids) as r (id)
      where b.id = ${bulletinId}::uuid and not exists (select from product p where p.bulletin_id = b.id and p.recipient_id = r.id)
        and not exists (
          select from event e where e.operation_id = b.operation_id and e.type = 'bulletin.withheld' and e.subject_id = b.id and e.organisation_id = r.id)`;
  });
  for (const { id } of left.slice(0, AT_ONCE))
    await prisma.$transaction(
      async (tx) => {
        await seeAll(tx);
        await makeFor(tx, bulletin, id, realNow);
      },
      { timeout: 30_000 },
    );
  return { left: Math.max(0, left.length - AT_ONCE) };
}

async function makeFor(tx: Tx, bulletin: Bulletin, organisationId: string, realNow: number): Promise<void> {
  const { operationId } = bulletin;
  const operation = await readOperationNow(tx, operationId, realNow);
  const { plan } = await readPlanInForce(tx, operationId);
  const recipient = await readRecipient(tx, { operationId, organisationId }, plan);
  const content = bulletin.content as unknown as BulletinContent;
  const made = await compose(tx, { bulletin, content, operation, plan, recipient });
  if (!made) {
    const about = { operationId, subjectId: bulletin.id, organisationId };
    return appendEvent(tx, { ...about, type: 'bulletin.withheld', at: new Date(operation.at), data: { recipient: recipient.code } });
  }
  const { product, inputs, detail, purpose } = made;
  const at = new Date(operation.at);
  await tx.product.create({
    data: {
      id: product.id,
      operationId,
      kind: bulletin.kind,
      number: product.number,
      name: product.name,
      recipientId: organisationId,
      bulletinId: bulletin.id,
      detail,
      purpose,
      cutOffAt: at,
      madeAt: at,
      content: product,
      sha256: createHash('sha256').update(canonicalJson(product)).digest('hex'),
      caseSetId: inputs.caseIds.length > 0 ? await keepCases(tx, operationId, inputs) : null,
      state: 'released',
      isUrgent: bulletin.kind === 'alert',
      receiptTaskingId: bulletin.receiptTaskingId,
      ...(content.acknowledgeBy ? { acknowledgeBy: { ...content.acknowledgeBy } } : {}),
    },
  });
  const { channel, format, language } = content;
  await queueDeliveries(tx, operation, { productId: product.id, recipientId: organisationId, channel, format, language });
}

type Composing = { bulletin: Bulletin; content: BulletinContent; operation: OperationNow; plan: Plan; recipient: KnownRecipient };

/** Null where its recipient may not have it any more. */
async function compose(tx: Tx, { bulletin, content, operation, plan, recipient }: Composing) {
  const { id: operationId } = operation;
  if (!mayRead(content.handling.tlp, recipient)) return null;
  const at = new Date(operation.at);
  const release = releaseFor(recipient, content, { at, defaults: await readHandlingDefaults(tx, operationId, plan) });
  const told = await loadReleasedCases(tx, { operationId, ...(await readVersions(tx, operationId, content.caseIds)) }, release);
  if (told.withheld > 0) return null;
  const counted = content.hasFigures ? await loadReleasedFigures(tx, operationId, release) : null;
  const figures: BulletinFigures | null = counted && { ...counted.figures, denominators: await loadParticipation(tx, operationId, plan) };
  const inputs = together(told, counted?.inputs);
  const product = bulletinProduct({
    id: v7(),
    kind: bulletin.kind as BulletinKind,
    number: bulletin.number ?? 0,
    operation: { id: operationId, title: operation.title },
    content,
    recipient: recipient.code,
    handling: bulletinHandling(content.handling, inputs.handlings),
    figures,
    at: at.toISOString(),
  });
  return { product, inputs, detail: release.detail, purpose: release.purpose };
}

/** Each case once: what is told of may be counted as well. */
function together(told: ReleasedInputs, counted: ReleasedInputs = { caseIds: [], versions: [], handlings: [] }): ReleasedInputs {
  const isNew = counted.caseIds.map((id) => !told.caseIds.includes(id));
  return {
    caseIds: [...told.caseIds, ...counted.caseIds.filter((_, i) => isNew[i])],
    versions: [...told.versions, ...counted.versions.filter((_, i) => isNew[i])],
    handlings: [...told.handlings, ...counted.handlings],
  };
}

async function keepCases(tx: Tx, operationId: string, { caseIds, versions }: ReleasedInputs): Promise<string> {
  const [kept] = await tx.$queryRaw<{ id: string }[]>`
    with named as (
      select array_agg(case_id order by case_id) as case_ids, array_agg(version order by case_id) as versions, count(*)::int as size,
        encode(sha256(convert_to('[' || string_agg('["' || case_id || '",' || version || ']', ',' order by case_id) || ']', 'UTF8')), 'hex') as sha256
      from unnest(${caseIds}::uuid[], ${versions}::int[]) as n (case_id, version)
    )
    insert into case_set (id, operation_id, sha256, size, case_ids, versions)
    select uuidv7(), ${operationId}::uuid, sha256, size, case_ids, versions from named
    on conflict (operation_id, sha256) do update set size = excluded.size returning id::text`;
  if (!kept) throw new Error('A set that is kept always answers its row.');
  return kept.id;
}
