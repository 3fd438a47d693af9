import { ACTIVITY_KINDS } from '../domain/catalogue/activity-kinds.ts';
import { COUNTRIES } from '../domain/catalogue/countries.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { UNITS } from '../domain/catalogue/units.ts';
import { VALUE_BASES } from '../domain/catalogue/value-bases.ts';
import { namedFigures } from '../domain/edition.ts';
import { LANGUAGES } from '../domain/language.ts';
import { figureName, figureUnit } from '../documents/products/figure-name.ts';
import { reportOf } from '../documents/products/composition.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { stopFinal } from './product-samples.ts';

const SCRIPTS = { en: 'Latin', fr: 'Latin', es: 'Latin', ar: 'Arabic', pt: 'Latin', ru: 'Cyrillic' } as const;

test.each(LANGUAGES)('every heading, unit, basis and country has a name in %s, and no two headings the same', (language) => {
  const { words, country } = wordingIn(language);
  const labels = HEADINGS.map(({ code }) => words.headings[code]);
  const named = [...labels, ...UNITS.map(({ code }) => words.units[code]), ...VALUE_BASES.map(({ code }) => words.valueBases[code])];
  for (const name of named) expect(name).toMatch(new RegExp(`\\p{Script=${SCRIPTS[language]}}`, 'u'));
  expect(new Set(labels).size).toBe(HEADINGS.length);
  for (const { code } of COUNTRIES) expect(country(code)).not.toBe(code);
});

test.each(LANGUAGES.filter((language) => language !== 'en'))('nothing in %s was left in English', (language) => {
  const flat = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, part]) => flat(part, `${path}/${key}`))
        : [];
  const english = new Map(flat(wordingIn('en').words));
  const same = flat(wordingIn(language).words).filter(([path, text]) => english.get(path) === text && / /.test(text.trim()));
  expect(same).toEqual([]);
});

test.each(LANGUAGES)('every figure that an edition or a summary can have is called something in %s', (language) => {
  const wording = wordingIn(language);
  const figures = namedFigures({
    cases: 1,
    seizures: 2,
    denominators: { invited: 1, accepted: 1, declined: 1, silent: 1, reported: 1, nil: 1 },
    quantities: [{ heading: 'medicines', unit: 'C62', quantity: '1', seizures: 1 }],
    sums: [],
    bonus: [{ heading: 'cigarettes', unit: 'STC', quantity: '1', seizures: 1 }],
    values: [{ heading: 'cash', currency: 'EUR', basis: 'face', amount: '1', seizures: 1 }],
    persons: [{ state: 'arrested', count: 1 }],
    groups: [{ state: 'dismantled', count: 1 }],
    declared: [
      { measure: 'quantity', heading: null, unit: null, remainder: '1' },
      { measure: 'cases', heading: null, unit: null, remainder: '1' },
      { measure: 'quantity', heading: 'gold', unit: 'KGM', remainder: '1' },
      { measure: 'seizures', heading: 'gold', unit: null, remainder: '1' },
    ],
    activity: [
      ...ACTIVITY_KINDS.map(({ code, unit }) => ({ measure: 'activity', kind: code, unit, amount: '1' })),
      { measure: 'persons', kind: 'identified', unit: 'person', amount: '1' },
      { measure: 'groups', kind: 'identified', unit: 'group', amount: '1' },
    ],
  });
  figures.push(
    ...['window/cases', 'window/medicines', 'window/persons/arrested', 'same-members', 'same-members/2026-03-09'].map((name) => ({
      name,
      unit: 'seizures',
      value: '1',
    })),
  );
  const names = figures.map((figure) => figureName(figure, { sums: [] }, wording));
  expect(names.filter((name) => /\/|undefined/.test(name) || !new RegExp(`\\p{Script=${SCRIPTS[language]}}`, 'u').test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ['cases', 'cases', 'Cases', 'cases'],
  ['total', 'C62', 'Total seized', 'unit'],
  ['total', 'KGM', 'total', 'kilogram'],
  ['bonus/cigarettes', 'STC', 'Cigarettes (found besides)', 'stick'],
  ['value/cash/face', 'EUR', 'Cash: Face value', 'EUR'],
  ['declared/medicines/seizures', 'seizures', 'Declared as totals, beyond the cases: Medicines, Seizures', 'seizures'],
  ['window/medicines', 'C62', 'Medicines (new in the period)', 'unit'],
  ['same-members/2026-03-09', 'seizures', 'Their seizures, period beginning: 9 March 2026', 'seizures'],
  ['activity/identified', 'group', 'Groups identified', 'number'],
  ['activity/co2-equivalent', 'tonne', 'Greenhouse gases kept from the market', 'tonne'],
  ['constructor', 'toString', 'constructor', 'toString'],
])('%s in %s is called %s, counted in %s', (name, unit, called, counted) => {
  const wording = wordingIn('en');
  expect([figureName({ name, unit }, stopFinal(), wording), figureUnit({ name, unit }, wording)]).toEqual([called, counted]);
});

test.each([
  ['en', '12,345,678,901,234,567,890.250', '1 value is', '2 values are'],
  ['fr', '12 345 678 901 234 567 890,250', '1 valeur est', '2 valeurs sont'],
  ['es', '12.345.678.901.234.567.890,250', '1 valor está', '2 valores están'],
  ['ar', '12,345,678,901,234,567,890.250', 'قيمة واحدة (1)', 'قيمتان (2)'],
  ['pt', '12 345 678 901 234 567 890,250', '1 valor foi', '2 valores foram'],
  ['ru', '12 345 678 901 234 567 890,250', 'Скрыто 1 значение', 'Скрыты 2 значения'],
] as const)('%s writes numbers in its own way, with all of their digits, and counts in its own forms', (language, number, one, two) => {
  const { amount, counted, words } = wordingIn(language);
  expect(amount('12345678901234567890.250').replace(/[\u00a0\u202f]/g, ' ')).toBe(number);
  expect(counted(1, words.says.suppressed)).toContain(one);
  expect(counted(2, words.says.suppressed)).toContain(two);
});

test('a number that is suppressed is a mark, and what is no number stays what it is', () => {
  const { amount, count, moment } = wordingIn('en');
  expect([amount(null), count(null), count(0), amount('0'), amount('about ten'), moment('never')]).toEqual([
    '[c]',
    '[c]',
    '0',
    '0',
    'about ten',
    'never',
  ]);
});

test('a window is told at the wall clock of its zone', () => {
  const window = { from: '2026-03-28T23:00:00.000Z', until: '2026-03-29T22:00:00.000Z', zone: 'Europe/Brussels' };
  const { particulars } = reportOf(stopFinal({ window }), {}, wordingIn('en'));
  expect(particulars).toContainEqual(['Period', '29 March 2026 at 00:00 (Europe/Brussels) – 30 March 2026 at 00:00 (Europe/Brussels)']);
});

test('phases and whoever a product is for are called by their names, as one line each, and by their codes where nobody names them', () => {
  const product = stopFinal({ phases: ['phase-1', 'constructor'], recipient: 'europol' });
  const said = (occasion: Parameters<typeof reportOf>[1]) =>
    reportOf(product, occasion, wordingIn('en')).particulars.filter(([label]) => label === 'Phases' || label === 'Made for');
  expect(said({})).toEqual([
    ['Phases', 'phase-1, constructor'],
    ['Made for', 'europol'],
  ]);
  expect(said({ names: { phases: { 'phase-1': 'First\nphase' }, recipient: 'Europol' } })).toEqual([
    ['Phases', 'First phase, constructor'],
    ['Made for', 'Europol'],
  ]);
});
