import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';

export type PlanVersionView = {
  number: number;
  state: string;
  reason: string | null;
  edits: number;
  author: string;
  writtenAt: string;
  settledAt: string | null;
  plan: Plan;
};

export async function listPlanVersions({ prisma }: Database, operationId: string): Promise<Omit<PlanVersionView, 'plan'>[]> {
  const rows = await prisma.planVersion.findMany({ where: { operationId }, orderBy: { number: 'asc' }, omit: { content: true } });
  const authors = await authorsOf(prisma, rows);
  return rows.map((row) => viewOf(row, authors));
}

/** One version, or without a number the one to work on: the latest. */
export async function findPlanVersion({ prisma }: Database, operationId: string, number?: number): Promise<PlanVersionView | null> {
  const row = await prisma.planVersion.findFirst({
    where: { operationId, ...(number === undefined ? {} : { number }) },
    orderBy: { number: 'desc' },
  });
  if (!row) return null;
  return { ...viewOf(row, await authorsOf(prisma, [row])), plan: row.content as unknown as Plan };
}

async function authorsOf(prisma: Database['prisma'], rows: readonly { authorId: string }[]): Promise<Record<string, string>> {
  const people = await prisma.person.findMany({
    where: { id: { in: rows.map(({ authorId }) => authorId) } },
    select: { id: true, name: true },
  });
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}

type Row = {
  number: number;
  state: string;
  reason: string | null;
  edits: number;
  authorId: string;
  writtenAt: Date;
  settledAt: Date | null;
};

function viewOf(
  { number, state, reason, edits, authorId, writtenAt, settledAt }: Row,
  authors: Record<string, string>,
): Omit<PlanVersionView, 'plan'> {
  return {
    number,
    state,
    reason,
    edits,
    author: authors[authorId] ?? '',
    writtenAt: writtenAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
