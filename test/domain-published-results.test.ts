import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIVITY_KINDS } from '../domain/catalogue/activity-kinds.ts';
import { isCountry } from '../domain/catalogue/countries.ts';
import { CURRENCIES } from '../domain/catalogue/currencies.ts';
import { GROUP_STATES } from '../domain/catalogue/groups.ts';
import { headingOf } from '../domain/catalogue/headings.ts';
import { PERSON_STATES } from '../domain/catalogue/persons.ts';
import { isUnit } from '../domain/catalogue/units.ts';
import { isValidOn, type Term } from '../domain/catalogue/validity.ts';
import { VALUE_BASES } from '../domain/catalogue/value-bases.ts';
import { ROOT } from './house/repository.ts';
import { classify, readPublishedRows, type PublishedFigure, type PublishedRow } from './published-results.ts';

const rows = readPublishedRows();
const known = rows.flatMap((row) => {
  const figure = classify(row);
  return figure ? [{ row, figure, place: `${row.operation}: ${row.metric}` }] : [];
});
const ofKind = <Kind extends PublishedFigure['kind']>(kind: Kind) =>
  known.flatMap(({ figure, ...rest }) =>
    figure.kind === kind ? [{ ...rest, figure: figure as Extract<PublishedFigure, { kind: Kind }> }] : [],
  );
const strangersTo = (terms: readonly Term[], codes: readonly string[]): string[] =>
  codes.filter((code) => !terms.some((term) => term.code === code));

test('the file is read whole, each value with its unit and its source', () => {
  const isWhole = ({ value, unit, source }: PublishedRow): boolean =>
    /^[0-9]+(\.[0-9]+)?$/.test(value) && unit !== '' && /^https?:/.test(source);
  expect(rows).toHaveLength(348);
  expect(rows.filter((row) => !isWhole(row))).toEqual([]);
});

test('it is the file that the sources were gathered in, where that is at hand', () => {
  const original = join(ROOT, '..', 'shared', 'results', 'published-results.csv');
  const copy = join(import.meta.dirname, 'published-results.csv');
  expect(readFileSync(existsSync(original) ? original : copy, 'utf8')).toBe(readFileSync(copy, 'utf8'));
});

test('every published figure is goods, money, a count of something that the catalogue defines, or known not to be entered', () => {
  expect(rows.filter((row) => !classify(row)).map(({ operation, metric, unit }) => `${operation}: ${metric} (${unit})`)).toEqual([]);
});

test('only these eight are not entered, each for a reason', () => {
  expect(ofKind('cannot').map(({ place }) => place)).toEqual([
    'THUNDERBALL: seizures_approx_interpol',
    'THUNDER 2023: cases_linked_to_organised_crime',
    'ATHENA + PANDORA II (combined): arrests_as_quoted_for_pandora_II',
    'PANDORA VII: participating_countries_interpol_release',
    'PANDORA I-VI (cumulative as published): cultural_goods_cumulative',
    'PANDORA I-VI (cumulative as published): arrests_cumulative',
    'PANGEA VIII: medicines_as_published',
    'PANGEA X: medicines_misquoted',
  ]);
  expect(ofKind('cannot').filter(({ figure }) => figure.why.length < 20)).toEqual([]);
});

test('published goods fit a heading, in a unit that a plan starts from', () => {
  const unfit = ofKind('goods').filter(({ figure }) => !headingOf(figure.heading)?.units.some((unit) => unit === figure.unit));
  expect(unfit.map(({ place, figure }) => `${place}: ${figure.heading} in ${figure.unit}`)).toEqual([]);
  for (const { figure } of ofKind('sum'))
    expect(figure.headings.filter((heading) => !headingOf(heading)).concat(isUnit(figure.unit) ? [] : figure.unit)).toEqual([]);
});

test('published amounts of money have a currency that was valid then, a basis, and a heading if they say of what', () => {
  const amounts = ofKind('money');
  expect(amounts.filter(({ row, figure }) => !isValidOn(CURRENCIES, figure.currency, `${row.year || '2021'}-07-01`))).toEqual([]);
  expect(
    strangersTo(
      VALUE_BASES,
      amounts.map(({ figure }) => figure.basis),
    ),
  ).toEqual([]);
  expect(amounts.filter(({ figure }) => figure.heading !== undefined && !headingOf(figure.heading))).toEqual([]);
});

test('published persons, groups and activities are states and kinds of the catalogue', () => {
  expect(
    strangersTo(
      PERSON_STATES,
      ofKind('persons').map(({ figure }) => figure.state),
    ),
  ).toEqual([]);
  expect(
    strangersTo(
      GROUP_STATES,
      ofKind('groups').map(({ figure }) => figure.state),
    ),
  ).toEqual([]);
  expect(
    strangersTo(
      ACTIVITY_KINDS,
      ofKind('activity').map(({ figure }) => figure.activity),
    ),
  ).toEqual([]);
});

test('figures of one country name a country', () => {
  expect(known.filter(({ figure: { country } }) => country !== undefined && !isCountry(country))).toEqual([]);
  expect(
    known.filter(({ row, figure }) => /_[A-Z]{2}(_|$)/.test(row.metric) && figure.country === undefined && figure.kind !== 'cannot'),
  ).toEqual([]);
});

test('what is part of another figure names one of the same operation, and leads to no circle', () => {
  for (const { row, figure } of known.filter(({ figure: { partOf } }) => partOf !== undefined)) {
    const whole = known.find((other) => other.row.operation === row.operation && other.row.metric === figure.partOf);
    expect([figure.partOf, whole?.figure.partOf === row.metric]).toEqual([whole?.row.metric, false]);
  }
});

test.each([
  ['THUNDER 2021', 'rosewood_within_timber_prelim', 'timber_prelim'],
  ['DEMETER V', 'waste_pieces_same_goods', 'waste_weight'],
  ['PANGEA XIII', 'value_europol', 'value_interpol_min'],
])('in %s, %s is counted by %s already', (operation, metric, whole) => {
  expect(known.find(({ row }) => row.operation === operation && row.metric === metric)?.figure.partOf).toBe(whole);
});

test('no two figures of one operation would be added unawares when both are entered', () => {
  const entered = known.filter(({ figure }) => figure.partOf === undefined && figure.kind !== 'plan' && figure.kind !== 'cannot');
  const keys = entered.map(({ row, figure: { ...figure } }) => JSON.stringify([row.operation, row.year, figure]));
  expect(keys.filter((key, i) => keys.indexOf(key) < i)).toEqual([]);
});
