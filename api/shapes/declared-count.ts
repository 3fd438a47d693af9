import { z } from 'zod';
import { Id, Instant } from './id.ts';

export const PeriodKey = z.string().min(1).max(40);
export const Reason = z
  .string()
  .trim()
  .min(1)
  .max(1_000)
  .optional()
  .meta({ description: 'Needed as soon as a number becomes another one than was said before.' });

const Counted = {
  measure: z.string(),
  item: z.string().meta({ description: "A kind of activity, a state of persons or groups, or a heading; '' for all goods." }),
  unit: z.string(),
  amount: z.string(),
  version: z.number().int(),
};

/** The answer to a declaration: every number of it as it stands now. */
export const Declaration = z
  .strictObject({
    id: Id,
    organisation: z.string(),
    period: z.string(),
    receivedAt: Instant,
    counts: z.array(z.strictObject({ ...Counted, isChanged: z.boolean().meta({ description: 'False where the same was said before.' }) })),
  })
  .meta({ id: 'Declaration' });

export const DeclaredCountItem = z
  .strictObject({
    id: Id,
    organisation: z.string(),
    period: z.string(),
    ...Counted,
    versions: z.array(
      z.strictObject({
        version: z.number().int(),
        amount: z.string(),
        reason: z.string().nullable(),
        author: z.string(),
        receivedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'DeclaredCount' });
