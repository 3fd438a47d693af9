import { z } from 'zod';
import { ATTEMPT_OUTCOMES, CHANNELS, DELIVERY_STATES } from '../../domain/delivery.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Actor } from '../../domain/organisation.ts';
import { seesAll, type Relation } from '../../domain/permission.ts';
import { acknowledgeDelivery } from '../../prisma/facts/acknowledgements.ts';
import { fetchFile } from '../../prisma/facts/openings.ts';
import { replayDelivery } from '../../prisma/facts/replays.ts';
import { listAttempts, listDeliveries, listOwnProducts, type DeliveryFilter } from '../../prisma/reads/deliveries.ts';
import type { Database } from '../../prisma/client.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Id, Instant, OperationPath } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'Write a SHA-256 as 64 hexadecimal digits in lower case.');
const State = z.enum(DELIVERY_STATES);
const product = { productId: Id, kind: z.string(), name: z.string(), number: z.number().int() };
const way = { channel: z.enum(CHANNELS), format: z.string(), language: z.string(), state: State, productState: z.string() };

const Delivery = z
  .strictObject({
    id: Id,
    ...product,
    recipient: z.string().nullable(),
    ...way,
    address: z.string(),
    attempts: z.number().int(),
    replays: z.number().int(),
    nextAttemptAt: Instant.nullable(),
    queuedAt: Instant.meta({ description: 'Real time, as all that follow.' }),
    sentAt: Instant.nullable(),
    acceptedAt: Instant.nullable(),
    openedAt: Instant.nullable(),
    acknowledgedAt: Instant.nullable(),
    failedAt: Instant.nullable(),
    response: z.string().nullable().meta({ description: "Its server's latest answer." }),
    letterId: Id.nullable(),
    mendedById: Id.nullable().meta({ description: 'The tasking by which the coordinators were asked to mend it.' }),
    sha256: Hash.meta({ description: 'Of what it says, as canonical JSON (RFC 8785).' }),
    fileSha256: Hash.nullable(),
  })
  .meta({ id: 'Delivery' });

const OwnProduct = z
  .strictObject({
    deliveryId: Id,
    ...product,
    operation: z.strictObject({ id: Id, title: z.string() }),
    ...way,
    productState: z.string().meta({ description: '`recalled`: it must not be used any more, and its file is not given out.' }),
    madeAt: Instant,
    acknowledgeBy: Instant.nullable(),
    sha256: Hash,
    fileSha256: Hash,
    fileName: z.string(),
    fileSize: z.number().int(),
  })
  .meta({ id: 'OwnProduct' });

const Attempt = z
  .strictObject({
    number: z.number().int(),
    begunAt: Instant,
    outcome: z
      .enum(ATTEMPT_OUTCOMES)
      .nullable()
      .meta({ description: 'Null where nobody knows: whoever posted died. Another attempt followed.' }),
    status: z.number().int().nullable(),
    durationMs: z.number().int().nullable(),
    response: z.string().nullable(),
  })
  .meta({ id: 'DeliveryAttempt' });

const ProductPath = z.object({ productId: Id });
const DeliveryPath = z.object({ deliveryId: Id });
const aboutProduct = aboutPart('product', ({ productId }: z.output<typeof ProductPath>) => productId, 'product.not-found');
const aboutDelivery = aboutPart('delivery', ({ deliveryId }: z.output<typeof DeliveryPath>) => deliveryId, 'delivery.not-found');
const ListQuery = PageQuery.extend({ state: State.optional() });

export const DELIVERY_ROUTES = [
  route({
    method: 'get',
    path: '/operations/{operationId}/deliveries',
    action: 'delivery.read',
    summary:
      'To whom products of an operation went, by which way, and how far they got; newest first, and your own where you do not see all',
    params: OperationPath,
    query: ListQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Delivery) },
    handle: async ({ params: { operationId }, query, actor, relations }, { database }) =>
      pageOfDeliveries(database, { operationId, ...ownOnly(actor, relations) }, query),
  }),
  route({
    method: 'get',
    path: '/products/{productId}/deliveries',
    action: 'delivery.read',
    summary: 'To whom a product went, and how far it got',
    params: ProductPath,
    query: ListQuery,
    about: aboutProduct,
    replies: { status: 200, schema: pageOf(Delivery) },
    refuses: ['product.not-found'],
    handle: async ({ params: { productId }, query, actor, found: operation, relations }, { database }) =>
      pageOfDeliveries(database, { operationId: operation.id, productId, ...ownOnly(actor, relations) }, query),
  }),
  route({
    method: 'get',
    path: '/deliveries/{deliveryId}/attempts',
    action: 'delivery.read',
    summary: 'What was tried to post a product, first to last',
    params: DeliveryPath,
    about: aboutDelivery,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Attempt) }) },
    refuses: ['delivery.not-found'],
    handle: async ({ params: { deliveryId } }, { database }) => ({ body: { items: await listAttempts(database, deliveryId) } }),
  }),
  route({
    method: 'get',
    path: '/deliveries/{deliveryId}/file',
    action: 'delivery.fetch',
    summary: 'The file of a product, to be saved. Somebody of its recipient who fetches it has opened it; its ETag is its SHA-256',
    params: DeliveryPath,
    about: aboutDelivery,
    replies: { status: 200, type: 'application/octet-stream' },
    refuses: ['delivery.not-found', 'delivery.no-file', 'delivery.withheld', 'objects.unavailable'],
    handle: async ({ params: { deliveryId }, actor, realNow }, { database, objects }) => {
      const by = { organisationId: actor.organisation.id, personId: actor.personId };
      const file = await fetchFile(database, { deliveryId, ...by }, realNow);
      if (typeof file === 'string') throw new Refusal(file);
      const { sha256, size, name, type } = file;
      const open = async () => {
        const content = await objects.get(sha256);
        if (!content) throw new Error(`The store has no object ${sha256}, which delivery ${deliveryId} needs.`);
        return content;
      };
      return { body: null, file: { open, size, name }, type, etag: `"${sha256}"`, isAlive: true };
    },
  }),
  route({
    method: 'post',
    path: '/deliveries/{deliveryId}/acknowledgements',
    action: 'delivery.acknowledge',
    summary: 'Acknowledge a product by the SHA-256 of what it says, or of the file, as you have received it',
    params: DeliveryPath,
    body: z.strictObject({ sha256: Hash }).meta({ id: 'NewAcknowledgement' }),
    about: aboutDelivery,
    replies: { status: 201, schema: z.strictObject({ deliveryId: Id, sha256: Hash, acknowledgedAt: Instant }) },
    refuses: ['delivery.not-found', 'delivery.not-sent', 'delivery.receipt-unfit', 'delivery.acknowledged-before'],
    handle: async ({ params: { deliveryId }, body: { sha256 }, actor, found: operation, receipt, realNow }, { database }) => {
      const at = timeOf(operation, realNow);
      const reply = { status: 201, body: { deliveryId, sha256, acknowledgedAt: isoOf(at) } };
      const given = { deliveryId, sha256, organisationId: actor.organisation.id, personId: actor.personId, at: new Date(at) };
      refuseIf(await acknowledgeDelivery(database, given, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/deliveries/{deliveryId}/replays',
    action: 'delivery.replay',
    summary: 'Send a product again, that arrived or failed for good: the same file, after the same check',
    params: DeliveryPath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewReplay' }),
    about: aboutDelivery,
    replies: { status: 201, schema: z.strictObject({ deliveryId: Id, state: State }) },
    refuses: ['delivery.not-found', 'delivery.under-way', 'delivery.not-replayable'],
    handle: async ({ params: { deliveryId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const reply = { status: 201, body: { deliveryId, state: 'queued' }, location: `/operations/${operation.id}/deliveries` };
      const replay = { deliveryId, operationId: operation.id, personId: actor.personId, reason, at: new Date(timeOf(operation, realNow)) };
      refuseIf(await replayDelivery(database, replay, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/organisations/me/products',
    action: 'product.list-own',
    summary: 'What was made for your organisation, in the order in which it became available: go on from `next`, and nothing is missed',
    query: PageQuery,
    replies: {
      status: 200,
      schema: pageOf(OwnProduct).extend({ last: z.string().nullable().meta({ description: 'Where to go on once there is more.' }) }),
    },
    handle: async ({ query, actor }, { database }) => {
      const page = readCursor(query, 'seq');
      const rows = await listOwnProducts(database, actor.organisation.id, page);
      const { items, next } = toPage(rows, page, ({ seq }) => seq);
      const last = items.at(-1);
      const lastCursor = last ? Buffer.from(last.seq).toString('base64url') : (query.cursor ?? null);
      return { body: { items: items.map(({ seq: _, ...item }) => item), next, last: lastCursor }, next };
    },
  }),
];

/** Of an operation everybody sees what was made for their own organisation; coordinators and auditors see to whom everything went. */
function ownOnly({ organisation }: Actor, relations: readonly Relation[]): { recipientId?: string } {
  return seesAll(relations) ? {} : { recipientId: organisation.id };
}

async function pageOfDeliveries(database: Database, filter: DeliveryFilter, query: z.output<typeof ListQuery>) {
  const page = readCursor(query, 'id');
  const body = toPage(await listDeliveries(database, { ...filter, state: query.state }, page), page, ({ id }) => id);
  return { body, next: body.next };
}
