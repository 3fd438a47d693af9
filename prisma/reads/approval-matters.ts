import type { Matter, Subject } from '../../domain/letter.ts';

/** What an approval is read with, so that what is said of it names the partner whom a release is about. */
export const WITH_PARTNER = { partner: { select: { id: true, name: true } } };

export type Partnered = { subject: string; partner: { id: string; name: string } | null };

/** What is decided, as letters say it. */
export function matterOf({ subject, partner }: Partnered): Matter {
  return { subject: subject as Subject, ...(partner ? { partner: partner.name } : {}) };
}

/** Whom an event of an approval is about, where it is about one partner. */
export function aboutPartner({ partner }: Partnered): { organisationId?: string } {
  return partner ? { organisationId: partner.id } : {};
}
