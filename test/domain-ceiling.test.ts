import { ceilingOf } from '../domain/catalogue/ceilings.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { unitOf } from '../domain/catalogue/units.ts';
import { implausibilityOf, type MagnitudeHistory } from '../domain/magnitude.ts';

const line = (quantity: string, unit: string, heading: string) => ({ quantity, unit, heading });
const history = (count: number, median: string, largest: string): MagnitudeHistory => ({ count, median, largest });

test('what is beyond the ceiling passes when as much was reported before', () => {
  expect(implausibilityOf(line('25000', 'KGM', 'pangolin-scales'), history(5, '100', '24999'))).toMatchObject({ reason: 'beyond-ceiling' });
  expect(implausibilityOf(line('25000', 'KGM', 'pangolin-scales'), history(5, '100', '25000'))).toBeNull();
  expect(implausibilityOf(line('25000', 'KGM', 'pangolin-scales'), history(0, '0', '0'))).not.toBeNull();
});

test('a ceiling holds in every unit of its dimension, and a subtype has that of its heading', () => {
  expect(implausibilityOf(line('10000001', 'GRM', 'heroin'), null)).toEqual({ reason: 'beyond-ceiling', threshold: '10000', unit: 'KGM' });
  expect(implausibilityOf(line('10000000', 'GRM', 'heroin'), null)).toBeNull();
  expect(implausibilityOf(line('10001', 'H87', 'firearms'), null)).toMatchObject({ threshold: '10000', unit: 'H87' });
});

test('every heading has a ceiling for the dimension in which it is first reported, and for those of its other units', () => {
  const open = HEADINGS.flatMap(({ code, units }) => units.map((unit) => ({ code, dimension: unitOf(unit)?.dimension }))).filter(
    ({ code, dimension }) => dimension && ceilingOf(code, dimension) === undefined,
  );
  expect(open).toEqual([]);
});
