import { figureDifferences, namedFigures, ownFigures, type FigureDifference, type NamedFigure } from '../../domain/edition.ts';
import type { EditionRule } from '../../domain/plan.ts';
import type { DifferenceReasons } from '../../domain/product.ts';
import type { Figures, OwnFigures } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import type { Edition, Prisma, PrismaClient } from '../generated/client.ts';
import { seeOnly } from '../sight.ts';
import { readAgreement, type Agreement } from './agreements.ts';
import { loadOwnFigures } from './figures.ts';

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
};

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

/** `ownerId` is the administration for which somebody reads it, where they speak for one. */
export async function findEdition({ prisma }: Database, id: string, ownerId: string | null = null): Promise<EditionView | null> {
  const row = await prisma.edition.findUnique({ where: { id }, include: { publication: { select: { id: true } } } });
  if (!row) return null;
  const previous = row.previousId ? await prisma.edition.findUniqueOrThrow({ where: { id: row.previousId } }) : null;
  const figures = row.figures as unknown as Figures;
  const before = previous ? namedFigures(previous.figures as unknown as Figures) : null;
  return {
    ...itemOf(row),
    figures,
    named: namedFigures(figures),
    own: ownerId === null ? null : ownFigures(await readOwnFigures(prisma, row, ownerId)),
    agreement: await readAgreement(prisma, row),
    differences: before ? figureDifferences(before, namedFigures(figures)) : [],
    reasons: row.reasons as DifferenceReasons | null,
  };
}

/** Counted again, by the edition's own cut-off: what was received by then never changes. */
async function readOwnFigures(prisma: PrismaClient, { operationId, rule, cutOffAt }: Edition, ownerId: string): Promise<OwnFigures> {
  const { phases } = rule as unknown as EditionRule;
  return prisma.$transaction(async (tx) => {
    await seeOnly(tx, ownerId);
    const [own] = await loadOwnFigures(tx, { operationId, phases, cutOff: cutOffAt }, ownerId);
    return own ?? { cases: 0, seizures: 0, quantities: [] };
  });
}

/** What was frozen, to the byte. */
export async function findEditionDocument({ prisma }: Database, id: string): Promise<string | null> {
  const row = await prisma.edition.findUnique({ where: { id }, select: { document: true } });
  return row?.document ?? null;
}

export async function findPublication({ prisma }: Database, id: string): Promise<Record<string, unknown> | null> {
  const row = await prisma.publication.findUnique({ where: { id } });
  return row && { id: row.id, ...(row.content as Record<string, unknown>) };
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
