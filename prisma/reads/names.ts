import type { Tx } from '../event.ts';

/** The names of these people by id; whoever is asked for without one is left out. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const people = await tx.person.findMany({ where: { id: { in: ids.filter((id) => id !== null) } }, select: { id: true, name: true } });
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}

/** As people write it: who said something, and for whom. */
export function nameOf(names: Record<string, string>, { personId, standsFor }: { personId: string; standsFor: string | null }): string {
  const name = names[personId] ?? '';
  return standsFor === null ? name : `${name} for ${names[standsFor] ?? ''}`;
}
