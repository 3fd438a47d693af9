import { z } from 'zod';
import { BREAKDOWNS } from '../../domain/breakdown.ts';
import { BESIDE, Quantities } from './figures.ts';
import { Instant } from './id.ts';

const Count = z.number().int();
const Headings = z.array(z.strictObject({ heading: z.string(), cases: Count, seizures: Count, lines: Count }));

const Part = z.strictObject({
  key: z.string().meta({ description: 'Empty where reports do not say.' }),
  cases: Count,
  seizures: Count,
  lines: Count,
  headings: Headings.meta({ description: 'Goods that the operation looks for, subtypes counted with their heading.' }),
  goods: Headings.meta({ description: 'The same by heading or subtype as it was reported.' }),
  quantities: Quantities,
  ...BESIDE,
});

export const BreakdownShape = z
  .strictObject({
    asOf: Instant,
    level: z.string(),
    countLevel: z.string(),
    by: z.enum(BREAKDOWNS),
    phase: z.string(),
    rows: z.array(Part),
  })
  .meta({ id: 'Breakdown' });
