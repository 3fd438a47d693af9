import type { BulletinAudience, BulletinContent, BulletinKind } from '../../domain/bulletin.ts';
import { mayRead } from '../../domain/bulletin.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import type { Bulletin } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { readHandlingDefaults } from './handling.ts';
import { readRecipient, type KnownRecipient } from './recipients.ts';
import { loadReleasedCases } from './released-figures.ts';
import type { Release } from './releasable.ts';

export type BulletinView = {
  id: string;
  operationId: string;
  kind: BulletinKind;
  number: number | null;
  version: number;
  state: string;
  content: BulletinContent;
  authorId: string;
  writtenAt: string;
  releasedAt: string | null;
};

export async function findBulletin({ prisma }: Database, id: string): Promise<BulletinView | null> {
  const row = await prisma.bulletin.findUnique({ where: { id } });
  return row && viewOf(row);
}

/** Newest first. */
export async function listBulletins(
  { prisma }: Database,
  operationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<BulletinView[]> {
  const rows = await prisma.bulletin.findMany({
    where: { operationId, ...(after ? { id: { lt: after } } : {}) },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(viewOf);
}

function viewOf({ releasedById: _, recipientIds: __, receiptTaskingId: ___, writtenAt, releasedAt, ...row }: Bulletin): BulletinView {
  return {
    ...row,
    kind: row.kind as BulletinKind,
    content: row.content as unknown as BulletinContent,
    writtenAt: writtenAt.toISOString(),
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

/** What a bulletin is made for its recipients by. Figures are of all goods, and for analysis: more than to be counted. */
export function releaseFor(
  recipient: KnownRecipient,
  { caseIds }: Pick<BulletinContent, 'caseIds'>,
  rest: Pick<Release, 'at' | 'defaults'>,
): Release {
  return { ...rest, recipient, brands: recipient.brands, detail: caseIds.length > 0 ? 'lines' : 'totals', purpose: 'analysis' };
}

export type BulletinReach = {
  recipients: { id: string; code: string }[];
  /** Codes: of organisations that may not have it, and of those that have nothing to do with the operation, or are not registered. */
  refused: string[];
  strangers: string[];
  unknownCases: string[];
};

/** Whom a bulletin would reach just now, and whom it may not. */
export async function findReach(
  { prisma }: Database,
  operationId: string,
  content: BulletinContent,
  plan: Plan,
  at: Date,
): Promise<BulletinReach> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return readReach(tx, operationId, content, plan, at);
  });
}

/** The same in a transaction that sees everything. */
export async function readReach(tx: Tx, operationId: string, content: BulletinContent, plan: Plan, at: Date): Promise<BulletinReach> {
  const meant = await readAudience(tx, operationId, content.audience, plan);
  const cases = await readVersions(tx, operationId, content.caseIds);
  const unknownCases = content.caseIds.filter((id) => !cases.caseIds.includes(id));
  const defaults = await readHandlingDefaults(tx, operationId, plan);
  const reach: BulletinReach = { recipients: [], refused: [], strangers: meant.strangers, unknownCases };
  for (const { id, code } of meant.found) {
    const recipient = await readRecipient(tx, { operationId, organisationId: id }, plan);
    const isOpen =
      mayRead(content.handling.tlp, recipient) &&
      (cases.caseIds.length === 0 ||
        (await loadReleasedCases(tx, { operationId, ...cases }, releaseFor(recipient, content, { at, defaults }))).withheld === 0);
    if (isOpen) reach.recipients.push({ id, code });
    else reach.refused.push(code);
  }
  return reach;
}

/** Cases of the operation, in their latest version. The caller must see everything. */
export async function readVersions(
  tx: Tx,
  operationId: string,
  ids: readonly string[],
): Promise<{ caseIds: string[]; versions: number[] }> {
  if (ids.length === 0) return { caseIds: [], versions: [] };
  const rows = await tx.$queryRaw<{ id: string; version: number }[]>`
    select id::text, version from case_report where operation_id = ${operationId}::uuid and id = any (${[...ids]}::uuid[]) order by id`;
  return { caseIds: rows.map(({ id }) => id), versions: rows.map(({ version }) => version) };
}

async function readAudience(
  tx: Tx,
  operationId: string,
  { list, rule }: BulletinAudience,
  { leads, partners }: Plan,
): Promise<{ found: { id: string; code: string }[]; strangers: string[] }> {
  const found = await tx.$queryRaw<{ id: string; code: string }[]>`
    select o.id::text, o.code from organisation o
    where o.code = any (${list ? [...list] : []}) and (o.code = any (${[...leads, ...partners]})
        or exists (select from participation p where p.operation_id = ${operationId}::uuid and (p.organisation_id = o.id or p.rilo = o.code)))
      or ${rule ?? null}::text in ('participants', 'all')
        and exists (select from participation p where p.operation_id = ${operationId}::uuid and p.organisation_id = o.id and p.state = 'accepted')
      or ${rule ?? null}::text in ('partners', 'all') and o.code = any (${[...partners]})
    order by o.code`;
  return { found, strangers: (list ?? []).filter((code) => !found.some((one) => one.code === code)) };
}
