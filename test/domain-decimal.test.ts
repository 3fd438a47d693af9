import fc from 'fast-check';
import { addDecimals, compareDecimals, multiplyDecimals, subtractDecimals } from '../domain/decimal.ts';
import { someDecimal } from './quantities.ts';

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
