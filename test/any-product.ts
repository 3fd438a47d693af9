import fc from 'fast-check';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { HANDLING_CODES, PURPOSES, SHARES, TLP_LABELS, WITHHOLDINGS } from '../domain/handling.ts';
import { EDITION_STATUSES } from '../domain/plan.ts';
import { PRODUCT_KINDS, type ProductContent } from '../domain/product.ts';

/** What people type, and what somebody types who means harm. */
export const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","x")',
  '＝1+1',
  '#panic("x") $x$ `r` <label> @ref *bold* _it_ // c /* d */ \\ [#eval("1")]',
  '\u202eabc\u202c \u2066x',
  'عملية القبعة الحمراء 2021',
  '行动 😀 \ue000',
  'a\u0000b\r\nc\td\ufffe',
  '\ud800 half a pair',
  'O\'Brien & Söhne; "quoted", and more',
  '',
  '&amp; ]]> --> {{x}} ${y}',
];
const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...NASTY) },
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const count = fc.nat({ max: 2_000_000 });
const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.option(fc.stringMatching(/^\d{0,8}[1-9]$/), { nil: undefined }))
  .map(([whole, places]) => (places === undefined ? String(whole) : `${whole}.${places}`));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 4 });
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((at) => at.toISOString());
const heading = fc.constantFrom(...HEADINGS.map(({ code }) => code), 'unheard-of');
const unit = fc.constantFrom('C62', 'KGM', 'E27', 'EUR', 'cases', 'seizures', 'administrations', 'person', 'group', 'tonne', 'X-unknown');
const name = fc.oneof(
  heading,
  fc.constantFrom(
    'cases',
    'seizures',
    'invited',
    'nil',
    'total',
    'declared',
    'declared/cases',
    'constructor',
    '__proto__',
    'value/x',
    'activity/alerts',
  ),
  fc.tuple(fc.constantFrom('bonus', 'declared', 'value', 'persons', 'groups', 'activity'), heading).map((parts) => parts.join('/')),
  fc.constantFrom('persons/arrested', 'groups/dismantled', 'activity/identified', 'value/cash/face'),
);
const country = fc.record({
  country: fc.constantFrom('BE', 'FR', 'XK', 'SG', 'FJ', 'RU', 'ZZ', 'others'),
  cases: orNull(count),
  seizures: orNull(count),
  quantities: fc.array(fc.record({ heading, unit, quantity: orNull(decimal), seizures: orNull(count) }), { maxLength: 3 }),
});
const edition = fc.record({ id: fc.uuid(), name: text, number: count });

/** Any content that a product can have: what its type allows, with texts that nobody should trust. */
export const anyProduct: fc.Arbitrary<ProductContent> = fc.record({
  kind: fc.constantFrom(...PRODUCT_KINDS),
  id: fc.uuid(),
  operation: fc.record({ id: fc.uuid(), title: text }),
  name: text,
  status: fc.constantFrom(...EDITION_STATUSES, 'provisional' as const),
  number: count,
  cutOffAt: instant,
  madeAt: instant,
  window: orNull(
    fc.record({ from: instant, until: instant, zone: fc.constantFrom('UTC', 'Europe/Brussels', 'Asia/Kathmandu', 'America/St_Johns') }),
  ),
  phases: fc.array(text, { maxLength: 3 }),
  headings: fc.array(heading, { maxLength: 3 }),
  regions: fc.array(fc.constantFrom('rilo-we', 'rilo-ap', 'elsewhere'), { maxLength: 2 }),
  recipient: orNull(text),
  handling: fc.record({
    code: fc.constantFrom(...HANDLING_CODES),
    tlp: fc.constantFrom(...TLP_LABELS),
    purposes: fc.subarray([...PURPOSES]),
    shares: fc.subarray([...SHARES]),
    permission: orNull(text),
  }),
  counts: fc.constant('seizures' as const),
  denominators: orNull(fc.record({ invited: count, accepted: count, declined: count, silent: count, reported: count, nil: count })),
  figures: fc.uniqueArray(fc.record({ name, unit, value: orNull(decimal) }), {
    maxLength: 12,
    selector: (one) => `${one.name} ${one.unit}`,
  }),
  sums: fc.array(fc.record({ key: fc.constantFrom('total', 'medicines'), name: text, unit, quantity: decimal, reason: text }), {
    maxLength: 2,
  }),
  countries: fc.uniqueArray(country, { maxLength: 8, selector: (one) => one.country }),
  trend: fc.array(fc.record({ from: instant.map((at) => at.slice(0, 10)), cases: fc.option(count), seizures: fc.option(count) }), {
    maxLength: 9,
  }),
  previous: orNull(edition),
  differences: fc.array(fc.record({ name, unit, before: orNull(decimal), now: orNull(decimal) }), { maxLength: 5 }),
  reasons: orNull(
    fc.record(
      { added: count, corrected: count, linked: count, excluded: count, late: count, withheld: count, scope: count },
      { requiredKeys: ['added', 'corrected', 'linked', 'excluded', 'late', 'withheld'] },
    ),
  ),
  withheld: fc.uniqueArray(fc.record({ reason: fc.constantFrom(...WITHHOLDINGS), cases: count }), { selector: (one) => one.reason }),
  suppressed: count,
  held: fc.array(name, { maxLength: 2 }),
  agreement: orNull(
    fc.record({
      members: fc.record({ confirmed: count, disputed: count, consentedBySilence: count, open: count }),
      signOff: fc.array(fc.record({ post: text, step: text, at: instant }), { maxLength: 2 }),
    }),
  ),
  supersedes: orNull(text),
  supersededBy: orNull(text),
  text: fc.array(fc.record({ heading: text, paragraphs: fc.array(text, { maxLength: 2 }) }), { maxLength: 2 }),
});
