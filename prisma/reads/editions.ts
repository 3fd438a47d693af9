import { figureDifferences, namedFigures, type FigureDifference, type NamedFigure } from '../../domain/edition.ts';
import type { Figures } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { readAgreement, type Agreement } from './agreements.ts';

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
};

export type EditionView = EditionItem & { figures: Figures; named: NamedFigure[]; agreement: Agreement; differences: FigureDifference[] };

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

export async function findEdition({ prisma }: Database, id: string): Promise<EditionView | null> {
  const row = await prisma.edition.findUnique({ where: { id }, include: { publication: { select: { id: true } } } });
  if (!row) return null;
  const previous = row.previousId ? await prisma.edition.findUniqueOrThrow({ where: { id: row.previousId } }) : null;
  const figures = row.figures as unknown as Figures;
  const before = previous ? namedFigures(previous.figures as unknown as Figures) : null;
  return {
    ...itemOf(row),
    figures,
    named: namedFigures(figures),
    agreement: await readAgreement(prisma, row),
    differences: before ? figureDifferences(before, namedFigures(figures)) : [],
  };
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
  };
}
