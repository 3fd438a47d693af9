import { CURRENCIES } from '../domain/catalogue/currencies.ts';
import { isValidOn, type Term } from '../domain/catalogue/validity.ts';

const currencies: readonly Term[] = CURRENCIES;

test('a currency is valid from its first day to its last, and not before or after', () => {
  expect(isValidOn(CURRENCIES, 'XCG', '2025-03-30')).toBe(false);
  expect(isValidOn(CURRENCIES, 'XCG', '2025-03-31')).toBe(true);
  expect(isValidOn(CURRENCIES, 'ANG', '2025-06-30T23:59:59Z')).toBe(true);
  expect(isValidOn(CURRENCIES, 'ANG', '2025-07-01')).toBe(false);
  expect(isValidOn(CURRENCIES, 'USD', '2012-10-01')).toBe(true);
  expect(isValidOn(CURRENCIES, 'usd', '2012-10-01')).toBe(false);
});

test('kroon, litas, lats and kuna were money when operations seized them', () => {
  expect(['EEK', 'LTL', 'LVL', 'HRK'].filter((code) => !isValidOn(CURRENCIES, code, '2010-10-05'))).toEqual([]);
  expect(['EEK', 'LTL', 'LVL', 'HRK'].filter((code) => isValidOn(CURRENCIES, code, '2026-11-25'))).toEqual([]);
});

test('currencies are three letters, those in use have a name in every language, and validity does not end before it begins', () => {
  const names = new Intl.DisplayNames(['fr'], { type: 'currency', fallback: 'none' });
  const inUse = currencies.filter(({ code }) => isValidOn(CURRENCIES, code, '2026-11-25'));
  // The Unicode tables have never named the digital bolívar apart.
  expect(inUse.filter(({ code }) => code !== 'VED' && names.of(code) === undefined)).toEqual([]);
  expect(currencies.filter(({ code }) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
  expect(currencies.filter(({ from = '', until = '9' }) => until < from)).toEqual([]);
  expect(inUse.length).toBeGreaterThan(150);
});

test('yen have no minor unit, dinars of Kuwait a thousand and euros a hundred', () => {
  const minor = (wanted: string): number | undefined => CURRENCIES.find(({ code }) => code === wanted)?.minorUnits;
  expect(['JPY', 'KWD', 'EUR'].map(minor)).toEqual([0, 3, 2]);
});
