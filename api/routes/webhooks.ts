import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { z } from 'zod';
import { endWebhook, registerWebhook, rotateSecret } from '../../prisma/facts/webhooks.ts';
import { listWebhooks, ownerOfWebhook } from '../../prisma/reads/webhooks.ts';
import type { Dependencies } from '../dependencies.ts';
import { receiptOf, type ReceiptKey } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route, type Reply } from '../route.ts';
import { Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';
import { aboutOrganisation, standingTo, type About } from '../standing.ts';
import type { FailureCode } from '../../domain/failure.ts';

const OrganisationPath = z.object({ organisationId: Id });
const WebhookPath = z.object({ webhookId: Id });
const Url = z.string().trim().max(2_000);

const Secret = z.string().nullable().meta({
  description:
    'Shown once, as `whsec_` and base64 (Standard Webhooks). Null where the same request is answered again: rotate it if it was lost.',
});

const Webhook = z
  .strictObject({
    id: Id,
    url: z.string(),
    madeAt: Instant,
    endedAt: Instant.nullable(),
    endReason: z.string().nullable(),
    secrets: z.number().int().meta({ description: 'By how many secrets what is sent is signed now.' }),
  })
  .meta({ id: 'Webhook' });

/** Of the organisation itself. A webhook of another one does not exist. */
async function aboutWebhook({ params: { webhookId }, ...asker }: About<z.output<typeof WebhookPath>>, deps: Dependencies) {
  const owner = await ownerOfWebhook(deps.database, webhookId);
  return standingTo(asker, owner?.organisationId ?? null, 'webhook.not-found', deps);
}

export const WEBHOOK_ROUTES = [
  route({
    method: 'post',
    path: '/organisations/{organisationId}/webhooks',
    action: 'webhook.manage',
    summary:
      "Say where your organisation's machine takes products; the answer shows, once, the secret by which it knows that they are ours",
    params: OrganisationPath,
    body: z.strictObject({ url: Url }).meta({ id: 'NewWebhook' }),
    about: aboutOrganisation,
    replies: { status: 201, schema: z.strictObject({ id: Id, url: z.string(), secret: Secret }) },
    refuses: ['organisation.not-found', 'webhook.address-refused', 'webhook.unreachable', 'webhook.known-before'],
    handle: async ({ params: { organisationId }, body: { url }, actor, receipt, realNow }, deps) => {
      const reached = await deps.webhooks.probe(url);
      if (reached !== 'answers') throw new Refusal(reached === 'forbidden' ? 'webhook.address-refused' : 'webhook.unreachable');
      const id = v7();
      const by = { id, organisationId, personId: actor.personId, at: new Date(realNow) };
      const location = `/organisations/${organisationId}/webhooks`;
      return withSecret(deps, receipt, { status: 201, body: { id, url }, location }, (sealed, kept) =>
        registerWebhook(deps.database, { ...by, url, sealed }, kept),
      );
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{organisationId}/webhooks',
    action: 'webhook.read',
    summary: 'Where an organisation takes products by machine, newest first',
    params: OrganisationPath,
    about: aboutOrganisation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Webhook) }) },
    refuses: ['organisation.not-found'],
    handle: async ({ params: { organisationId }, realNow }, { database }) => ({
      body: { items: await listWebhooks(database, organisationId, new Date(realNow)) },
    }),
  }),
  route({
    method: 'post',
    path: '/webhooks/{webhookId}/secrets',
    action: 'webhook.manage',
    summary: 'Renew the secret of a webhook: for a week everything is signed with the one before as well',
    params: WebhookPath,
    body: z.strictObject({}).default({}),
    about: aboutWebhook,
    replies: { status: 201, schema: z.strictObject({ id: Id, secret: Secret }) },
    refuses: ['webhook.not-found', 'webhook.ended'],
    handle: async ({ params: { webhookId: id }, actor, found: organisation, receipt, realNow }, deps) => {
      const by = { id, organisationId: organisation.id, personId: actor.personId, at: new Date(realNow) };
      return withSecret(deps, receipt, { status: 201, body: { id } }, (sealed, kept) =>
        rotateSecret(deps.database, { ...by, sealed }, kept),
      );
    },
  }),
  route({
    method: 'post',
    path: '/webhooks/{webhookId}/endings',
    action: 'webhook.manage',
    summary: 'End a webhook: nothing is posted there any more',
    params: WebhookPath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewWebhookEnding' }),
    about: aboutWebhook,
    replies: { status: 201, schema: z.strictObject({ id: Id, endedAt: Instant }) },
    refuses: ['webhook.not-found', 'webhook.ended'],
    handle: async ({ params: { webhookId: id }, body: { reason }, actor, found: organisation, receipt, realNow }, { database }) => {
      const at = new Date(realNow);
      const reply = { status: 201, body: { id, endedAt: at.toISOString() } };
      const by = { id, organisationId: organisation.id, personId: actor.personId, at };
      refuseIf(await endWebhook(database, { ...by, reason }, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

type Answer = Omit<Reply, 'body'> & { body: object };
type Keep = (sealed: string, receipt: ReturnType<typeof receiptOf>) => Promise<FailureCode | null>;

/** The answer that is kept for a repeat lacks the secret: no row holds one that is not sealed. */
async function withSecret({ sealing }: Dependencies, receipt: ReceiptKey, reply: Answer, keep: Keep): Promise<Reply> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const kept = { ...reply, body: { ...reply.body, secret: null } };
  refuseIf(await keep(sealing.seal(secret), receiptOf(receipt, kept)));
  return { ...reply, body: { ...reply.body, secret } };
}
