import type { Recipient } from '../../domain/handling.ts';
import type { OrganisationKind } from '../../domain/organisation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';

export type KnownRecipient = Recipient & { code: string; brands: string[]; country: string | null };

/** An organisation as the recipient of what leaves an operation, as it stands now. A regional office takes part where it follows somebody up. */
export async function readRecipient(
  tx: Tx,
  { operationId, organisationId }: { operationId: string; organisationId: string },
  { leads, invitees }: Pick<Plan, 'leads' | 'invitees'>,
): Promise<KnownRecipient> {
  const { code, kind, brands, country } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const accepted = await tx.participation.count({ where: { operationId, organisationId, state: 'accepted' } });
  const followed = await tx.participation.count({ where: { operationId, rilo: code } });
  const takesPart = accepted > 0 || leads.includes(code) || followed > 0 || invitees.some(({ rilo }) => rilo === code);
  return { organisationId, kind: kind as OrganisationKind, takesPart, code, brands, country };
}

/** Codes of the regional offices that follow somebody up in an operation. */
export async function listRegions(tx: Tx, operationId: string): Promise<string[]> {
  const rows = await tx.participation.findMany({ where: { operationId, rilo: { not: null } }, distinct: ['rilo'], select: { rilo: true } });
  return rows.flatMap(({ rilo }) => rilo ?? []);
}
