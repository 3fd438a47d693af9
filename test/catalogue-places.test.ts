import { COUNTRIES, countryOf, isCountry } from '../domain/catalogue/countries.ts';
import { RILOS, riloOf } from '../domain/catalogue/rilos.ts';
import { isMeansOfTransport, MEANS_OF_TRANSPORT, TRANSPORT_MODES, transportModeOf } from '../domain/catalogue/transport.ts';

test('the catalogue knows the 187 countries and territories whose customs are members of the WCO', () => {
  expect(COUNTRIES).toHaveLength(187);
  expect(countryOf('BE')).toEqual({ code: 'BE', name: 'Belgium', rilo: 'rilo-we' });
  expect(isCountry('be')).toBe(false);
  expect(isCountry('EU')).toBe(false);
});

test('every country code names a region of the world', () => {
  const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  expect(COUNTRIES.filter(({ code }) => !/^[A-Z]{2}$/.test(code) || regions.of(code) === undefined)).toEqual([]);
});

test('every country belongs to one of the twelve RILOs, and no RILO is without countries', () => {
  expect(RILOS).toHaveLength(12);
  expect(COUNTRIES.filter(({ rilo }) => riloOf(rilo) === undefined)).toEqual([]);
  expect(RILOS.filter(({ code }) => !COUNTRIES.some(({ rilo }) => rilo === code))).toEqual([]);
});

test('the modes of transport are the ten digits of Recommendation 19', () => {
  expect(TRANSPORT_MODES.map(({ code }) => code).join('')).toBe('0123456789');
});

test('every means of transport stands for a mode', () => {
  const modes: readonly string[] = TRANSPORT_MODES.map(({ code }) => code);
  expect(MEANS_OF_TRANSPORT.filter(({ mode }) => !modes.includes(mode))).toEqual([]);
});

test.each([
  ['sea', '1'],
  ['air', '4'],
  ['express', '5'],
  ['inland-water', '8'],
  ['unknown', '0'],
])('%s is mode %s of Recommendation 19', (means, mode) => {
  expect(isMeansOfTransport(means)).toBe(true);
  expect(transportModeOf(means)).toBe(mode);
});

test('an unheard-of means of transport is a mode not specified', () => {
  expect(isMeansOfTransport('broomstick')).toBe(false);
  expect(transportModeOf('broomstick')).toBe('0');
});
