import type { Database } from '../client.ts';
import type { Organisation } from '../generated/client.ts';

export type OrganisationView = Omit<Organisation, 'version'>;

export async function listOrganisations(
  { prisma }: Database,
  { code, kind, after, limit }: { code?: string | undefined; kind?: string | undefined; after: string | null; limit: number },
): Promise<OrganisationView[]> {
  const rows = await prisma.organisation.findMany({
    where: { ...(code ? { code } : {}), ...(kind ? { kind } : {}), ...(after ? { id: { gt: after } } : {}) },
    omit: { version: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows;
}

export async function findOrganisation({ prisma }: Database, id: string): Promise<OrganisationView | null> {
  return prisma.organisation.findUnique({ where: { id }, omit: { version: true } });
}

/** Those of these codes that nobody has registered. */
export async function unknownCodes({ prisma }: Database, codes: readonly string[]): Promise<string[]> {
  const known = await prisma.organisation.findMany({ where: { code: { in: [...codes] } }, select: { code: true } });
  return codes.filter((code) => !known.some((organisation) => organisation.code === code));
}
