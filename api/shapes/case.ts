import { z } from 'zod';
import { DIRECTIONS } from '../../domain/case.ts';
import { COUNTRIES } from '../../domain/catalogue/countries.ts';
import { TRANSPORT_MODES } from '../../domain/catalogue/transport.ts';

const DECIMAL = /^\d{1,15}(\.\d{1,6})?$/;

/** Kept as text: 15 digits before the point and 6 after it are more than a JavaScript number holds. */
const Quantity = z
  .union([
    z.string().regex(DECIMAL, 'Write a decimal number such as 1200.5, without signs or separators.'),
    z.number().nonnegative().refine(isExact, 'Write more than 15 digits as text: as a number they may have been rounded on their way.'),
  ])
  .transform(String)
  .refine((text) => DECIMAL.test(text), 'At most 15 digits before the point and 6 after it.')
  .meta({ type: 'string', description: 'Decimal text; numbers are accepted and kept as text.' });

const Country = z
  .string()
  .refine((code) => COUNTRIES.some((country) => country.code === code), 'Write the ISO 3166-1 alpha-2 code of a country.');
const Transport = z
  .string()
  .refine(
    (code) => TRANSPORT_MODES.some((mode) => mode.code === code),
    'Write a mode of transport of UN/ECE Recommendation 19: one digit, such as 1 for sea.',
  );

const GoodsLineShape = z.strictObject({
  heading: z.string().min(1).max(80),
  quantity: Quantity,
  unit: z.string().min(1).max(20),
  description: z.string().max(1_000).optional(),
});

const SeizureShape = z.strictObject({
  number: z.number().int().min(1).max(10_000),
  seizedAt: z.iso.datetime({ offset: true, error: 'Write date and time with offset, such as 2026-03-31T18:00:00+02:00.' }),
  place: z.string().max(200).optional(),
  direction: z.enum(DIRECTIONS).optional(),
  transport: Transport.optional(),
  departure: Country.optional(),
  destination: Country.optional(),
  goods: z.array(GoodsLineShape).min(1).max(200),
});

const seizures = z.array(SeizureShape).min(1).max(500);

export const CaseShape = z
  .strictObject({
    reference: z.string().trim().min(1).max(100).meta({ description: "The administration's own reference: one case, one report." }),
    summary: z.string().max(4_000).optional(),
    seizures,
  })
  .meta({ id: 'CaseReport', description: 'Non-nominal: nobody is named.' });

export const CorrectionShape = z
  .strictObject({ reason: z.string().trim().min(1).max(1_000), summary: z.string().max(4_000).optional(), seizures })
  .meta({ id: 'Correction', description: 'The whole report as it should read, and why it changes.' });

/** A double keeps any 15 significant digits; where it needs more to be written, it need not be what was sent. */
function isExact(value: number): boolean {
  return Number(value.toPrecision(15)) === value;
}
