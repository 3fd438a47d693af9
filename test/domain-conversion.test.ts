import { normalise } from '../domain/conversion.ts';
import { amounts, factors } from './quantities.ts';

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
