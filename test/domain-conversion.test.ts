import fc from 'fast-check';
import { FACTOR_SETS, factorsOf, type FactorSet } from '../domain/catalogue/factors.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { isUnit, sameDimension, unitOf, UNITS, type UnitCode } from '../domain/catalogue/units.ts';
import { normalise } from '../domain/conversion.ts';
import { addDecimals, compareDecimals, multiplyDecimals, subtractDecimals } from '../domain/decimal.ts';

const factors = factorsOf('2026-11') as FactorSet;

/** Up to 38 digits with as many decimal places as PostgreSQL would keep: far beyond what a number could hold. */
const someDecimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.option(fc.stringMatching(/^[0-9]{1,12}$/), { nil: '' }))
  .map(([whole, fraction]) => (fraction === '' ? whole.toString() : `${whole}.${fraction}`));
const someQuantities = fc.array(
  fc.record({
    heading: fc.constantFrom(...HEADINGS.slice(0, 6).map(({ code }) => code)),
    unit: fc.constantFrom(...UNITS.map(({ code }) => code)),
    quantity: someDecimal,
  }),
  { maxLength: 12 },
);

const amounts = (quantities: Parameters<typeof normalise>[0]): unknown =>
  normalise(quantities, factors).totals.map(({ parts: _, ...total }) => total);

test('decimal texts are added, subtracted, multiplied and compared without a digit lost', () => {
  expect(addDecimals(['9007199254740993', '0.000001', '-1'])).toBe('9007199254740992.000001');
  expect(subtractDecimals('0.1', '0.3')).toBe('-0.2');
  expect(subtractDecimals('12.50', '12.5')).toBe('0');
  expect(multiplyDecimals('123456789012345678901234567890.1', '0.000001')).toBe('123456789012345678901234.5678901');
  expect(multiplyDecimals('-1.5', '2')).toBe('-3');
  expect(compareDecimals('12.50', '12.5')).toBe(0);
  expect(compareDecimals('9', '10')).toBeLessThan(0);
  expect(compareDecimals('-1', '-1.01')).toBeGreaterThan(0);
});

test('what was subtracted can be added again, and a product can be taken apart', () => {
  fc.assert(
    fc.property(someDecimal, someDecimal, someDecimal, (a, b, c) => {
      expect(compareDecimals(addDecimals([subtractDecimals(a, b), b]), a)).toBe(0);
      expect(multiplyDecimals(addDecimals([a, b]), c)).toBe(addDecimals([multiplyDecimals(a, c), multiplyDecimals(b, c)]));
    }),
  );
});

test('milligrams, grams, kilograms and tonnes are one mass, and the parts say how it came about', () => {
  const quantities = [
    { heading: 'cocaine', unit: 'TNE', quantity: '1.5' },
    { heading: 'cocaine', unit: 'KGM', quantity: '12.250' },
    { heading: 'cocaine', unit: 'MGM', quantity: '1' },
  ];
  expect(normalise(quantities, factors)).toEqual({
    version: '2026-11',
    totals: [
      {
        heading: 'cocaine',
        dimension: 'mass',
        unit: 'KGM',
        quantity: '1512.250001',
        parts: [
          { unit: 'KGM', quantity: '12.25', factor: null, converted: '12.25' },
          { unit: 'MGM', quantity: '1', factor: 'milligram-to-kilogram', converted: '0.000001' },
          { unit: 'TNE', quantity: '1.5', factor: 'tonne-to-kilogram', converted: '1500' },
        ],
      },
    ],
    unconverted: [],
  });
});

test('17,486 tonnes of waste and 144,313 unweighed pieces stay two figures', () => {
  const waste = [
    { heading: 'waste', unit: 'TNE', quantity: '17486' },
    { heading: 'waste', unit: 'H87', quantity: '144313' },
  ];
  expect(amounts(waste)).toEqual([{ heading: 'waste', dimension: 'mass', unit: 'KGM', quantity: '17486000' }]);
  expect(normalise(waste, factors).unconverted).toEqual([{ heading: 'waste', unit: 'H87', quantity: '144313' }]);
});

test('specimens, eggs and pieces are never added, nor are packages and truckloads', () => {
  const units = ['H87', 'X-egg', 'X-specimen', 'X-truckload', 'XPK'];
  const answer = normalise(
    units.map((unit) => ({ heading: 'reptiles', unit, quantity: '1' })),
    factors,
  );
  expect(answer.totals).toEqual([]);
  expect(answer.unconverted.map(({ unit }) => unit)).toEqual(units);
});

test('timber in kilograms and timber in cubic metres are two amounts', () => {
  const timber = [
    { heading: 'timber', unit: 'KGM', quantity: '75320' },
    { heading: 'timber', unit: 'MTQ', quantity: '313' },
  ];
  expect(amounts(timber)).toEqual([
    { heading: 'timber', dimension: 'mass', unit: 'KGM', quantity: '75320' },
    { heading: 'timber', dimension: 'volume', unit: 'LTR', quantity: '313000' },
  ]);
});

test('a subtype is not added to its heading, and a unit that nobody knows is not converted', () => {
  expect(
    normalise(
      [
        { heading: 'drugs', unit: 'KGM', quantity: '1' },
        { heading: 'cocaine', unit: 'KGM', quantity: '1' },
        { heading: 'cocaine', unit: 'stone', quantity: '2' },
      ],
      factors,
    ),
  ).toMatchObject({
    totals: [{ heading: 'cocaine' }, { heading: 'drugs' }],
    unconverted: [{ heading: 'cocaine', unit: 'stone', quantity: '2' }],
  });
});

test('no factor leaves its dimension, and each has a name of its own', () => {
  for (const set of FACTOR_SETS) {
    expect(set.factors.filter(({ from, to }) => !isUnit(from) || !sameDimension(from, to))).toEqual([]);
    expect(new Set(set.factors.map(({ name }) => name)).size).toBe(set.factors.length);
    expect(new Set(set.factors.map(({ from }) => from)).size).toBe(set.factors.length);
  }
  expect(factorsOf('1999')).toBeUndefined();
});

test('a factor that would turn eggs into kilograms, or kilograms into litres, is not used', () => {
  const wrong = (from: UnitCode, to: UnitCode) => ({ name: `${from}-${to}`, from, to, times: '0.06', source: 'nobody' });
  const set = { version: 'wrong', factors: [wrong('X-egg', 'KGM'), wrong('GRM', 'LTR')] };
  const quantities = [
    { heading: 'birds', unit: 'GRM', quantity: '5' },
    { heading: 'birds', unit: 'X-egg', quantity: '40' },
  ];
  expect(normalise(quantities, set)).toEqual({ version: 'wrong', totals: [], unconverted: quantities });
});

test('every unit of mass and volume has a factor or is the base unit', () => {
  const measured = UNITS.filter(({ dimension }) => dimension === 'mass' || dimension === 'volume');
  const quantities = measured.map(({ code }) => ({ heading: 'drugs', unit: code, quantity: '1' }));
  expect(normalise(quantities, factors).unconverted).toEqual([]);
});

test('normalising never changes a dimension, and every unit is either in a total or beside it', () => {
  fc.assert(
    fc.property(someQuantities, (quantities) => {
      const { totals, unconverted } = normalise(quantities, factors);
      for (const { dimension, unit, parts } of totals) {
        expect(unitOf(unit)?.dimension).toBe(dimension);
        for (const part of parts) expect(unitOf(part.unit)?.dimension).toBe(dimension);
      }
      const seen = [
        ...totals.flatMap(({ heading, parts }) => parts.map(({ unit }) => `${heading} ${unit}`)),
        ...unconverted.map(({ heading, unit }) => `${heading} ${unit}`),
      ];
      expect([...seen].sort()).toEqual([...new Set(quantities.map(({ heading, unit }) => `${heading} ${unit}`))].sort());
    }),
  );
});

test('the order of the sums does not matter, nor whether they were added before or after', () => {
  fc.assert(
    fc.property(someQuantities, someQuantities, (some, others) => {
      const all = [...some, ...others];
      expect(normalise([...all].reverse(), factors)).toEqual(normalise(all, factors));
      const [first, second] = [normalise(some, factors), normalise(others, factors)];
      const added = [...first.totals, ...second.totals].map(({ heading, unit, quantity }) => ({ heading, unit, quantity }));
      expect(amounts([...added, ...first.unconverted, ...second.unconverted])).toEqual(amounts(all));
    }),
  );
});

test('no digit is lost: dividing a total by its factors gives back what was reported', () => {
  fc.assert(
    fc.property(someDecimal, fc.constantFrom('MGM', 'GRM', 'TNE'), (quantity, unit) => {
      const back = { MGM: '1000000', GRM: '1000', TNE: '0.001' }[unit];
      const [total] = normalise([{ heading: 'gold', unit, quantity }], factors).totals;
      expect(compareDecimals(multiplyDecimals(total?.quantity ?? '', back), quantity)).toBe(0);
    }),
  );
});
