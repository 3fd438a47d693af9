import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

export type DeliveryItem = {
  id: string;
  productId: string;
  kind: string;
  name: string;
  number: number;
  recipient: string | null;
  channel: string;
  address: string;
  format: string;
  language: string;
  state: string;
  productState: string;
  attempts: number;
  replays: number;
  nextAttemptAt: string | null;
  queuedAt: string;
  sentAt: string | null;
  acceptedAt: string | null;
  openedAt: string | null;
  acknowledgedAt: string | null;
  failedAt: string | null;
  response: string | null;
  letterId: string | null;
  mendedById: string | null;
  sha256: string;
  fileSha256: string | null;
};

export type DeliveryFilter = {
  operationId: string;
  productId?: string | undefined;
  /** Of this organisation alone. */
  recipientId?: string | undefined;
  state?: string | undefined;
};

const INSTANTS = ['nextAttemptAt', 'queuedAt', 'sentAt', 'acceptedAt', 'openedAt', 'acknowledgedAt', 'failedAt'] as const;

/** Newest first. Who may see whose is decided by whoever asks. */
export async function listDeliveries(
  { pool }: Database,
  { operationId, productId, recipientId, state }: DeliveryFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<DeliveryItem[]> {
  const values = [operationId, productId ?? null, recipientId ?? null, state ?? null, after, limit];
  const { rows } = await queryAs<DeliveryItem>(pool, EVERYTHING, { name: 'list-deliveries', text: DELIVERIES, values });
  return rows.map((row) => ({ ...row, ...Object.fromEntries(INSTANTS.map((name) => [name, isoOrNull(row[name])])) }));
}

function isoOrNull(at: unknown): string | null {
  return at instanceof Date ? at.toISOString() : null;
}

const DELIVERIES = `
  select d.id, d.product_id as "productId", p.kind, p.name, p.number, o.code as recipient, d.channel, d.address, d.format, d.language, d.state,
    p.state as "productState", d.attempts, d.replays, d.next_attempt_at as "nextAttemptAt", d.queued_at as "queuedAt", d.sent_at as "sentAt",
    d.accepted_at as "acceptedAt", d.opened_at as "openedAt", d.acknowledged_at as "acknowledgedAt", d.failed_at as "failedAt", d.response,
    d.letter_id as "letterId", d.mended_by_id as "mendedById", p.sha256, d.file_sha256 as "fileSha256"
  from delivery d join product p on p.id = d.product_id left join organisation o on o.id = d.recipient_id
  where d.operation_id = $1 and ($2::uuid is null or d.product_id = $2) and ($3::uuid is null or d.recipient_id = $3)
    and ($4::text is null or d.state = $4) and ($5::uuid is null or d.id < $5)
  order by d.id desc limit $6`;

export type AttemptItem = {
  number: number;
  begunAt: string;
  outcome: string | null;
  status: number | null;
  durationMs: number | null;
  response: string | null;
};

/** What was tried for one delivery by a webhook, first to last. */
export async function listAttempts({ prisma }: Database, deliveryId: string): Promise<AttemptItem[]> {
  const rows = await prisma.deliveryAttempt.findMany({ where: { deliveryId }, orderBy: { number: 'asc' }, take: 500 });
  return rows.map(({ number, begunAt, outcome, status, durationMs, response }) => ({
    ...{ number, outcome, status, durationMs, response },
    begunAt: begunAt.toISOString(),
  }));
}

export type OwnProduct = {
  seq: string;
  deliveryId: string;
  productId: string;
  operation: { id: string; title: string };
  kind: string;
  name: string;
  number: number;
  channel: string;
  format: string;
  language: string;
  state: string;
  productState: string;
  madeAt: string;
  acknowledgeBy: string | null;
  sha256: string;
  fileSha256: string;
  fileName: string;
  fileSize: number;
};

/** What was made for an organisation, in the order in which it became available. What was recalled stays in its place, and says so. */
export async function listOwnProducts(
  { pool }: Database,
  organisationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<OwnProduct[]> {
  const query = { name: 'list-own-products', text: OWN_PRODUCTS, values: [organisationId, after ?? '0', limit] };
  const { rows } = await queryAs<Omit<OwnProduct, 'operation'> & { operationId: string; operation: string }>(
    pool,
    { organisations: [organisationId] },
    query,
  );
  return rows.map(({ operationId, operation, madeAt, ...row }) => ({
    ...row,
    operation: { id: operationId, title: operation },
    madeAt: isoOrNull(madeAt) ?? '',
  }));
}

const OWN_PRODUCTS = `
  select d.seq::text, d.id as "deliveryId", p.id as "productId", o.id as "operationId", o.title as operation, p.kind, p.name, p.number, d.channel, d.format,
    d.language, d.state, p.state as "productState", p.made_at as "madeAt", p.acknowledge_by ->> 'at' as "acknowledgeBy", p.sha256,
    d.file_sha256 as "fileSha256", d.file_name as "fileName", d.file_size as "fileSize"
  from delivery d join product p on p.id = d.product_id join operation o on o.id = d.operation_id
  where d.recipient_id = $1 and d.seq > $2::bigint and d.state <> 'cancelled'
  order by d.seq limit $3`;
