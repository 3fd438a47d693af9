import fc from 'fast-check';
import { addDecimals } from '../domain/decimal.ts';
import { applySums } from '../domain/statistics.ts';
import { figures } from './figures.ts';

test('quantities are added exactly, however large and however small', () => {
  expect(addDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(addDecimals(['9007199254740993', '0.000001'])).toBe('9007199254740993.000001');
  expect(addDecimals(['1.50', '0.50'])).toBe('2');
  expect(addDecimals([])).toBe('0');
});

const decimals = fc.array(fc.record({ units: fc.bigInt({ min: 0n, max: 10n ** 24n }), scale: fc.nat(6) }), { maxLength: 20 });

test('the sum of decimals is the sum of the numbers that they stand for', () => {
  fc.assert(
    fc.property(decimals, (amounts) => {
      const texts = amounts.map(({ units, scale }) => {
        const digits = units.toString().padStart(scale + 1, '0');
        return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
      });
      const inMillionths = amounts.reduce((sum, { units, scale }) => sum + units * 10n ** BigInt(6 - scale), 0n);
      const [whole = '', fraction = ''] = addDecimals(texts).split('.');
      expect(BigInt(whole + fraction.padEnd(6, '0'))).toBe(inMillionths);
      expect(fraction).not.toMatch(/0$/);
    }),
  );
});

test('nothing is added without a rule of the plan, and by one only what it names', () => {
  expect(applySums({ sums: [] }, figures.quantities)).toEqual([]);
  const parts = [
    { heading: 'medicines', unit: 'C62' },
    { heading: 'vaccines', unit: 'E27' },
    { heading: 'medical-devices', unit: 'C62' },
  ];
  const rule = { key: 'total', name: 'Total', unit: 'C62', parts, reason: 'A dose counts as a unit.' };
  expect(applySums({ sums: [rule] }, figures.quantities)).toEqual([
    { key: 'total', name: 'Total', unit: 'C62', reason: 'A dose counts as a unit.', quantity: '209000000.5' },
  ]);
});
