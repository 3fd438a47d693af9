import { z } from 'zod';
import { REASON_CODES } from '../../domain/duplicate.ts';
import { CaseShape } from '../../documents/reports/shape.ts';
import { DUPLICATE_STATES } from '../../prisma/reads/duplicates.ts';
import { Id, Instant } from './id.ts';

const Side = z
  .strictObject({
    caseId: Id,
    operationId: Id,
    organisation: z.string(),
    reportedAt: Instant,
    from: Instant,
    until: Instant,
    seizures: z.number().int(),
    goods: z.array(z.strictObject({ heading: z.string(), unit: z.string(), quantity: z.string() })),
  })
  .meta({ id: 'DuplicateSide', description: 'What both owners may know of a case: whose it is, when it was, and what was seized.' });

const common = {
  id: Id,
  operationId: Id.meta({ description: 'The operation that counts both cases.' }),
  state: z.enum(DUPLICATE_STATES).meta({ description: 'withdrawn: corrections left too little that speaks for one seizure.' }),
  score: z.number().int().min(0).max(100),
  reasons: z
    .array(z.strictObject({ code: z.enum(REASON_CODES), weight: z.number().int() }))
    .meta({ description: 'What the score is made of; what both have in common is told only to whoever sees both reports.' }),
  foundAt: Instant,
  namedBy: z.string().nullable().meta({ description: 'Who named the pair, where no score had found it.' }),
  namingReason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionReason: z.string().nullable(),
  primaryId: Id.nullable().meta({ description: 'The case that counts for both, while they are linked.' }),
};

export const Duplicate = z.strictObject({ ...common, sides: z.tuple([Side, Side]) }).meta({ id: 'Duplicate' });

const SeenSide = Side.extend({ report: CaseShape.nullable().meta({ description: 'Null where the report is not yours to see.' }) }).meta({
  id: 'SeenSide',
});
export const DuplicateView = z
  .strictObject({
    ...common,
    sides: z.tuple([SeenSide, SeenSide]),
    differences: z
      .array(z.strictObject({ field: z.string(), one: z.unknown(), two: z.unknown() }))
      .nullable()
      .meta({ description: 'Seizures are numbered by their time. Null where one of the reports is not yours to see.' }),
  })
  .meta({ id: 'DuplicateView' });
