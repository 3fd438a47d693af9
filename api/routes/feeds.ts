import { v7 } from 'uuid';
import { refuseFeed, type FeedChange } from '../../domain/feed.ts';
import { takesAnswers } from '../../domain/operation.ts';
import { isoOf } from '../../domain/moment.ts';
import { seesAll } from '../../domain/permission.ts';
import { askForFeed, sayOfFeed } from '../../prisma/facts/feeds.ts';
import { findFeed, findFeedRecipient, listFeeds, readFeedLag } from '../../prisma/reads/feeds.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { z } from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { receiptOf, type ReceiptKey } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route, type Reply, type Route } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { Feed, FeedDecision, FeedPath, FeedSaying, FeedView, NewFeed } from '../shapes/feed.ts';
import { OperationPath } from '../shapes/id.ts';

/** Another partner's feed does not exist for a partner. */
export const aboutFeed = aboutPart('feed', ({ feedId }: z.output<typeof FeedPath>) => feedId, 'feed.not-found');

export const FEED_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/feeds',
    action: 'feed.ask',
    summary: 'Ask for a feed of single reports to a partner; somebody else, of the coordinators, approves it',
    params: OperationPath,
    body: NewFeed,
    about: aboutOperation,
    replies: { status: 201, schema: Feed },
    refuses: ['feed.not-partner', 'feed.beyond-ceiling', 'feed.not-own', 'feed.asked-before', 'operation.not-running'],
    handle: async ({ params, body, actor, found: operation, relations, receipt, realNow }, { database }) => {
      if (!takesAnswers(operation.stage)) throw new Refusal('operation.not-running');
      const { operationId } = params;
      const { recipient: code = actor.organisation.code, purpose, reason } = body;
      if (!relations.includes('coordinator') && code !== actor.organisation.code) throw new Refusal('feed.not-own');
      const { plan } = operation;
      const recipient = await findFeedRecipient(database, { operationId, plan }, code);
      if (!recipient) throw new Refusal('feed.not-partner');
      refuseIf(refuseFeed(recipient, plan.partners.includes(code)));
      const [id, at] = [v7(), timeOf(operation, realNow)];
      const asked = { id, operationId, recipient: code, purpose, state: 'asked', reason, askedBy: actor.name, askedAt: isoOf(at) };
      const untouched = { stateReason: null, stateBy: null, stateAt: null, lastPosition: 0, readUntil: 0, readAt: null };
      const reply = { status: 201, body: { ...asked, ...untouched }, location: `/feeds/${id}` };
      const feed = { id, operationId, recipientId: recipient.organisationId, purpose, reason, personId: actor.personId, at: new Date(at) };
      refuseIf(await askForFeed(database, feed, receiptOf(receipt, reply)));
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/operations/{operationId}/feeds',
    action: 'feed.read',
    summary: 'Feeds of an operation, newest first: for a partner its own',
    params: OperationPath,
    about: aboutOperation,
    replies: { status: 200, schema: z.strictObject({ items: z.array(Feed), next: z.null() }) },
    handle: async ({ params: { operationId }, actor, relations }, { database }) => {
      const items = await listFeeds(database, operationId, seesAll(relations) ? null : actor.organisation.id);
      return { body: { items, next: null } };
    },
  }),
  route({
    method: 'get',
    path: '/feeds/{feedId}',
    action: 'feed.read',
    summary: 'How a feed stands: what was read and acknowledged of it, and which recalls nobody has confirmed',
    params: FeedPath,
    about: aboutFeed,
    replies: { status: 200, schema: FeedView },
    refuses: ['feed.not-found'],
    handle: async ({ params: { feedId }, found: operation, realNow }, { database }) => {
      const feed = await findFeed(database, feedId);
      if (!feed) throw new Refusal('feed.not-found');
      const lag = await readFeedLag(database, feedId, new Date(timeOf(operation, realNow)));
      return { body: { ...feed, lag } };
    },
  }),
  route({
    method: 'post',
    path: '/feeds/{feedId}/decisions',
    action: 'feed.decide',
    summary: 'Approve a feed that somebody else has asked for, or refuse it',
    params: FeedPath,
    body: FeedDecision,
    about: aboutFeed,
    replies: { status: 201, schema: Feed },
    refuses: ['feed.not-found', 'feed.unfit-change', 'feed.own-asking'],
    handle: ({ body: { decision, reason }, ...call }, deps) => say(deps, { ...call, ...call.params, reason }, decision),
  }),
  change('pauses', 'pause', 'Pause a feed: it tells of recalls only'),
  change('resumptions', 'resume', 'Go on with a paused feed: what it has not told meanwhile is told'),
  change('endings', 'end', 'End a feed for good: it tells of recalls only, as long as there are any'),
];

function change(things: string, what: FeedChange, summary: string): Route {
  return route({
    method: 'post',
    path: `/feeds/{feedId}/${things}`,
    action: 'feed.change',
    summary,
    params: FeedPath,
    body: FeedSaying,
    about: aboutFeed,
    replies: { status: 201, schema: Feed },
    refuses: ['feed.not-found', 'feed.unfit-change'],
    handle: ({ body: { reason }, ...call }, deps) => say(deps, { ...call, ...call.params, reason }, what),
  });
}

type Call = {
  actor: { personId: string; name: string };
  found: OperationStanding;
  receipt: ReceiptKey;
  realNow: number;
  feedId: string;
  reason: string;
};

async function say({ database }: Dependencies, { actor, found, receipt, realNow, feedId, reason }: Call, what: FeedChange): Promise<Reply> {
  const feed = await findFeed(database, feedId);
  if (!feed) throw new Refusal('feed.not-found');
  const at = timeOf(found, realNow);
  const said = { id: feedId, operationId: found.id, change: what, reason, personId: actor.personId, at: new Date(at) };
  const replyFor = (state: string): Reply => ({
    status: 201,
    body: { ...feed, state, stateReason: reason, stateBy: actor.name, stateAt: isoOf(at) },
    location: `/feeds/${feedId}`,
  });
  let state = '';
  const refused = await sayOfFeed(database, said, (now) => {
    state = now;
    return receiptOf(receipt, replyFor(now));
  });
  refuseIf(refused);
  return replyFor(state);
}
