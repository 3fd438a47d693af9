import { figureDifferences, namedFigures, ownFigures, type FigureDifference, type NamedFigure } from '../../domain/edition.ts';
import type { Instant } from '../../domain/clock.ts';
import { wordOf } from '../../domain/dispute.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { DifferenceReasons, ProductContent } from '../../domain/product.ts';
import type { Hold } from '../../domain/release.ts';
import type { Figures, OwnFigures } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { seeAll, seeOnly } from '../sight.ts';
import { readAgreement, type Agreement } from './agreements.ts';
import { loadOwnFigures } from './figures.ts';
import { readDisputed, readHolds } from './edition-holds.ts';
import { findKept } from './kept-figures.ts';
import { findNewest } from './published-products.ts';
import { findPurgedInputs, type PurgedInputs } from './tombstones.ts';

export type EditionItem = {
  id: string;
  operationId: string;
  key: string;
  number: number;
  status: string;
  stage: string;
  stageSince: string;
  planVersion: number;
  cutOffAt: string;
  embargoAt: string;
  frozenAt: string;
  taskingId: string | null;
  approvalId: string | null;
  publicationId: string | null;
  /** Of its canonical document: its identity. Null where it was frozen before editions had one. */
  sha256: string | null;
};

export type EditionView = EditionItem & {
  figures: Figures;
  named: NamedFigure[];
  /** The part that the reader's administration reported. */
  own: NamedFigure[] | null;
  agreement: Agreement;
  differences: FigureDifference[];
  reasons: DifferenceReasons | null;
  /** Reports of what it counts that came after its cut-off, by now. */
  late: number;
  /** What keeps it from being published once it is signed. */
  holds: Hold[];
  /** Figures that a member disputes. */
  disputed: string[];
  /** Ids of the edition that it corrects, and of the published one that corrects it. */
  supersedes: string | null;
  supersededBy: string | null;
  purged: PurgedInputs | null;
};

/** Who reads an edition: for which administration, where they speak for one, and in which state of the operation. */
export type EditionReader = { ownerId: string | null; operation: { stage: string; plan: Plan }; now: Instant };

export async function listEditions({ prisma }: Database, operationId: string): Promise<EditionItem[]> {
  const rows = await prisma.edition.findMany({
    where: { operationId },
    include: { publication: { select: { id: true } } },
    orderBy: { number: 'asc' },
  });
  return rows.map(itemOf);
}

/** Keys of the editions that are frozen and were not returned. */
export async function listFrozen({ prisma }: Database, operationId: string): Promise<string[]> {
  const rows = await prisma.edition.findMany({ where: { operationId, stage: { not: 'returned' } }, select: { key: true } });
  return rows.map(({ key }) => key);
}

export async function findEdition(database: Database, id: string, { ownerId, operation, now }: EditionReader): Promise<EditionView | null> {
  const { prisma } = database;
  const row = await prisma.edition.findUnique({ where: { id }, include: { publication: { select: { id: true } } } });
  if (!row) return null;
  const previous = row.previousId ? await prisma.edition.findUniqueOrThrow({ where: { id: row.previousId } }) : null;
  const after = await prisma.edition.findFirst({ where: { correctsId: id, stage: 'published' }, select: { id: true } });
  const figures = row.figures as unknown as Figures;
  const before = previous ? namedFigures(previous.figures as unknown as Figures) : null;
  return {
    ...itemOf(row),
    figures,
    named: namedFigures(figures),
    own: ownerId === null ? null : ownFigures(await readOwnFigures(database, row, ownerId)),
    purged: await findPurgedInputs(database, row),
    agreement: await readAgreement(prisma, row),
    differences: before ? figureDifferences(before, namedFigures(figures)) : [],
    reasons: row.reasons as DifferenceReasons | null,
    late: (await findKept<number>(database, row.operationId, `late/${id}`)) ?? (await countLate(prisma, row)),
    holds: row.stage === 'embargoed' ? await readHolds(prisma, row, { ...operation, at: now }) : [],
    disputed: (await readDisputed(prisma, id)).map(wordOf),
    supersedes: row.correctsId,
    supersededBy: after?.id ?? null,
  };
}

/** Counted over everybody's reports, as the figures are. */
export function countLate(prisma: PrismaClient, { operationId, rule, cutOffAt }: Edition): Promise<number> {
  const { phases } = rule as unknown as EditionRule;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const [row] = await tx.$queryRaw<{ late: number }[]>`
      select count(*)::int as late from case_report c
      where c.operation_id = ${operationId}::uuid and c.reported_at > ${cutOffAt}::timestamptz
        and exists (select from seizure s where s.case_id = c.id and s.version = c.version and s.phase = any (${[...phases]}))`;
    return row?.late ?? 0;
  });
}

/** The figures of one administration in the edition that a tasking asks about; null where it asks about none. */
export async function findFramed(database: Database, taskingId: string, ownerId: string): Promise<{ own: NamedFigure[] } | null> {
  const row = await database.prisma.edition.findFirst({ where: { taskingId } });
  return row && { own: ownFigures(await readOwnFigures(database, row, ownerId)) };
}

/** Counted again, by the edition's own cut-off: what was received by then never changes. Once some has been purged, as it was counted before. */
async function readOwnFigures(database: Database, { id, operationId, rule, cutOffAt }: Edition, ownerId: string): Promise<OwnFigures> {
  const nothing = { cases: 0, seizures: 0, quantities: [] };
  const kept = await findKept<Record<string, OwnFigures>>(database, operationId, `own/${id}`);
  if (kept) return kept[ownerId] ?? nothing;
  const { prisma } = database;
  const { phases } = rule as unknown as EditionRule;
  return prisma.$transaction(async (tx) => {
    await seeOnly(tx, ownerId);
    const [own] = await loadOwnFigures(tx, { operationId, phases, cutOff: cutOffAt }, ownerId);
    return own ?? nothing;
  });
}

/** Until when an edition counts. */
export async function findStage({ prisma }: Database, id: string): Promise<{ stage: string; cutOffAt: string }> {
  const { stage, cutOffAt } = await prisma.edition.findUniqueOrThrow({ where: { id }, select: { stage: true, cutOffAt: true } });
  return { stage, cutOffAt: cutOffAt.toISOString() };
}

/** What was frozen, to the byte. */
export async function findEditionDocument({ prisma }: Database, id: string): Promise<string | null> {
  const row = await prisma.edition.findUnique({ where: { id }, select: { document: true } });
  return row?.document ?? null;
}

/**
 * A publication, with what holds of its edition now: figures that were disputed appear once that is settled, and whoever reads one that was corrected
 * is told. Its tag is that of the product of which it tells.
 */
export async function findPublication({ prisma }: Database, id: string): Promise<{ content: Record<string, unknown>; tag: string } | null> {
  const row = await prisma.publication.findUnique({ where: { id } });
  if (!row) return null;
  const newest = await findNewest(prisma, row.editionId);
  const told = newest ? toldOf(newest.content as unknown as ProductContent, newest.sha256) : {};
  return { content: { id: row.id, ...(row.content as Record<string, unknown>), ...told }, tag: newest?.id ?? row.id };
}

function toldOf(
  { id, figures, sums, differences, held, supersedes, supersededBy }: ProductContent,
  sha256: string,
): Record<string, unknown> {
  return { figures, sums, differences, held, supersedes, supersededBy, product: { id, sha256 } };
}

function itemOf({ publication, ...row }: Prisma.EditionGetPayload<{ include: { publication: { select: { id: true } } } }>): EditionItem {
  return {
    id: row.id,
    operationId: row.operationId,
    key: row.key,
    number: row.number,
    status: row.status,
    stage: row.stage,
    stageSince: row.stageSince.toISOString(),
    planVersion: row.planVersion,
    cutOffAt: row.cutOffAt.toISOString(),
    embargoAt: row.embargoAt.toISOString(),
    frozenAt: row.frozenAt.toISOString(),
    taskingId: row.taskingId,
    approvalId: row.approvalId,
    publicationId: publication?.id ?? null,
    sha256: row.sha256,
  };
}
