import type { Database } from '../client.ts';
import type { Unit as UnitRow } from '../generated/client.ts';

export type UnitView = { id: string; code: string; name: string; kind: string; country: string | null; organisations: string[] };

type Row = UnitRow & { organisations: readonly { organisation: { code: string } }[] };

const SERVICES = { organisations: { include: { organisation: { select: { code: true } } } } };

export async function listUnits(
  { prisma }: Database,
  { organisation, after, limit }: { organisation?: string | undefined; after: string | null; limit: number },
): Promise<UnitView[]> {
  const units = await prisma.unit.findMany({
    where: {
      ...(organisation ? { organisations: { some: { organisation: { code: organisation } } } } : {}),
      ...(after ? { id: { gt: after } } : {}),
    },
    include: SERVICES,
    orderBy: { id: 'asc' },
    take: limit,
  });
  return units.map((unit) => unitOf(unit).view);
}

export type FoundUnit = { view: UnitView; version: number };

export async function readUnit({ prisma }: Database, id: string): Promise<FoundUnit | null> {
  const unit = await prisma.unit.findUnique({ where: { id }, include: SERVICES });
  return unit && unitOf(unit);
}

/** The unit of this code and the organisations that it belongs to; null where there is none. */
export async function findUnit({ prisma }: Database, code: string): Promise<{ id: string; organisations: string[] } | null> {
  const unit = await prisma.unit.findUnique({ where: { code }, include: SERVICES });
  return unit && { id: unit.id, organisations: codesOf(unit.organisations) };
}

/** Codes of the organisations that somebody can act for, their own first. */
export async function organisationsOf({ prisma }: Database, personId: string): Promise<string[]> {
  const { organisation, unit } = await prisma.person.findUniqueOrThrow({
    where: { id: personId },
    include: { organisation: { select: { code: true } }, unit: { include: SERVICES } },
  });
  return [...new Set([organisation.code, ...(unit ? codesOf(unit.organisations) : [])])];
}

function unitOf({ version, organisations, ...unit }: Row): FoundUnit {
  return { view: { ...unit, organisations: codesOf(organisations) }, version };
}

function codesOf(organisations: readonly { organisation: { code: string } }[]): string[] {
  return organisations.map(({ organisation }) => organisation.code).toSorted();
}
