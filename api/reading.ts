import type { Actor } from '../domain/organisation.ts';

/** Who reads something that is not published yet. */
export function readerOf({ personId, organisation }: Actor): { personId: string; organisationId: string } {
  return { personId, organisationId: organisation.id };
}
