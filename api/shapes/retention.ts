import { z } from 'zod';
import { KEPT_REASONS, PURGE_RULES, RECORD_CLASSES, RECORD_KINDS, type RecordKind } from '../../domain/retention.ts';
import { Id, Instant } from './id.ts';

export const RecordClassShape = z.enum(RECORD_CLASSES);
const Kind = z.enum(Object.values(RECORD_KINDS).flat() as [RecordKind, ...RecordKind[]]);
const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'Write a SHA-256 in lower-case hexadecimal.');
const Count = z.number().int();
const Owner = z.string().nullable().meta({ description: 'Code of the administration; null for what is nobody’s own.' });

export const Tombstone = z
  .strictObject({ sha256: Hash, rule: z.enum(PURGE_RULES), purgedAt: Instant, purgeId: Id })
  .meta({ id: 'Tombstone', description: 'What a purged record leaves: the hash of what it said, by which rule it went, and when.' });

export const PurgedInputs = z.strictObject({ cases: Count, since: Instant, until: Instant }).nullable().meta({
  description: 'So many of the cases behind these figures have been purged: the figures stand, and cannot be counted again from them.',
});

export const Standing = z.enum([...KEPT_REASONS, ...PURGE_RULES]);

export const RetentionPreview = z
  .strictObject({
    asOf: Instant,
    endedAt: Instant.nullable().meta({ description: 'When the operation ended; null while it goes on, and nothing is purged.' }),
    rules: z.array(z.strictObject({ class: RecordClassShape, months: Count, reviewEveryMonths: Count })),
    sha256: Hash.nullable().meta({
      description:
        'Of the list of everything that would go now: what a purge is decided on. Null where nothing would, or you do not see all.',
    }),
    items: z.array(
      z.strictObject({
        class: RecordClassShape,
        organisation: Owner,
        records: Count,
        due: Count,
        kept: z.strictObject(
          Object.fromEntries(KEPT_REASONS.map((why) => [why, Count])) as Record<(typeof KEPT_REASONS)[number], z.ZodNumber>,
        ),
        nextDueAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'RetentionPreview' });

export const RecordItem = z
  .strictObject({
    class: RecordClassShape,
    kind: Kind,
    id: Id,
    organisation: Owner,
    since: Instant.nullable().meta({ description: 'From when its period runs.' }),
    dueAt: Instant.nullable(),
    standing: Standing.meta({ description: '`period` and `not-needed` would go now; the others say why it stays.' }),
  })
  .meta({ id: 'RetentionRecord' });

export const Hold = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string().nullable().meta({ description: 'Whose records are held; null: everybody’s.' }),
    caseId: Id.nullable(),
    reason: z.string(),
    until: Instant.nullable(),
    placedFor: z.string().meta({ description: 'The organisation whose people lift it.' }),
    placedBy: z.string(),
    placedAt: Instant,
    liftedBy: z.string().nullable(),
    liftedAt: Instant.nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'Hold' });

export const NewPurge = z
  .strictObject({
    preview: Hash.meta({ description: 'The `sha256` of the preview that you have looked at.' }),
    reason: z.string().trim().min(1).max(2_000),
  })
  .meta({ id: 'NewPurge' });

export const Purge = z
  .strictObject({
    id: Id,
    operationId: Id,
    decidedBy: z.string(),
    decidedAt: Instant,
    reason: z.string(),
    preview: Hash,
    state: z.enum(['purging', 'done']),
    records: Count,
    finishedAt: Instant.nullable(),
    manifestSha256: Hash.nullable().meta({ description: 'Of GET /purges/{purgeId}/manifest.ndjson as whoever sees all of it gets it.' }),
    items: z.array(z.strictObject({ class: RecordClassShape, organisation: Owner, purged: Count, kept: Count, toCome: Count })),
  })
  .meta({ id: 'Purge' });
