import { ACTIVITY_KINDS } from '../domain/catalogue/activity-kinds.ts';
import { CITES_APPENDICES } from '../domain/catalogue/cites.ts';
import { COUNTRIES } from '../domain/catalogue/countries.ts';
import { CURRENCIES } from '../domain/catalogue/currencies.ts';
import { DETECTION_METHODS } from '../domain/catalogue/detections.ts';
import { GOODS_STATUSES } from '../domain/catalogue/goods-statuses.ts';
import { GROUP_STATES } from '../domain/catalogue/groups.ts';
import { HEADINGS } from '../domain/catalogue/headings.ts';
import { HS_CHAPTERS } from '../domain/catalogue/hs-chapters.ts';
import { MATCH_KEYS } from '../domain/catalogue/match-keys.ts';
import { OUTCOMES } from '../domain/catalogue/outcomes.ts';
import { PERSON_STATES } from '../domain/catalogue/persons.ts';
import { PLACE_TYPES } from '../domain/catalogue/places.ts';
import { RILOS } from '../domain/catalogue/rilos.ts';
import { MEANS_OF_TRANSPORT, TRANSPORT_MODES } from '../domain/catalogue/transport.ts';
import { UNITS } from '../domain/catalogue/units.ts';
import { CATALOGUE_VERSION, type DefinedTerm, type Term } from '../domain/catalogue/validity.ts';
import { VALUE_BASES } from '../domain/catalogue/value-bases.ts';
import { SAMPLE_ORGANISATIONS } from '../main/embedded/people.ts';

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

test('the catalogue says of which day it is', () => {
  expect(CATALOGUE_VERSION.date.startsWith(CATALOGUE_VERSION.version)).toBe(true);
});
