import { z } from 'zod';
import type { Warning } from '../../domain/warning.ts';
import { WARNINGS, type WarningCode } from '../../domain/failure.ts';
import { REVIEW_OUTCOMES, REVIEW_STATES } from '../../domain/review.ts';
import type { ReviewItem } from '../../prisma/reads/reviews.ts';
import { Id, Instant } from './id.ts';

export const WarningCodeShape = z.enum(Object.keys(WARNINGS) as [WarningCode, ...WarningCode[]]).meta({ id: 'WarningCode' });

export const Review = z
  .strictObject({
    id: Id,
    caseId: Id,
    organisation: z.string(),
    reference: z.string(),
    version: z.number().int().meta({ description: 'The latest version of the case that raises it.' }),
    pointer: z.string().meta({ description: 'RFC 6901, into the report of that version.' }),
    code: WarningCodeShape,
    detail: z.string(),
    state: z.enum(REVIEW_STATES),
    raisedAt: Instant,
    taskingId: Id.nullable().meta({ description: 'By which its owner was asked last.' }),
    answer: z.string().nullable(),
    answeredAt: Instant.nullable(),
    outcome: z.enum(REVIEW_OUTCOMES).nullable(),
    reason: z.string().nullable(),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Review', description: 'Something about a report that must be asked: a warning, and what became of it.' });

/** A warning as it is told with the report that raises it for the first time. */
export function freshReview(
  { id, pointer, code, detail }: Warning & { id: string },
  { caseId, organisation, reference, at }: { caseId: string; organisation: string; reference: string; at: string },
): ReviewItem {
  const unsettled = { taskingId: null, answer: null, answeredAt: null, outcome: null, reason: null, settledAt: null };
  return { id, caseId, organisation, reference, version: 1, pointer, code, detail, state: 'open', raisedAt: at, ...unsettled };
}
