import { GROUP_STATES } from '../../domain/catalogue/groups.ts';
import { MATCH_KEY_KINDS } from '../../domain/catalogue/match-keys.ts';
import { PERSON_STATES } from '../../domain/catalogue/persons.ts';
import type { FormDepth } from '../../domain/plan.ts';

/** Of what a column speaks. Rows are goods lines: what is said of their case, or of their seizure, stands in every row, or in one of them. */
export type Level = 'case' | 'seizure' | 'goods';

export type ListName =
  | 'headings'
  | 'units'
  | 'placeTypes'
  | 'directions'
  | 'transport'
  | 'means'
  | 'countries'
  | 'detection'
  | 'indicators'
  | 'persons'
  | 'groups'
  | 'outcomes'
  | 'keys'
  | 'statuses'
  | 'cites'
  | 'currencies'
  | 'valueBases'
  | 'handlingCodes'
  | 'tlpLabels'
  | 'yesNo';

export type ColumnKind =
  | { is: 'text' | 'decimal' | 'whole' | 'degrees' | 'yes-no' | 'digits' | 'day' | 'date' | 'time' | 'offset' | 'texts' }
  | { is: 'choice' | 'choices'; list: ListName };

/**
 * Where in a report a column's value stands: a field, a field of an entry of a list, or the `value` of the entry whose `name` is `code`
 * (so many persons arrested). `moment` columns are put together to one field.
 */
export type Place =
  | { is: 'field'; path: readonly [string, ...string[]] }
  | { is: 'entry'; list: string; index: number; field: string }
  | { is: 'coded'; list: string; name: string; code: string; value: string }
  | { is: 'moment' };

export type ReportColumn = {
  key: string;
  level: Level;
  kind: ColumnKind;
  place: Place;
  /** What it is called by: words of every language, and behind them the label of a code, or a number. */
  word: ColumnWord;
  term?: { list: ListName; code: string };
  /** In which templates it stands; every column is read, whichever template it was copied from. */
  forms: readonly FormDepth[];
};

export type ColumnWord =
  | 'reference'
  | 'externalSystem'
  | 'externalId'
  | 'summary'
  | 'handlingCode'
  | 'tlp'
  | 'permission'
  | 'nationalReference'
  | 'seizure'
  | 'date'
  | 'time'
  | 'offset'
  | 'zone'
  | 'place'
  | 'placeType'
  | 'latitude'
  | 'longitude'
  | 'accuracy'
  | 'direction'
  | 'transport'
  | 'means'
  | 'departure'
  | 'transit'
  | 'destination'
  | 'origin'
  | 'detection'
  | 'riskIndicator'
  | 'warning'
  | 'concealment'
  | 'courier'
  | 'isAeo'
  | 'online'
  | 'persons'
  | 'groups'
  | 'outcomes'
  | 'numbers'
  | 'heading'
  | 'quantity'
  | 'unit'
  | 'weighed'
  | 'hs'
  | 'description'
  | 'species'
  | 'cites'
  | 'status'
  | 'value'
  | 'currency'
  | 'basis'
  | 'rateDate'
  | 'including'
  | 'includingUnit'
  | 'includingDescription'
  | 'problems';

const BOTH: readonly FormDepth[] = ['minimal', 'long'];
const LONG: readonly FormDepth[] = ['long'];
const NONE: readonly FormDepth[] = [];
const MOST_VALUES = 5;
const MOST_INCLUDING = 10;
const PLAIN_KINDS = new Set<string>(['text', 'decimal', 'whole', 'degrees', 'yes-no', 'digits', 'day', 'date', 'time', 'offset', 'texts']);

type Spec = [word: ColumnWord, kind: ColumnKind['is'] | ListName, forms: readonly FormDepth[], field?: string];

/** Every column that is known, in the order in which templates show them. */
export const COLUMNS: readonly ReportColumn[] = [
  ...fields('case', [
    ['reference', 'text', BOTH],
    ['nationalReference', 'text', LONG],
    ['externalSystem', 'text', NONE, 'external.system'],
    ['externalId', 'text', NONE, 'external.id'],
    ['summary', 'text', LONG],
    ['handlingCode', 'handlingCodes', LONG, 'handling.code'],
    ['tlp', 'tlpLabels', LONG, 'handling.tlp'],
    ['permission', 'text', LONG, 'handling.permission'],
  ]),
  ...fields('seizure', [
    ['seizure', 'whole', BOTH, 'number'],
    ['date', 'date', BOTH],
    ['time', 'time', BOTH],
    ['offset', 'offset', BOTH],
    ['zone', 'text', NONE],
    ['place', 'text', BOTH],
    ['placeType', 'placeTypes', BOTH],
    ['latitude', 'degrees', LONG, 'coordinates.latitude'],
    ['longitude', 'degrees', LONG, 'coordinates.longitude'],
    ['accuracy', 'degrees', LONG, 'coordinates.accuracyMetres'],
    ['direction', 'directions', LONG],
    ['transport', 'transport', BOTH],
    ['means', 'means', LONG],
    ['departure', 'countries', BOTH],
    ['transit', 'choices', LONG],
    ['destination', 'countries', BOTH],
    ['origin', 'countries', LONG],
    ['detection', 'detection', BOTH, 'detection.method'],
    ['riskIndicator', 'indicators', LONG, 'detection.riskIndicator'],
    ['warning', 'text', LONG, 'detection.warning'],
    ['concealment', 'text', LONG],
    ['courier', 'text', LONG, 'courier.company'],
    ['isAeo', 'yes-no', LONG, 'courier.isAeo'],
    ['online', 'yes-no', LONG],
  ]),
  ...PERSON_STATES.map(({ code }) => counted('persons', code, ['arrested', 'detained'].includes(code) ? BOTH : LONG)),
  ...GROUP_STATES.map(({ code }) => counted('groups', code, LONG)),
  ...fields('seizure', [['outcomes', 'choices', LONG]]),
  ...MATCH_KEY_KINDS.map((code) => numbered(code, ['container', 'parcel'].includes(code) ? BOTH : LONG)),
  ...fields('goods', [
    ['heading', 'headings', BOTH],
    ['quantity', 'decimal', BOTH],
    ['unit', 'units', BOTH],
    ['weighed', 'yes-no', BOTH, 'isWeighed'],
    ['description', 'text', BOTH],
    ['hs', 'digits', LONG],
    ['species', 'text', LONG],
    ['cites', 'cites', LONG],
    ['status', 'statuses', LONG],
  ]),
  ...Array.from({ length: MOST_VALUES }, (_, index) => valued(index)).flat(),
  ...Array.from({ length: MOST_INCLUDING }, (_, index) => included(index)).flat(),
];

/** What was wrong with a row that came back to be mended: written for people, and passed over when it is read. */
export const PROBLEMS = 'problems';

export function columnOf(key: string): ReportColumn | undefined {
  return BY_KEY.get(key);
}

const BY_KEY = new Map(COLUMNS.map((column) => [column.key, column]));

function fields(level: Level, specs: readonly Spec[]): ReportColumn[] {
  return specs.map(([word, is, forms, field = word]) => {
    const place: Place = ['date', 'time', 'offset'].includes(word)
      ? { is: 'moment' }
      : { is: 'field', path: field.split('.') as [string, ...string[]] };
    return { key: word, level, kind: kindOf(word, is), place, word, forms };
  });
}

function kindOf(word: ColumnWord, is: Spec[1]): ColumnKind {
  if (is === 'choices') return { is, list: word === 'transit' ? 'countries' : 'outcomes' };
  return PLAIN_KINDS.has(is) ? ({ is } as ColumnKind) : { is: 'choice', list: is as ListName };
}

function counted(list: 'persons' | 'groups', code: string, forms: readonly FormDepth[]): ReportColumn {
  const place: Place = { is: 'coded', list, name: 'state', code, value: 'count' };
  return { key: `${list}.${code}`, level: 'seizure', kind: { is: 'whole' }, place, word: list, term: { list, code }, forms };
}

function numbered(code: string, forms: readonly FormDepth[]): ReportColumn {
  const place: Place = { is: 'coded', list: 'keys', name: 'kind', code, value: 'value' };
  return { key: `number.${code}`, level: 'seizure', kind: { is: 'texts' }, place, word: 'numbers', term: { list: 'keys', code }, forms };
}

/** The first of them stands in templates; the others are read where somebody adds their columns. */
function valued(index: number): ReportColumn[] {
  const forms = index === 0 ? BOTH : NONE;
  return [
    entry('value', 'values', 'amount', index, { is: 'decimal' }, forms),
    entry('currency', 'values', 'currency', index, { is: 'choice', list: 'currencies' }, forms),
    entry('basis', 'values', 'basis', index, { is: 'choice', list: 'valueBases' }, forms),
    entry('rateDate', 'values', 'rateDate', index, { is: 'day' }, index === 0 ? LONG : NONE),
  ];
}

function included(index: number): ReportColumn[] {
  const forms = index === 0 ? LONG : NONE;
  return [
    entry('including', 'including', 'quantity', index, { is: 'decimal' }, forms),
    entry('includingUnit', 'including', 'unit', index, { is: 'choice', list: 'units' }, forms),
    entry('includingDescription', 'including', 'description', index, { is: 'text' }, forms),
  ];
}

function entry(word: ColumnWord, list: string, field: string, index: number, kind: ColumnKind, forms: readonly FormDepth[]): ReportColumn {
  return {
    key: index === 0 ? word : `${word}.${index + 1}`,
    level: 'goods',
    kind,
    place: { is: 'entry', list, index, field },
    word,
    forms,
  };
}
