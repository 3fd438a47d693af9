import { v7 } from 'uuid';
import { z } from 'zod';
import type { FailureCode } from '../../domain/failure.ts';
import { acknowledge, type Acknowledged } from '../../prisma/facts/feed-acknowledgements.ts';
import { readFeed } from '../../prisma/facts/feed-readings.ts';
import { findFeed, OPEN_STATES } from '../../prisma/reads/feeds.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerOnce } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { timeOf } from '../standing.ts';
import { AcknowledgementResults, Acknowledgements, FeedPath } from '../shapes/feed.ts';
import { aboutFeed } from './feeds.ts';

const MOST_RECORDS = 1_000_000;
/** Judged, and held in memory, together: what is restricted while a long page is sent does not leave with its rest. */
const RECORDS_AT_ONCE = 500;
const MOST_BYTES = 2 * 1024 * 1024;

const Cursor = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .meta({ description: 'Position of the last record that you have; 0 for all that hold.' }),
  limit: z.coerce.number().int().min(1).max(MOST_RECORDS).default(1_000).meta({ description: 'How many records at most.' }),
});

const REFUSALS: Partial<Record<Acknowledged['outcome'], FailureCode>> = {
  unknown: 'feed.record-unknown',
  tampered: 'feed.record-tampered',
};

export const FEED_RECORD_ROUTES = [
  route({
    method: 'get',
    path: '/feeds/{feedId}/records',
    action: 'feed.follow',
    summary: 'Records behind a position, as JSON lines: position, kind, at, yourId, hash, body; the hash is SHA-256 of the bytes of body',
    params: FeedPath,
    query: Cursor,
    about: aboutFeed,
    replies: { status: 200, type: 'application/x-ndjson' },
    refuses: ['feed.not-found', 'feed.not-open'],
    handle: async ({ params: { feedId }, query }, deps) => {
      await refuseClosed(deps, feedId);
      return { body: null, stream: recordsOf(deps, feedId, query) };
    },
  }),
  route({
    method: 'post',
    path: '/feeds/{feedId}/acknowledgements',
    action: 'feed.follow',
    summary:
      'Say what you made of records that you read, one by one, and by what your system knows their cases; the same again changes nothing',
    params: FeedPath,
    body: Acknowledgements,
    mostBytes: MOST_BYTES,
    about: aboutFeed,
    replies: { status: 200, schema: AcknowledgementResults },
    refuses: ['feed.not-found', 'feed.not-open', 'feed.record-unknown', 'feed.record-tampered'],
    handle: async ({ params: { feedId }, body: { acknowledgements }, actor, found: operation, receipt, realNow }, deps) => {
      await refuseClosed(deps, feedId);
      const at = new Date(timeOf(operation, realNow));
      const reader = { feedId, operationId: operation.id, organisationId: actor.organisation.id, personId: actor.personId, at };
      return answerOnce(deps.database, receipt, async () => {
        const said = acknowledgements.map(({ externalId = null, reason = null, ...each }) => ({ id: v7(), externalId, reason, ...each }));
        return { status: 200, body: { results: (await acknowledge(deps.database, reader, said)).map(resultOf) } };
      });
    },
  }),
];

function resultOf({ position, outcome }: Acknowledged): object {
  const code = REFUSALS[outcome];
  return code ? { position, outcome: 'refused', code } : { position, outcome };
}

async function refuseClosed({ database }: Dependencies, feedId: string): Promise<void> {
  const feed = await findFeed(database, feedId);
  if (!feed) throw new Refusal('feed.not-found');
  if (!OPEN_STATES.includes(feed.state)) throw new Refusal('feed.not-open');
}

/** Each piece is judged, and marked as read, in a transaction of its own before it is sent. */
async function* recordsOf(
  { database, now }: Dependencies,
  feedId: string,
  { after, limit }: z.output<typeof Cursor>,
): AsyncGenerator<string> {
  let [from, left] = [after, limit];
  while (left > 0) {
    const { lines, until } = await readFeed(database, feedId, { after: from, limit: Math.min(left, RECORDS_AT_ONCE) }, now());
    if (until === null) return;
    if (lines.length > 0) yield lines.join('');
    left -= lines.length;
    from = until;
  }
}
