import { v7 } from 'uuid';
import { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import { isoOf } from '../../domain/moment.ts';
import { giveConsent, revokeConsent } from '../../prisma/facts/consents.ts';
import { findConsent, listConsents } from '../../prisma/reads/consents.ts';
import { idsOf } from '../../prisma/reads/organisations.ts';
import { readScope } from '../consenting.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { Consent, NewConsent } from '../shapes/consent.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';
import { readValidity } from '../shapes/validity.ts';
import { aboutOperation, aboutPart, sightOf, timeOf } from '../standing.ts';

const ConsentPath = z.object({ consentId: Id });
const aboutConsent = aboutPart('consent', ({ consentId }: z.output<typeof ConsentPath>) => consentId, 'consent.not-found');

export const CONSENT_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/consents',
    action: 'consent.give',
    summary: 'Let a recipient have what the handling of your reports closes to it; flags, running cases and brands stay as they are',
    params: OperationPath,
    body: NewConsent,
    about: aboutOperation,
    replies: { status: 201, schema: Consent },
    handle: async ({ params: { operationId }, body, actor, found: operation, receipt, realNow }, deps) => {
      const { organisation, personId } = actor;
      const recipientId = body.recipient === null ? null : (await idsOf(deps.database, [body.recipient])).get(body.recipient);
      if (recipientId === undefined) throw unfit('plan.organisation-unknown');
      if (recipientId === organisation.id) throw unfit('consent.to-oneself');
      const scope = await readScope(deps, { operationId, organisationId: organisation.id }, body);
      const now = timeOf(operation, realNow);
      const { from, until } = readValidity(body, now);
      const given = { id: v7(), operationId, ...scope, reason: body.reason };
      const reply = {
        status: 201,
        body: {
          ...given,
          ...{ organisation: organisation.code, recipient: body.recipient, from: from.toISOString(), until: until?.toISOString() ?? null },
          ...{ givenAt: isoOf(now), taskId: null, revokedAt: null, revocationReason: null },
        },
        location: `/operations/${operationId}/consents`,
      };
      const by = { organisationId: organisation.id, personId, recipientId, from, until, at: new Date(now) };
      await giveConsent(deps.database, { ...given, ...by }, receiptOf(receipt, reply));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/consents',
    action: 'consent.read',
    summary: 'Who let whom have what, newest first: of your administration, and what was given to it',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Consent) },
    handle: async ({ params: { operationId }, query, actor, found: operation }, deps) => {
      const page = readCursor(query, 'id');
      const items = await listConsents(deps.database, await sightOf(deps, actor, operation), { operationId }, page);
      const body = toPage(items, page, ({ id }) => id);
      return { body, next: body.next };
    },
  }),
  route({
    method: 'post',
    path: '/consents/{consentId}/revocations',
    action: 'consent.give',
    summary: 'Take a consent back with a reason: what left by it is called back',
    params: ConsentPath,
    body: z.strictObject({ reason: Reason }).meta({ id: 'NewConsentRevocation' }),
    about: aboutConsent,
    replies: { status: 201, schema: Consent },
    refuses: ['consent.not-found', 'consent.revoked'],
    handle: async ({ params: { consentId }, body: { reason }, actor, found: operation, receipt, realNow }, { database }) => {
      const { organisation, personId } = actor;
      const known = await findConsent(database, { organisations: [organisation.id] }, operation.id, consentId);
      if (known?.organisation !== organisation.code) throw new Refusal('consent.not-found');
      const at = timeOf(operation, realNow);
      const reply = { status: 201, body: { ...known, revokedAt: isoOf(at), revocationReason: reason } };
      const revoking = { id: consentId, operationId: operation.id, organisationId: organisation.id, personId, reason, at: new Date(at) };
      refuseIf(await revokeConsent(database, revoking, receiptOf(receipt, reply)));
      return reply;
    },
  }),
];

function unfit(code: 'plan.organisation-unknown' | 'consent.to-oneself'): Refusal {
  return new Refusal('request.invalid', { flaws: [flaw('/recipient', code)] });
}
