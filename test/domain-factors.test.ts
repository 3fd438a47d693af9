import { FACTOR_SETS, factorsOf } from '../domain/catalogue/factors.ts';
import { isUnit, sameDimension, UNITS, type UnitCode } from '../domain/catalogue/units.ts';
import { normalise } from '../domain/conversion.ts';
import { factors } from './quantities.ts';

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
