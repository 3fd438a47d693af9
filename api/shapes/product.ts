import { z } from 'zod';
import { WITHHOLDINGS } from '../../domain/handling.ts';
import { EDITION_STATUSES } from '../../domain/plan.ts';
import { PRODUCT_KINDS } from '../../domain/product.ts';
import { Difference, NamedFigure } from './figures.ts';
import { Handling } from './handling.ts';
import { Id, Instant } from './id.ts';

const Count = z.number().int();
const Hidden = z.number().int().nullable();

export const ProductContent = z
  .strictObject({
    kind: z.enum(PRODUCT_KINDS),
    id: z.string(),
    operation: z.strictObject({ id: Id, title: z.string() }),
    name: z.string(),
    status: z.enum([...EDITION_STATUSES, 'provisional']),
    number: Count,
    cutOffAt: Instant,
    madeAt: Instant,
    window: z.strictObject({ from: Instant, until: Instant, zone: z.string() }).nullable(),
    phases: z.array(z.string()),
    headings: z.array(z.string()),
    regions: z.array(z.string()),
    recipient: z.string().nullable(),
    handling: Handling,
    counts: z.literal('seizures'),
    denominators: z
      .strictObject({ invited: Count, accepted: Count, declined: Count, silent: Count, reported: Count, nil: Count })
      .nullable(),
    figures: z.array(NamedFigure.extend({ value: z.string().nullable() })),
    sums: z.array(z.strictObject({ key: z.string(), name: z.string(), unit: z.string(), quantity: z.string(), reason: z.string() })),
    countries: z.array(
      z.strictObject({
        country: z.string(),
        cases: Hidden,
        seizures: Hidden,
        quantities: z.array(z.strictObject({ heading: z.string(), unit: z.string(), quantity: z.string().nullable(), seizures: Hidden })),
      }),
    ),
    trend: z.array(z.strictObject({ from: z.string(), cases: Hidden, seizures: Hidden })),
    previous: z.strictObject({ id: Id, name: z.string(), number: Count }).nullable(),
    differences: z.array(Difference),
    reasons: z
      .strictObject({
        ...{ added: Count, corrected: Count, linked: Count, excluded: Count, late: Count, withheld: Count },
        scope: Count.optional(),
      })
      .nullable(),
    withheld: z.array(z.strictObject({ reason: z.enum(WITHHOLDINGS), cases: Count })),
    suppressed: Count,
    held: z.array(z.string()),
    agreement: z
      .strictObject({
        members: z.strictObject({ confirmed: Count, disputed: Count, consentedBySilence: Count, open: Count }),
        signOff: z.array(z.strictObject({ post: z.string(), step: z.string(), at: Instant })),
      })
      .nullable(),
    supersedes: z.string().nullable(),
    supersededBy: z.string().nullable(),
    text: z.array(z.strictObject({ heading: z.string(), paragraphs: z.array(z.string()) })),
    lines: z.strictObject({ format: z.enum(['csv', 'ndjson']), count: Count, bytes: Count, sha256: z.string() }).optional(),
  })
  .meta({
    id: 'ProductContent',
    description: 'What a product says. Numbers that are null are not shown, because they would tell of few seizures.',
  });
