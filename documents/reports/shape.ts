import { z } from 'zod';
import { DIRECTIONS } from '../../domain/case.ts';
import { COUNTRIES } from '../../domain/catalogue/countries.ts';
import { HANDLING_CODES, PURPOSES, SHARES, TLP_LABELS } from '../../domain/handling.ts';
import { MATCH_KEY_KINDS } from '../../domain/catalogue/match-keys.ts';
import { isMeansOfTransport, TRANSPORT_MODES } from '../../domain/catalogue/transport.ts';

const DECIMAL = /^\d{1,15}(\.\d{1,6})?$/;

/** Kept as text: 15 digits before the point and 6 after it are more than a JavaScript number holds. */
export const Quantity = z
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

const Means = z.string().refine(isMeansOfTransport, 'Write one of the means of transport of the catalogue, such as express.');

const Amount = { quantity: Quantity, unit: z.string().min(1).max(20) };
const Code = z.string().min(1).max(40);
const Text = z.string().trim().min(1).max(1_000);

const ValueShape = z
  .strictObject({
    amount: Quantity,
    currency: z.string().regex(/^[A-Z]{3}$/, 'Write a currency code of ISO 4217, such as EUR.'),
    basis: Code.meta({ description: 'What the amount is: face value, customs value, wholesale, street, evaded duty.' }),
    rateDate: z.iso.date().optional().meta({ description: 'Day of the rate, where the amount was converted from another currency.' }),
  })
  .meta({ id: 'Value' });

const GoodsLineShape = z.strictObject({
  heading: z.string().min(1).max(80),
  ...Amount,
  isWeighed: z.boolean().optional(),
  description: z.string().max(1_000).optional(),
  hs: z
    .string()
    .regex(/^(\d{4}|\d{6})$/, 'Write four or six digits of the Harmonized System, without dots.')
    .optional(),
  species: z.string().trim().min(1).max(200).optional(),
  cites: Code.optional(),
  status: Code.optional(),
  brand: z.string().trim().min(1).max(200).optional(),
  values: z.array(ValueShape).min(1).max(5).optional().meta({ description: 'Several amounts are several ways to value the same goods.' }),
  including: z
    .array(z.strictObject({ ...Amount, description: Text.optional() }))
    .min(1)
    .max(10)
    .optional()
    .meta({ description: 'Parts of the quantity, told in another unit. They are shown, and never added.' }),
});

const StateCounts = z
  .array(z.strictObject({ state: Code, count: z.number().int().min(1).max(1_000_000) }))
  .min(1)
  .max(20)
  .optional();

const SeizureShape = z.strictObject({
  number: z.number().int().min(1).max(10_000),
  seizedAt: z.iso.datetime({ offset: true, error: 'Write date and time with offset, such as 2026-03-31T18:00:00+02:00.' }),
  zone: z.string().min(1).max(64).optional(),
  place: z.string().max(200).optional(),
  placeType: Code.optional(),
  coordinates: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      accuracyMetres: z.number().min(0).max(20_000_000),
    })
    .optional(),
  direction: z.enum(DIRECTIONS).optional(),
  transport: Transport.optional(),
  means: Means.optional(),
  departure: Country.optional(),
  transit: z.array(Country).min(1).max(10).optional(),
  destination: Country.optional(),
  origin: Country.optional(),
  detection: z
    .strictObject({
      method: Code,
      riskIndicator: z.string().min(1).max(40).optional(),
      warning: z.string().trim().min(1).max(100).optional(),
    })
    .optional(),
  concealment: z.string().max(2_000).optional(),
  courier: z.strictObject({ company: z.string().trim().min(1).max(200).optional(), isAeo: z.boolean().optional() }).optional(),
  online: z.boolean().optional(),
  persons: StateCounts,
  groups: StateCounts,
  outcomes: z.array(Code).min(1).max(20).optional(),
  keys: z
    .array(z.strictObject({ kind: z.enum(MATCH_KEY_KINDS), value: z.string().trim().min(1).max(100) }))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Numbers of containers, flights, parcels and exhibits. Only your administration sees them.' }),
  goods: z.array(GoodsLineShape).min(1).max(200),
});

/** What is not said follows from the organisation, and from the plan. */
export const StatedHandling = z
  .strictObject({
    code: z.enum(HANDLING_CODES).optional(),
    tlp: z.enum(TLP_LABELS).optional(),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length).optional(),
    shares: z.array(z.enum(SHARES)).max(SHARES.length).optional(),
    permission: z.string().trim().min(1).max(2_000).nullable().optional(),
  })
  .meta({
    id: 'StatedHandling',
    description: 'What is left out follows from what the organisation says of all its reports, and from the plan.',
  });

const content = {
  summary: z.string().max(4_000).optional(),
  nationalReference: z.string().trim().min(1).max(100).optional(),
  handling: StatedHandling.optional(),
  seizures: z.array(SeizureShape).min(1).max(500),
};

export const CaseShape = z
  .strictObject({
    reference: z.string().trim().min(1).max(100).meta({ description: "The administration's own reference: one case, one report." }),
    external: z
      .strictObject({ system: z.string().trim().min(1).max(63), id: z.string().trim().min(1).max(200) })
      .optional()
      .meta({ description: 'The system that keeps the record of the case, and its name there.' }),
    ...content,
  })
  .meta({ id: 'CaseReport', description: 'Non-nominal: nobody is named.' });

export const CorrectionShape = z
  .strictObject({ reason: z.string().trim().min(1).max(1_000), ...content })
  .meta({ id: 'Correction', description: 'The whole report as it should read, and why it changes.' });

/** A double keeps any 15 significant digits; where it needs more to be written, it need not be what was sent. */
function isExact(value: number): boolean {
  return Number(value.toPrecision(15)) === value;
}
