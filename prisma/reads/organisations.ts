import type { Language } from '../../domain/language.ts';
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

export async function findOrganisation({ prisma }: Database, id: string): Promise<Organisation | null> {
  return prisma.organisation.findUnique({ where: { id } });
}

/** Those of these codes that nobody has registered. */
export async function unknownCodes(database: Database, codes: readonly string[]): Promise<string[]> {
  const known = await idsOf(database, codes);
  return codes.filter((code) => !known.has(code));
}

/** Ids of organisations by code; codes that nobody has registered are left out. */
export async function idsOf({ prisma }: Database, codes: readonly string[]): Promise<Map<string, string>> {
  const known = await prisma.organisation.findMany({ where: { code: { in: [...codes] } }, select: { id: true, code: true } });
  return new Map(known.map(({ code, id }) => [code, id]));
}

/** The zones of these organisations, each once; whoever has none goes by the zone in which something was agreed. */
export async function zonesOf({ prisma }: Database, codes: readonly string[]): Promise<string[]> {
  const rows = await prisma.organisation.findMany({ where: { code: { in: [...codes] } }, select: { zone: true }, distinct: ['zone'] });
  return rows.flatMap(({ zone }) => (zone === null ? [] : [zone]));
}

/** In which language an organisation is written to, and in which zone its local times are. */
export async function findHabits({ prisma }: Database, id: string): Promise<{ language: Language; zone: string | null }> {
  const { language, zone } = await prisma.organisation.findUniqueOrThrow({ where: { id }, select: { language: true, zone: true } });
  return { language: language as Language, zone };
}
