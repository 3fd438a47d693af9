import type { Database } from '../client.ts';

export type WebhookView = {
  id: string;
  url: string;
  madeAt: string;
  endedAt: string | null;
  endReason: string | null;
  /** Of how many secrets each message carries a signature now. */
  secrets: number;
};

/** Of an organisation, newest first. */
export async function listWebhooks({ prisma }: Database, organisationId: string, now: Date): Promise<WebhookView[]> {
  const rows = await prisma.webhook.findMany({ where: { organisationId }, include: { secrets: true }, orderBy: { id: 'desc' }, take: 200 });
  return rows.map(({ id, url, madeAt, endedAt, endReason, secrets }) => ({
    ...{ id, url, endReason, madeAt: madeAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
    secrets: secrets.filter(({ validUntil }) => validUntil === null || validUntil > now).length,
  }));
}

/** Whose a webhook is. */
export async function ownerOfWebhook(
  { prisma }: Database,
  id: string,
): Promise<{ organisationId: string; url: string; isEnded: boolean } | null> {
  const row = await prisma.webhook.findUnique({ where: { id } });
  return row && { organisationId: row.organisationId, url: row.url, isEnded: row.endedAt !== null };
}
