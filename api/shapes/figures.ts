import { z } from 'zod';
import { Instant } from './id.ts';

const Count = z.number().int();

export const NamedFigure = z
  .strictObject({ name: z.string(), unit: z.string(), value: z.string() })
  .meta({ id: 'NamedFigure', description: '`value` is decimal text, exact.' });

export const Difference = z
  .strictObject({ name: z.string(), unit: z.string(), before: z.string().nullable(), now: z.string().nullable() })
  .meta({ id: 'FigureDifference' });

export const Reasons = z
  .strictObject({
    added: Count,
    corrected: Count,
    linked: Count,
    excluded: Count,
    late: Count.meta({ description: 'Reports of what the edition before would have counted, had they come before its cut-off.' }),
    withheld: Count,
    scope: Count.optional().meta({ description: 'Reports of phases that only one of the two editions counts.' }),
  })
  .meta({ id: 'DifferenceReasons', description: 'Why figures differ, in cases: each counts once.' });

const Quantity = z.strictObject({
  heading: z.string(),
  unit: z.string(),
  quantity: z.string(),
  seizures: Count,
  unweighed: z.string().optional().meta({ description: 'The part that was said not to be weighed.' }),
});
const Value = z.strictObject({ heading: z.string(), currency: z.string(), basis: z.string(), amount: z.string(), seizures: Count });
const Declared = z.strictObject({
  measure: z.enum(['cases', 'seizures', 'quantity']),
  heading: z.string().nullable(),
  unit: z.string().nullable(),
  remainder: z.string(),
});
const Activity = z.strictObject({ measure: z.string(), kind: z.string(), unit: z.string(), amount: z.string() });
const States = z.array(z.strictObject({ state: z.string(), count: Count }));

/** What is told beside the goods that an operation looks for. */
export const BESIDE = {
  bonus: z.array(Quantity).optional().meta({ description: 'Goods that the operation did not look for.' }),
  values: z
    .array(Value)
    .optional()
    .meta({ description: 'Amounts of different currency or basis are different views of goods: never add them.' }),
  persons: States.optional(),
  groups: States.optional(),
  declared: z.array(Declared).optional().meta({ description: 'Declared as totals, and shown by no case yet: it comes on top.' }),
  activity: z.array(Activity).optional().meta({ description: 'Counted beside seizures, never with them.' }),
  linked: z.strictObject({ cases: Count, seizures: Count }).optional().meta({
    description: 'Reports that are not in the totals, since each is one seizure with a report that is. Absent where there are none.',
  }),
};

export const Quantities = z.array(Quantity);

export const Figures = z
  .strictObject({
    cases: Count,
    seizures: Count,
    denominators: z.strictObject({ invited: Count, accepted: Count, declined: Count, silent: Count, reported: Count, nil: Count }),
    quantities: Quantities,
    ...BESIDE,
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

export const CountryDifference = z
  .strictObject({ country: z.string(), namedBy: z.array(z.string()), missingFrom: z.array(z.string()) })
  .meta({ id: 'CountryDifference' });

export const Hold = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('embargo'), until: Instant }),
    z.strictObject({ kind: z.literal('event'), event: z.string() }),
    z.strictObject({ kind: z.literal('disputes'), figures: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('reconciliation'), unsaid: z.array(z.string()), differences: z.array(CountryDifference) }),
  ])
  .meta({ id: 'EditionHold' });
