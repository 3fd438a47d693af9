import { z } from 'zod';
import { Instant } from './id.ts';

const Count = z.number().int();

export const NamedFigure = z
  .strictObject({ name: z.string(), unit: z.string(), value: z.string() })
  .meta({ id: 'NamedFigure', description: '`value` is decimal text, exact.' });

export const Difference = z
  .strictObject({ name: z.string(), unit: z.string(), before: z.string().nullable(), now: z.string().nullable() })
  .meta({ id: 'FigureDifference' });

export const Figures = z
  .strictObject({
    cases: Count,
    seizures: Count,
    denominators: z.strictObject({ invited: Count, accepted: Count, declined: Count, silent: Count, reported: Count, nil: Count }),
    quantities: z.array(z.strictObject({ heading: z.string(), unit: z.string(), quantity: z.string(), seizures: Count })),
    sums: z
      .array(z.strictObject({ key: z.string(), name: z.string(), unit: z.string(), quantity: z.string(), reason: z.string() }))
      .meta({ description: "Added by the plan's own rules only; each says why it may be added." }),
    strands: z
      .array(z.strictObject({ operation: z.uuid(), title: z.string(), cases: Count, seizures: Count }))
      .optional()
      .meta({ description: 'Operations that roll up into this one, and their part of the totals.' }),
  })
  .meta({ id: 'Figures' });

export const Agreement = z
  .strictObject({
    members: z.strictObject({ confirmed: Count, disputed: Count, consentedBySilence: Count, open: Count }),
    signOff: z.array(z.strictObject({ post: z.string(), step: z.string(), at: Instant })),
  })
  .meta({ id: 'Agreement' });
