import type { Instant } from './clock.ts';
import type { Purpose } from './handling.ts';

/** How far a consent reaches; null is without limit. Headings are subtypes, or what they belong to. */
export type ConsentScope = {
  headings: readonly string[] | null;
  cases: readonly string[] | null;
  purposes: readonly Purpose[] | null;
};

/** A consent as it stands. `recipientId` is null for everybody, in what is published; it opens nothing to anybody by name. */
export type Consent = ConsentScope & {
  ownerId: string;
  recipientId: string | null;
  from: Instant;
  until: Instant | null;
  isRevoked: boolean;
};

/** A report as a product carries it: each of its goods lines by its heading and what that belongs to. */
export type Consentable = { ownerId: string; caseId: string; lines: readonly { heading: string; commodity: string }[] };

/** Whether the owner has agreed to this recipient having this report for this purpose at this instant of the operation. */
export function covers(
  consent: Consent,
  { ownerId, caseId, lines }: Consentable,
  { recipientId, purpose, at }: { recipientId: string | null; purpose: Purpose; at: Instant },
): boolean {
  const { headings, cases, purposes, from, until } = consent;
  return (
    consent.ownerId === ownerId &&
    consent.recipientId === recipientId &&
    !consent.isRevoked &&
    from <= at &&
    (until === null || until > at) &&
    (purposes?.includes(purpose) ?? true) &&
    (cases?.includes(caseId) ?? true) &&
    (headings === null || lines.every(({ heading, commodity }) => headings.includes(heading) || headings.includes(commodity)))
  );
}
