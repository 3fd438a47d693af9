import { ACTIVITY_KINDS } from '../domain/catalogue/activity-kinds.ts';
import { CITES_APPENDICES } from '../domain/catalogue/cites.ts';
import { COUNTRIES, countryOf, isCountry } from '../domain/catalogue/countries.ts';
import { CURRENCIES } from '../domain/catalogue/currencies.ts';
import { DETECTION_METHODS } from '../domain/catalogue/detections.ts';
import { GOODS_STATUSES } from '../domain/catalogue/goods-statuses.ts';
import { GROUP_STATES } from '../domain/catalogue/groups.ts';
import { HEADINGS, headingOf, isHeading, type Heading } from '../domain/catalogue/headings.ts';
import { HS_CHAPTERS } from '../domain/catalogue/hs-chapters.ts';
import { MATCH_KEYS } from '../domain/catalogue/match-keys.ts';
import { OUTCOMES } from '../domain/catalogue/outcomes.ts';
import { PERSON_STATES } from '../domain/catalogue/persons.ts';
import { PLACE_TYPES } from '../domain/catalogue/places.ts';
import { RILOS, riloOf } from '../domain/catalogue/rilos.ts';
import { isMeansOfTransport, MEANS_OF_TRANSPORT, TRANSPORT_MODES, transportModeOf } from '../domain/catalogue/transport.ts';
import { isUnit, sameDimension, UNITS, unitOf } from '../domain/catalogue/units.ts';
import { CATALOGUE_VERSION, isValidOn, type DefinedTerm, type Term } from '../domain/catalogue/validity.ts';
import { VALUE_BASES } from '../domain/catalogue/value-bases.ts';
import { SAMPLE_ORGANISATIONS } from '../main/embedded/people.ts';

const headings: readonly Heading[] = HEADINGS;

const twice = (codes: readonly string[]): string[] => codes.filter((code, i) => codes.indexOf(code) < i);

test.each([
  ['units', UNITS],
  ['headings', HEADINGS],
  ['RILOs', RILOS],
  ['countries', COUNTRIES],
  ['modes of transport', TRANSPORT_MODES],
  ['means of transport', MEANS_OF_TRANSPORT],
  ['sample organisations', SAMPLE_ORGANISATIONS],
  ['types of place', PLACE_TYPES],
  ['methods of detection', DETECTION_METHODS],
  ['states of persons', PERSON_STATES],
  ['states of groups', GROUP_STATES],
  ['outcomes', OUTCOMES],
  ['statuses of goods', GOODS_STATUSES],
  ['appendices', CITES_APPENDICES],
  ['bases of value', VALUE_BASES],
  ['match keys', MATCH_KEYS],
  ['kinds of activity', ACTIVITY_KINDS],
  ['currencies', CURRENCIES],
  ['chapters', HS_CHAPTERS],
])('no two %s share a code or a name', (_, entries: readonly ({ code: string; label: string } | { code: string; name: string })[]) => {
  expect(twice(entries.map(({ code }) => code))).toEqual([]);
  expect(twice(entries.map((entry) => ('label' in entry ? entry.label : entry.name)))).toEqual([]);
});

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

const currencies: readonly Term[] = CURRENCIES;
const defined: readonly (readonly DefinedTerm[])[] = [
  DETECTION_METHODS,
  PERSON_STATES,
  GROUP_STATES,
  OUTCOMES,
  GOODS_STATUSES,
  CITES_APPENDICES,
  VALUE_BASES,
  MATCH_KEYS,
  ACTIVITY_KINDS,
];

test('no two entries of a list are defined alike, and every definition is one line', () => {
  for (const list of defined) {
    expect(twice(list.map(({ definition }) => definition))).toEqual([]);
    expect(list.filter(({ definition }) => definition.length < 15 || definition.length > 140)).toEqual([]);
  }
});

test.each([
  ['checked, suspected, identified, detained, arrested, reported, apprehended', PERSON_STATES],
  ['identified, investigated, disrupted, dismantled, companies-suspected', GROUP_STATES],
])('the states are %s', (codes, states: readonly Term[]) => {
  expect(states.map(({ code }) => code).join(', ')).toBe(codes);
});

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

test('the catalogue says of which day it is', () => {
  expect(CATALOGUE_VERSION.date.startsWith(CATALOGUE_VERSION.version)).toBe(true);
});
