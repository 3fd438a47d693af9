import { z } from 'zod';
import { Quantities } from './figures.ts';
import { Id, Instant } from './id.ts';

const Count = z.number().int();

/** One heading in one dimension; what has no factor stands beside the totals. */
export const Normalised = z
  .strictObject({
    version: z.string().meta({ description: 'Of the factors.' }),
    totals: z.array(
      z.strictObject({
        heading: z.string(),
        dimension: z.string(),
        unit: z.string(),
        quantity: z.string(),
        parts: z.array(z.strictObject({ unit: z.string(), quantity: z.string(), factor: z.string().nullable(), converted: z.string() })),
      }),
    ),
    unconverted: z.array(z.strictObject({ heading: z.string(), unit: z.string(), quantity: z.string() })),
  })
  .meta({ id: 'Normalised', description: 'Quantities of one dimension in one unit, by named factors. Dimensions are never mixed.' });

const Share = { organisation: z.string(), quantity: z.string(), share: z.string().meta({ description: 'Of the whole, from 0 to 1.' }) };

export const Concentration = z
  .strictObject({
    heading: z.string(),
    unit: z.string(),
    quantity: z.string(),
    seizures: Count,
    median: z.string().meta({ description: 'Half of the seizures have no more.' }),
    largest: z.strictObject({ caseId: Id, ...Share }).meta({ description: 'The case with the most of it.' }),
    leader: z.strictObject(Share).meta({ description: 'The administration with the most of it.' }),
  })
  .meta({ id: 'Concentration' });

const Compared = z.strictObject({ cases: Count, seizures: Count, quantities: Quantities });

export const Comparison = z
  .strictObject({
    asOf: Instant,
    periods: z.strictObject({ before: z.string(), now: z.string() }),
    participants: z.array(z.string()).meta({ description: 'Those who reported a seizure in both: only theirs are compared.' }),
    onlyBefore: z.array(z.string()),
    onlyNow: z.array(z.string()),
    before: Compared,
    now: Compared,
  })
  .meta({ id: 'Comparison' });

export const PeriodReporting = z
  .strictObject({
    period: z.string(),
    asked: Count,
    reported: Count,
    nil: Count,
    onTime: Count,
    late: Count,
    open: Count,
    lapsed: Count,
    rate: z.string().nullable(),
    medianDays: z.string().nullable(),
  })
  .meta({ id: 'PeriodReporting' });
