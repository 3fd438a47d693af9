import { z } from 'zod';
import { amountSchema, countSchema, keySchema, selectionSchema, wallSchema } from './words.ts';

/** `about` is said when the event is played. With `refused` it succeeds only if Concert refuses it with this code. */
const always = { about: z.string().optional(), refused: z.string().optional() };

/** Everything that can happen in a drill. docs/drills.md tells each in a line; a kind that is added needs its line there. */
export const eventSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('advance'), to: wallSchema, ...always }),
  z.strictObject({
    do: z.literal('write'),
    change: z.record(z.string(), z.unknown()).default({}),
    invite: z.array(keySchema).default([]),
    ...always,
  }),
  z.strictObject({ do: z.literal('submit'), ...always }),
  z.strictObject({
    do: z.literal('decide'),
    as: z.string(),
    decision: z.enum(['approve', 'return', 'reject']),
    reason: z.string().optional(),
    ...always,
  }),
  z.strictObject({ do: z.literal('launch'), ...always }),
  z.strictObject({
    do: z.literal('answer'),
    task: z.enum(['take-part', 'confirm-figures', 'nominate-contacts', 'enquiry', 'follow-up']),
    answer: z.enum(['accept', 'decline', 'confirm', 'dispute', 'nominated', 'done', 'unable']),
    by: selectionSchema,
    reason: z.string().optional(),
    details: z.string().optional(),
    ...always,
  }),
  z.strictObject({
    do: z.literal('task'),
    kind: z.enum(['nominate-contacts', 'enquiry', 'follow-up']),
    title: z.string().min(1),
    instructions: z.string().min(1),
    to: z.enum(['accepted', 'reported', 'silent']),
    by: wallSchema,
    ...always,
  }),
  z.strictObject({
    do: z.literal('stand-in'),
    as: z.string(),
    by: z.string(),
    from: wallSchema,
    until: wallSchema,
    reason: z.string().min(1),
    ...always,
  }),
  z.strictObject({ do: z.literal('expect-letters'), kind: keySchema, organisations: countSchema, ...always }),
  z.strictObject({
    do: z.literal('report'),
    batch: keySchema,
    by: selectionSchema,
    phase: keySchema,
    cases: countSchema,
    seizures: countSchema,
    quantities: z.array(amountSchema).min(1),
    surplus: amountSchema.extend({ cases: countSchema }).optional(),
    ...always,
  }),
  z.strictObject({ do: z.literal('correct'), batch: keySchema, reason: z.string().min(1), ...always }),
  z.strictObject({ do: z.literal('retry'), batch: keySchema, cases: countSchema, ...always }),
  z.strictObject({ do: z.literal('nil-return'), period: keySchema, by: selectionSchema, ...always }),
  z.strictObject({ do: z.literal('freeze'), edition: keySchema, ...always }),
  z.strictObject({
    do: z.literal('await-publication'),
    edition: keySchema,
    letters: z.int().min(0),
    /** Why it differs from the edition before, in cases: each of these as it is given. */
    reasons: z.record(z.string(), z.int().min(0)).optional(),
    ...always,
  }),
  z.strictObject({ do: z.literal('await-completion'), ...always }),
]);

export type Event = z.infer<typeof eventSchema>;
export type EventKind = Event['do'];
export type EventOf<Kind extends EventKind> = Extract<Event, { do: Kind }>;
