import { z } from 'zod';
import { ACKNOWLEDGED_AS, FEED_STATES } from '../../domain/feed.ts';
import { PURPOSES } from '../../domain/handling.ts';
import { Id, Instant } from './id.ts';
import { Reason } from './tasking.ts';

export const FeedPath = z.object({ feedId: Id });

const Position = z.number().int().nonnegative();

export const NewFeed = z
  .strictObject({
    recipient: z.string().min(2).max(63).optional().meta({ description: 'Code of the partner; your own organisation without it.' }),
    purpose: z.enum(PURPOSES),
    reason: Reason,
  })
  .meta({ id: 'NewFeed' });

export const Feed = z
  .strictObject({
    id: Id,
    operationId: Id,
    recipient: z.string(),
    purpose: z.enum(PURPOSES),
    state: z.enum(FEED_STATES),
    reason: z.string(),
    askedBy: z.string(),
    askedAt: Instant,
    stateReason: z.string().nullable(),
    stateBy: z.string().nullable(),
    stateAt: Instant.nullable(),
    lastPosition: Position.meta({ description: 'Of the last record that there is.' }),
    readUntil: Position,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Feed', description: 'What a partner may have of an operation, report by report, as it changes.' });

export const FeedView = z
  .strictObject({
    ...Feed.shape,
    lag: z.strictObject({
      records: z.number().int().meta({ description: 'Records that hold, of which a reader from the beginning is told.' }),
      unread: z.number().int(),
      oldestUnreadAt: Instant.nullable(),
      acknowledgedUntil: Position,
      unacknowledged: z.number().int().meta({ description: 'Records that were read, and of which nothing was said.' }),
      refused: z.number().int(),
      recalls: z
        .strictObject({ open: z.number().int(), overdue: z.number().int(), oldestAt: Instant.nullable() })
        .meta({ description: 'Recalls that the partner has not confirmed; overdue after a day.' }),
    }),
  })
  .meta({ id: 'FeedView' });

export const FeedSaying = z.strictObject({ reason: Reason }).meta({ id: 'FeedSaying' });
export const FeedDecision = z.strictObject({ decision: z.enum(['approve', 'refuse']), reason: Reason }).meta({ id: 'FeedDecision' });

const MOST_AT_ONCE = 1_000;

export const Acknowledgements = z
  .strictObject({
    acknowledgements: z
      .array(
        z.strictObject({
          position: z.number().int().positive(),
          hash: z.string().regex(/^[0-9a-f]{64}$/, 'The hash of the record, as it was sent.'),
          externalId: z.string().trim().min(1).max(200).optional().meta({ description: 'By what your system knows this case.' }),
          outcome: z.enum(ACKNOWLEDGED_AS),
          reason: z.string().trim().min(1).max(1_000).optional(),
        }),
      )
      .min(1)
      .max(MOST_AT_ONCE),
  })
  .meta({ id: 'FeedAcknowledgements' });

export const AcknowledgementResults = z
  .strictObject({
    results: z.array(
      z.strictObject({
        position: z.number().int(),
        outcome: z.enum(['acknowledged', 'unchanged', 'refused']),
        code: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'FeedAcknowledgementResults' });
