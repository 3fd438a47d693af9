import { z } from 'zod';

/** The small words of which scenarios are made. */
export const keySchema = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'Use small letters, digits and hyphens.');
export const wallSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Write a wall time as 2021-04-30T18:00.');
export const countSchema = z.int().positive();
export const countriesSchema = z
  .string()
  .regex(/^[A-Z]{2}( [A-Z]{2})*$/, 'Write countries as "BE FR LU".')
  .transform((codes) => codes.split(' '));
export const decimalSchema = z.string().regex(/^\d+(\.\d+)?$/, 'Write a number as text, such as "195500000" or "2.5".');

/** Members of a group by their place in it: `count` of them, from place `from` on. The order is shuffled by the seed. */
export const selectionSchema = z.strictObject({ group: keySchema, from: z.int().min(0).default(0), count: countSchema });

export const amountSchema = z.strictObject({ heading: keySchema, unit: z.string().min(1), quantity: decimalSchema });

export type Selection = z.infer<typeof selectionSchema>;
