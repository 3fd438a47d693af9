import { isUnit, sameDimension, UNITS, unitOf } from '../domain/catalogue/units.ts';

test('doses, units and tonnes are three dimensions, kilograms and tonnes one', () => {
  expect(sameDimension('E27', 'C62')).toBe(false);
  expect(sameDimension('C62', 'TNE')).toBe(false);
  expect(sameDimension('KGM', 'TNE')).toBe(true);
});

test('a truckload is not counted with cubic metres or with pieces', () => {
  expect(sameDimension('X-truckload', 'MTQ')).toBe(false);
  expect(sameDimension('X-truckload', 'H87')).toBe(false);
});

test('a unit that nobody knows shares its dimension with nothing, not even with itself', () => {
  expect(isUnit('kgm')).toBe(false);
  expect(unitOf('USD')).toBeUndefined();
  expect(sameDimension('kgm', 'kgm')).toBe(false);
  expect(sameDimension('KGM', 'kgm')).toBe(false);
});

test('our own unit codes cannot be mistaken for codes of the United Nations', () => {
  const theirs = UNITS.map(({ code }) => code).filter((code) => !code.startsWith('X-'));
  expect(theirs.filter((code) => !/^[A-Z0-9]{2,3}$/.test(code))).toEqual([]);
});
