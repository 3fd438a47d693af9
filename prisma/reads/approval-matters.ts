/** What an approval is read with, so that what is said of it names the partner whom a release is about. */
export const WITH_PARTNER = { partner: { select: { id: true, name: true } } };

export type Partnered = { subject: string; partner: { id: string; name: string } | null };

/** Whom an event of an approval is about, where it is about one partner. */
export function aboutPartner({ partner }: Partnered): { organisationId?: string } {
  return partner ? { organisationId: partner.id } : {};
}
