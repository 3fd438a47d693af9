import { HEADINGS, headingOf, isHeading, type Heading } from '../domain/catalogue/headings.ts';
import { isUnit } from '../domain/catalogue/units.ts';

const headings: readonly Heading[] = HEADINGS;

const twice = (codes: readonly string[]): string[] => codes.filter((code, i) => codes.indexOf(code) < i);

test('there are 13 headings at the top, and every subtype belongs to one of them', () => {
  const tops = headings.filter(({ parent }) => parent === null).map(({ code }) => code);
  expect(tops).toHaveLength(13);
  expect(headings.filter(({ parent }) => parent !== null && !tops.includes(parent))).toEqual([]);
});

test('every heading has units, each of them in the catalogue and none twice', () => {
  const unfit = headings.filter(({ units }) => units.length === 0 || !units.every(isUnit) || twice(units).length > 0);
  expect(unfit).toEqual([]);
});

test('heading codes can stand in addresses and file names', () => {
  expect(headings.map(({ code }) => code).filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
});

test.each([
  ['medicines', 'C62'],
  ['medical-devices', 'C62'],
  ['vaccines', 'E27'],
  ['sanitiser-gel', 'LTR'],
])('%s come under medical products, first in %s', (code, unit) => {
  expect(isHeading(code)).toBe(true);
  expect(headingOf(code)).toMatchObject({ parent: 'medical-products' });
  expect(headingOf(code)?.units[0]).toBe(unit);
});

test('vaccines are reported in doses only', () => {
  expect(headingOf('vaccines')?.units).toEqual(['E27']);
});

test('an unknown heading is none', () => {
  expect(isHeading('unicorns')).toBe(false);
  expect(headingOf('Medicines')).toBeUndefined();
});
