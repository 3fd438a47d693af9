import type { Database } from '../client.ts';
import { namesOf } from './names.ts';

export type StandInView = {
  id: string;
  person: string;
  standIn: string;
  /** As people write it. */
  says: string;
  reason: string;
  from: string;
  until: string;
  recordedBy: string;
  endedAt: string | null;
};

export type StandInRow = StandInView & { personId: string; standInId: string; organisationId: string };

/** Stand-ins in the order in which they were appointed; without `people` everybody's, otherwise those of these people on either side. */
export async function listStandIns(
  { prisma }: Database,
  { people, id }: { people?: readonly string[]; id?: string },
  { after, limit }: { after: string | null; limit: number },
): Promise<StandInRow[]> {
  const ids = people && { in: [...people] };
  const rows = await prisma.standIn.findMany({
    where: {
      ...(ids ? { OR: [{ personId: ids }, { standInId: ids }] } : {}),
      id: { ...(id ? { equals: id } : {}), ...(after ? { gt: after } : {}) },
    },
    orderBy: { id: 'asc' },
    take: limit,
  });
  const names = await namesOf(
    prisma,
    rows.flatMap(({ personId, standInId, recordedById }) => [personId, standInId, recordedById]),
  );
  const absent = await prisma.person.findMany({ where: { id: { in: rows.map(({ personId }) => personId) } } });
  return rows.map(({ id: rowId, personId, standInId, reason, validFrom, validUntil, recordedById, endedAt }) => ({
    id: rowId,
    personId,
    standInId,
    organisationId: absent.find((person) => person.id === personId)?.organisationId ?? '',
    person: names[personId] ?? '',
    standIn: names[standInId] ?? '',
    says: `${names[standInId] ?? ''} for ${names[personId] ?? ''}`,
    reason,
    from: validFrom.toISOString(),
    until: validUntil.toISOString(),
    recordedBy: names[recordedById] ?? '',
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
