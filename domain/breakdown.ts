import { commodityOf } from './catalogue/headings.ts';
import type { Decimal } from './decimal.ts';
import type { Quantity, StateFigure, ValueFigure } from './statistics.ts';

/** By what figures can be broken down. Each case counts once in every row in which one of its seizures lies. */
export const BREAKDOWNS = [
  'heading',
  'subtype',
  'phase',
  'period',
  'month',
  'day',
  'organisation',
  'country',
  'rilo',
  'service',
  'transport',
  'direction',
  'place-type',
  'route',
  'detection',
] as const;
export type BreakdownBy = (typeof BREAKDOWNS)[number];

/** One sum as it is kept: see prisma/tallies. */
export type SumRow = {
  key: string;
  measure: string;
  item: string;
  unit: string;
  qualifier: string;
  cases: number;
  seizures: number;
  lines: number;
  quantity: Decimal;
};

/** How often a heading, or a subtype, was reported, whatever its units. */
export type HeadingCount = { heading: string; cases: number; seizures: number; lines: number };

/** The figures of one part of an operation; `key` is '' where the reports do not say. */
export type Breakdown = {
  key: string;
  cases: number;
  seizures: number;
  lines: number;
  /** Of goods that were looked for, without subtypes; subtypes and headings as they were reported stand in `goods`. Of whole phases only. */
  headings: readonly HeadingCount[];
  goods: readonly HeadingCount[];
  quantities: readonly Quantity[];
  bonus: readonly Quantity[];
  values: readonly ValueFigure[];
  persons: readonly StateFigure[];
  groups: readonly StateFigure[];
};

/** What an operation's figures are by heading, or by heading or subtype as it was reported: one part each, of goods that were looked for. */
export function partsByHeading(whole: Breakdown, by: 'heading' | 'subtype'): Breakdown[] {
  const belongs = (heading: string, key: string): boolean => heading === key || (by === 'heading' && commodityOf(heading) === key);
  const counts = by === 'heading' ? whole.headings : whole.goods;
  return counts.map(({ heading: key, cases, seizures, lines }) => ({
    ...{ key, cases, seizures, lines },
    headings: whole.headings.filter(({ heading }) => heading === key),
    goods: whole.goods.filter(({ heading }) => belongs(heading, key)),
    quantities: whole.quantities.filter(({ heading }) => belongs(heading, key)),
    bonus: [],
    values: whole.values.filter(({ heading }) => belongs(heading, key)),
    persons: [],
    groups: [],
  }));
}

/** Sums by key, in the order in which the keys come first, and within it as they come. */
export function breakdownOf(rows: readonly SumRow[]): Breakdown[] {
  const byKey = Object.groupBy(rows, ({ key }) => `/${key}`); // a key such as 'toString' must not be looked up on an object
  return Object.values(byKey).map((some = []) => partOf(some));
}

function partOf(rows: readonly SumRow[]): Breakdown {
  const of = (measure: string): SumRow[] => rows.filter((row) => row.measure === measure);
  const [all] = of('cases');
  return {
    key: rows[0]?.key ?? '',
    cases: all?.cases ?? 0,
    seizures: all?.seizures ?? 0,
    lines: all?.lines ?? 0,
    headings: headingsOf(of('commodity')),
    goods: headingsOf(of('goods').filter(({ unit }) => unit === '')),
    quantities: quantitiesOf(of('goods')),
    bonus: quantitiesOf(of('bonus')),
    values: of('value').map(({ item, unit, qualifier, quantity, seizures }) => ({
      heading: item,
      currency: unit,
      basis: qualifier,
      amount: quantity,
      seizures,
    })),
    persons: statesOf(of('persons')),
    groups: statesOf(of('groups')),
  };
}

function headingsOf(rows: readonly SumRow[]): HeadingCount[] {
  return rows.map(({ item, cases, seizures, lines }) => ({ heading: item, cases, seizures, lines }));
}

function statesOf(rows: readonly SumRow[]): StateFigure[] {
  return rows.map(({ item, quantity }) => ({ state: item, count: Number(quantity) }));
}

function quantitiesOf(rows: readonly SumRow[]): Quantity[] {
  const inUnits = rows.filter(({ unit }) => unit !== '');
  return inUnits
    .filter(({ qualifier }) => qualifier === '')
    .map(({ item: heading, unit, quantity, seizures }) => {
      const unweighed = inUnits.find((row) => row.item === heading && row.unit === unit && row.qualifier === 'unweighed');
      return { heading, unit, quantity, seizures, ...(unweighed ? { unweighed: unweighed.quantity } : {}) };
    });
}
