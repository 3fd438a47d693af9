import { z } from 'zod';
import { Id } from './id.ts';
import { WarningCodeShape } from './review.ts';

const Whole = z.number().int();

export const Count = z.strictObject({ reported: Whole, corrected: Whole, unchanged: Whole, refused: Whole }).meta({ id: 'IntakeCounts' });

export const NotInLedger = Whole.optional().meta({ description: 'Refusals beyond the 1,000 that the ledger keeps of one request.' });

export const TakenReport = z
  .strictObject({
    outcome: z.enum(['reported', 'corrected', 'unchanged', 'refused']),
    reference: z.string().optional(),
    id: Id.optional(),
    version: Whole.optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    warnings: z.array(z.strictObject({ pointer: z.string(), code: WarningCodeShape, detail: z.string() })).optional(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'TakenReport', description: 'What became of one report among many, in the order in which they were sent.' });
