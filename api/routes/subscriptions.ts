import { v7 } from 'uuid';
import { z } from 'zod';
import { isoOf } from '../../domain/moment.ts';
import { refuseIn, takesReports } from '../../domain/operation.ts';
import { seesAll } from '../../domain/permission.ts';
import { subscriptionChain } from '../../domain/subscription.ts';
import {
  endSubscription,
  pauseSubscription,
  proposeSubscription,
  proposeTerms,
  resumeSubscription,
} from '../../prisma/facts/subscriptions.ts';
import { findProposer, findSubscription, listSubscriptions, type SubscriptionView } from '../../prisma/reads/subscriptions.ts';
import { openChain } from '../chains.ts';
import { pageOf, PageQuery, readCursor, toPage } from '../page.ts';
import { decideOnce, receiptOf } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { refuseTerms, subscriptionFor } from '../subscribing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { NewSubscription, Subscription, SubscriptionPath, Terms } from '../shapes/subscription.ts';

export const aboutSubscription = aboutPart(
  'subscription',
  ({ subscriptionId }: z.output<typeof SubscriptionPath>) => subscriptionId,
  'subscription.not-found',
);

const Because = z.strictObject({ reason: z.string().trim().min(1).max(2_000) }).meta({ id: 'Because' });

/** As a client reads it. */
function told({ organisationId: _, ...subscription }: SubscriptionView) {
  return subscription;
}

const STEERING = {
  pauses: {
    what: 'Pause a subscription: no window ends until it is resumed',
    steer: pauseSubscription,
    refuses: 'subscription.not-active',
  },
  resumptions: {
    what: 'Resume a subscription: its next window begins where the last one ended',
    steer: resumeSubscription,
    refuses: 'subscription.not-paused',
  },
  endings: { what: 'End a subscription for good', steer: endSubscription, refuses: 'subscription.ended' },
} as const;

function steeringRoute(name: keyof typeof STEERING): Route {
  const { what, steer, refuses } = STEERING[name];
  return route({
    method: 'post',
    path: `/subscriptions/{subscriptionId}/${name}`,
    action: 'subscription.steer',
    summary: `${what}; at once, by its organisation or a coordinator`,
    params: SubscriptionPath,
    body: Because,
    about: aboutSubscription,
    replies: { status: 201, schema: z.strictObject({ subscriptionId: Id, reason: z.string() }) },
    refuses: [...new Set(['subscription.not-found', refuses, 'subscription.ended'] as const)],
    handle: async ({ params: { subscriptionId: id }, body: { reason }, actor, relations, found, receipt, realNow }, deps) => {
      await subscriptionFor(deps, { id, relations: relations.filter((each) => each !== 'approver'), own: actor.organisation.id });
      const reply = { status: 201, body: { subscriptionId: id, reason }, location: `/subscriptions/${id}` };
      const at = new Date(timeOf(found, realNow));
      refuseIf(await steer(deps.database, { id, personId: actor.personId, reason, at }, receiptOf(receipt, reply)));
      return reply;
    },
  });
}

export const SUBSCRIPTION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/subscriptions',
    action: 'subscription.propose',
    summary: 'Propose what your organisation is to be told regularly, how often, and by which way',
    params: OperationPath,
    body: NewSubscription,
    about: aboutOperation,
    replies: { status: 201, schema: Subscription },
    refuses: ['subscription.unfit', 'subscription.name-taken', 'operation.not-running', 'operation.settled', 'operation.closed'],
    handle: async ({ params: { operationId }, body: { name, ...terms }, actor, found: operation, receipt, realNow }, deps) => {
      if (!takesReports(operation.stage)) refuseIf(refuseIn(operation.stage, 'subscribe'));
      const { id: organisationId, code: organisation } = actor.organisation;
      await refuseTerms(deps, operation, { terms, organisationId, realNow });
      const at = timeOf(operation, realNow);
      const id = v7();
      const version = {
        number: 1,
        state: 'proposed',
        terms,
        proposedBy: actor.name,
        proposedAt: isoOf(at),
        approvalId: null,
        settledAt: null,
      };
      const body = {
        ...{ id, operationId, organisation, name, state: 'proposed', stateSince: isoOf(at), stateReason: null, version: null },
        ...{ versions: [version], coveredUntil: null },
      };
      const reply = { status: 201, body, location: `/subscriptions/${id}` };
      const proposal = { id, operationId, organisationId, personId: actor.personId, name, terms, at: new Date(at) };
      refuseIf(await proposeSubscription(deps.database, proposal, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/subscriptions',
    action: 'subscription.read',
    summary: 'Subscriptions of an operation, oldest first: of your own organisation, or all for those who decide on them',
    params: OperationPath,
    query: PageQuery,
    about: aboutOperation,
    replies: { status: 200, schema: pageOf(Subscription) },
    refuses: ['request.cursor-invalid'],
    handle: async ({ params: { operationId }, query, actor, relations }, { database }) => {
      const window = readCursor(query, 'id');
      const isAll = seesAll(relations) || relations.includes('approver');
      const rows = await listSubscriptions(database, operationId, isAll ? null : actor.organisation.id, window);
      const page = toPage(rows.map(told), window, ({ id }) => id);
      return { body: page, next: page.next };
    },
  }),
  route({
    method: 'get',
    path: '/subscriptions/{subscriptionId}',
    action: 'subscription.read',
    summary: 'A subscription: its terms, those before and those proposed, and how far it has been served',
    params: SubscriptionPath,
    about: aboutSubscription,
    replies: { status: 200, schema: Subscription },
    refuses: ['subscription.not-found'],
    handle: async ({ params: { subscriptionId: id }, actor, relations }, deps) => ({
      body: told(await subscriptionFor(deps, { id, relations, own: actor.organisation.id })),
    }),
  }),
  route({
    method: 'post',
    path: '/subscriptions/{subscriptionId}/versions',
    action: 'subscription.propose',
    summary: 'Propose other terms of a subscription; those in force hold until these are approved',
    params: SubscriptionPath,
    body: Terms,
    about: aboutSubscription,
    replies: { status: 201, schema: z.strictObject({ subscriptionId: Id, version: z.number().int() }) },
    refuses: ['subscription.not-found', 'subscription.unfit', 'subscription.pending', 'subscription.changed', 'subscription.ended'],
    handle: async ({ params: { subscriptionId: id }, body: terms, actor, found: operation, receipt, realNow }, deps) => {
      const { organisationId, versions } = await subscriptionFor(deps, { id, relations: [], own: actor.organisation.id });
      await refuseTerms(deps, operation, { terms, organisationId, realNow });
      const number = (versions[0]?.number ?? 0) + 1;
      const reply = { status: 201, body: { subscriptionId: id, version: number }, location: `/subscriptions/${id}` };
      const at = new Date(timeOf(operation, realNow));
      refuseIf(await proposeTerms(deps.database, { id, number, terms, personId: actor.personId, at }, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'post',
    path: '/subscriptions/{subscriptionId}/submissions',
    action: 'subscription.submit',
    summary: 'Submit the proposed terms of a subscription to those who decide whether its organisation may have them',
    params: SubscriptionPath,
    about: aboutSubscription,
    body: z
      .strictObject({ version: z.number().int().min(1).meta({ description: 'The terms that you have read.' }) })
      .meta({ id: 'TermsSubmission' }),
    replies: { status: 201, schema: z.strictObject({ approvalId: Id, version: z.number().int() }) },
    refuses: [
      'subscription.not-found',
      'subscription.unfit',
      'subscription.nothing-to-submit',
      'subscription.changed',
      'operation.not-running',
      'operation.suspended',
      'operation.closed',
      'operation.settled',
      'approval.out-of-reach',
      'temporal.unavailable',
    ],
    handle: async ({ params: { subscriptionId: id }, body: { version }, actor, found: operation, receipt, realNow }, deps) => {
      const { database, gateway } = deps;
      const submit = async (command: { commandId: string; actorId: string }): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'subscribe'));
        const found = await findSubscription(database, id);
        const proposed = found?.versions.find(({ state }) => state === 'proposed');
        if (!found || found.state === 'ended' || !proposed) throw new Refusal('subscription.nothing-to-submit');
        if (proposed.number !== version) throw new Refusal('subscription.changed');
        await refuseTerms(deps, operation, { terms: proposed.terms, organisationId: found.organisationId, realNow });
        const proposer = await findProposer(database, id, version);
        const posts = [...new Set([...actor.posts, ...(proposer?.posts ?? [])])];
        const author = { personId: actor.personId, posts, writers: proposer ? [proposer.id] : [] };
        const { steps } = await openChain(database, subscriptionChain(operation.plan), author, operation.plan, timeOf(operation, realNow));
        await gateway.subscribe(operation.id, { ...command, approvalId: v7(), subscriptionId: id, version, author, steps });
      };
      return decideOnce(database, receipt, submit, async ({ data }) => {
        const { approvalId } = data as { approvalId: string };
        return { status: 201, body: { approvalId, version }, location: `/approvals/${approvalId}` };
      });
    },
  }),
  steeringRoute('pauses'),
  steeringRoute('resumptions'),
  steeringRoute('endings'),
];
