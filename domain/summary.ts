import type { Detail } from './handling.ts';
import { hiddenPoint, type CountryRow, type ProductContent, type TrendPoint } from './product.ts';
import { applySums, type SumFigure } from './statistics.ts';
import type { Plan } from './plan.ts';
import { hiddenCells, isFew, WHOLE, withWhole, type Cell } from './suppression.ts';

/** How much there is of one part; `own` of its seizures are the recipient's. `row` is a country, `others`, or WHOLE. Quantities are decimal text. */
export type PartCount = { row: string; cases: number; seizures: number; own: number };
export type PartAmount = { row: string; heading: string; unit: string; quantity: string; seizures: number; own: number };
export type PeriodCount = { from: string; cases: number; seizures: number; own: number };
/**
 * What stands beside the goods, under its name in an edition: goods found besides, values, persons and groups in a state. It adds up to nothing else
 * that is shown, nor do the `seizures` that had any: each stands by itself. `amount` is decimal text.
 */
export type Aside = { name: string; unit: string; amount: string; seizures: number; own: number };
/** Seizures of those administrations that have made some in both of two periods that are over. */
export type Comparison = { members: number; before: PeriodCount; now: PeriodCount };

/** What a recipient may have, counted; `recent` is of reports that came in the window. */
export type SummaryCounts = {
  counts: readonly PartCount[];
  amounts: readonly PartAmount[];
  recentCounts: readonly PartCount[];
  recentAmounts: readonly PartAmount[];
  asides: readonly Aside[];
  recentAsides: readonly Aside[];
  trend: readonly PeriodCount[];
  comparison: Comparison | null;
};

/** What a recipient has been shown so far: how many seizures stood in each cell when it was last shown, and what was hidden the last time. */
export type KnownCells = { shown: Readonly<Record<string, number>>; hidden: readonly string[] };

export const NOTHING_KNOWN: KnownCells = { shown: {}, hidden: [] };

export type Figure = ProductContent['figures'][number];
export type Summary = Pick<ProductContent, 'figures' | 'sums' | 'countries' | 'trend' | 'suppressed'> & { cells: KnownCells };

export type SummaryRules = { detail: Detail; smallestCell: number; sums: Plan['sums']; known: KnownCells };

/**
 * What a summary says. Of cells with few seizures nothing is said, nor of others from which they would follow: in this summary, or by its difference
 * to what was said before. Whoever is given every line is told all.
 */
export function summarise(found: SummaryCounts, { detail, smallestCell, sums, known }: SummaryRules): Summary {
  const smallest = detail === 'lines' ? 0 : smallestCell;
  const withRows = detail !== 'totals';
  const parts = {
    counts: found.counts.filter(({ row }) => withRows || row === WHOLE),
    amounts: found.amounts.filter(({ row }) => withRows || row === WHOLE),
  };
  const rule = ruleOf(smallest, known);
  const all = cellsOf(parts.counts, parts.amounts, '');
  const hidden = new Set(hiddenCells(all, rule).map(keyOf));
  const isVeiled = (key: string): boolean => hidden.has(key) || known.hidden.includes(key);

  const columns = parts.amounts.filter(({ row }) => row === WHOLE).map(columnOf);
  const news = cellsOf(found.recentCounts, found.recentAmounts, RECENT);
  const recent = [...news, ...silent([WHOLE, ...columns], news)];
  const isTelling = (cell: Cell): boolean => isFew(cell.seizures, smallest) || (smallest > 0 && isVeiled(keyIn(WHOLE, cell.column)));
  for (const cell of hiddenCells(recent, { ...rule, isTelling })) hidden.add(keyOf(cell));

  const trend = found.trend.map(({ from, seizures, own }): Cell => ({ row: TREND, column: from, seizures: seizures - own }));
  for (const cell of hiddenCells(withWhole(trend), rule)) if (cell.column !== WHOLE) hidden.add(keyOf(cell));

  const asides = found.asides.map((aside) => asideCell(aside, ASIDES));
  for (const cell of asides) if (rule.isTelling(cell)) hidden.add(keyOf(cell));
  for (const cell of recentAsides(found).map((aside) => asideCell(aside, RECENT_ASIDES))) {
    if (isFew(cell.seizures, smallest) || (smallest > 0 && isVeiled(keyIn(ASIDES, cell.column)))) hidden.add(keyOf(cell));
  }

  const isShown = (row: string, column: string): boolean => !hidden.has(keyIn(row, column));
  const wholes = parts.amounts.filter(({ row }) => row === WHOLE);
  const figures: Figure[] = [
    ...countFigures(
      parts.counts.find(({ row }) => row === WHOLE),
      '',
      isShown(WHOLE, WHOLE),
    ),
    ...wholes.map((amount) => amountFigure(amount, '', isShown(WHOLE, columnOf(amount)))),
    ...countFigures(found.recentCounts[0], IN_WINDOW, isShown(RECENT, WHOLE)),
    ...recent.flatMap(({ column }) => {
      const amount = found.recentAmounts.find((each) => columnOf(each) === column);
      if (amount) return [amountFigure(amount, IN_WINDOW, isShown(RECENT, column))];
      const whole = wholes.find((each) => columnOf(each) === column);
      return whole && !isShown(RECENT, column) ? [amountFigure(whole, IN_WINDOW, false)] : []; // that there is none would tell
    }),
    ...found.asides.map((aside) => asideFigure(aside, '', isShown(ASIDES, asideColumn(aside)))),
    ...recentAsides(found).flatMap((aside) => {
      const visible = isShown(RECENT_ASIDES, asideColumn(aside));
      return aside.seizures > 0 || !visible ? [asideFigure(aside, IN_WINDOW, visible)] : [];
    }),
    ...comparisonFigures(found, hidden, smallest),
  ];
  const shownSums = sumFigures(sums, wholes, isShown);
  return {
    figures,
    sums: shownSums,
    countries: withRows ? countryRows(parts, isShown) : [],
    trend: found.trend.map(
      ({ from, cases, seizures }): TrendPoint => (isShown(TREND, from) ? { from, cases, seizures } : hiddenPoint(from)),
    ),
    suppressed: hidden.size + (sums.length - shownSums.length),
    cells: nowKnown([...all, ...trend, ...asides], hidden, known),
  };
}

const RECENT = 'window';
/** Before the name of a figure: what came in the window, as against all so far. */
export const IN_WINDOW = `${RECENT}/`;
const TREND = 'trend';
/** The words are those under which recipients' cells are known since there were persons only. */
const ASIDES = 'states';
const RECENT_ASIDES = 'window states';

/** Few seizures; or few more, or less, than when the cell was last shown. */
function ruleOf(smallest: number, { shown, hidden }: KnownCells) {
  const isTelling = (cell: Cell): boolean => {
    const before = shown[keyOf(cell)];
    return isFew(cell.seizures, smallest) || (before !== undefined && isFew(cell.seizures - before, smallest));
  };
  return { smallest, isTelling, isKnownHidden: (cell: Cell): boolean => hidden.includes(keyOf(cell)) };
}

function cellsOf(counts: readonly PartCount[], amounts: readonly PartAmount[], prefix: string): Cell[] {
  const cells = [
    ...counts.map(({ row, seizures, own }) => ({ row: prefix + row, column: WHOLE, seizures: seizures - own })),
    ...amounts.map((amount) => ({ row: prefix + amount.row, column: columnOf(amount), seizures: amount.seizures - amount.own })),
  ];
  return cells.filter(({ seizures }) => seizures > 0);
}

/** Headings of which nothing came in the window: to say so is to say something. */
function silent(columns: readonly string[], recent: readonly Cell[]): Cell[] {
  const told = recent.map(({ column }) => column);
  return columns.filter((column) => !told.includes(column)).map((column) => ({ row: RECENT, column, seizures: 0 }));
}

function columnOf({ heading, unit }: Pick<PartAmount, 'heading' | 'unit'>): string {
  return `${heading} ${unit}`;
}

function keyOf({ row, column }: Cell): string {
  return keyIn(row, column);
}

function keyIn(row: string, column: string): string {
  return `${row}/${column}`;
}

function countFigures(count: PartCount | undefined, prefix: string, isShown: boolean): Figure[] {
  const { cases, seizures } = count ?? { cases: 0, seizures: 0 };
  return [
    { name: `${prefix}cases`, unit: 'cases', value: isShown ? String(cases) : null },
    { name: `${prefix}seizures`, unit: 'seizures', value: isShown ? String(seizures) : null },
  ];
}

function amountFigure({ heading, unit, quantity }: PartAmount, prefix: string, isShown: boolean): Figure {
  return { name: `${prefix}${heading}`, unit, value: isShown ? quantity : null };
}

/** Persons are counted in persons, which their name says. */
function asideColumn({ name, unit }: Pick<Aside, 'name' | 'unit'>): string {
  return name.startsWith(`${unit}/`) ? name : `${name} ${unit}`;
}

function asideCell({ seizures, own, ...aside }: Aside, row: string): Cell {
  return { row, column: asideColumn(aside), seizures: seizures - own };
}

/** Of everything that there is any of, what came in the window, even if it is nothing. */
function recentAsides({ asides, recentAsides: recent }: SummaryCounts): Aside[] {
  return asides.map(
    ({ name, unit }) => recent.find((each) => each.name === name && each.unit === unit) ?? { name, unit, amount: '0', seizures: 0, own: 0 },
  );
}

function asideFigure({ name, unit, amount }: Aside, prefix: string, isShown: boolean): Figure {
  return { name: `${prefix}${name}`, unit, value: isShown ? amount : null };
}

/** A sum of which a part is hidden would tell it. */
function sumFigures(sums: Plan['sums'], wholes: readonly PartAmount[], isShown: (row: string, column: string) => boolean): SumFigure[] {
  const safe = sums.filter(({ parts }) => parts.every((part) => isShown(WHOLE, columnOf(part))));
  return applySums({ sums: safe }, wholes);
}

function countryRows(
  { counts, amounts }: { counts: readonly PartCount[]; amounts: readonly PartAmount[] },
  isShown: (row: string, column: string) => boolean,
): CountryRow[] {
  return counts
    .filter(({ row }) => row !== WHOLE)
    .map(({ row, cases, seizures }) => ({
      country: row,
      cases: isShown(row, WHOLE) ? cases : null,
      seizures: isShown(row, WHOLE) ? seizures : null,
      quantities: amounts
        .filter((amount) => amount.row === row)
        .map((amount) => {
          const visible = isShown(row, columnOf(amount));
          const { heading, unit } = amount;
          return { heading, unit, quantity: visible ? amount.quantity : null, seizures: visible ? amount.seizures : null };
        }),
    }));
}

/** Left out where it, or what the others made besides, would tell of few. */
function comparisonFigures({ comparison, trend }: SummaryCounts, hidden: ReadonlySet<string>, smallest: number): Figure[] {
  if (comparison === null || (smallest > 0 && comparison.members < 2)) return [];
  const { members, before, now } = comparison;
  const tells = [before, now].some(({ from, seizures, own }) => {
    const point = trend.find((each) => each.from === from);
    const rest = (point?.seizures ?? 0) - (point?.own ?? 0) - (seizures - own);
    return isFew(seizures - own, smallest) || isFew(rest, smallest) || hidden.has(keyIn(TREND, from));
  });
  if (tells) return [];
  return [
    { name: 'same-members', unit: 'administrations', value: String(members) },
    ...[before, now].map(({ from, seizures }) => ({ name: `same-members/${from}`, unit: 'seizures', value: String(seizures) })),
  ];
}

/** What its recipient knows once it has read this. */
function nowKnown(cells: readonly Cell[], hidden: ReadonlySet<string>, known: KnownCells): KnownCells {
  const shown = cells.filter((cell) => !hidden.has(keyOf(cell))).map((cell) => [keyOf(cell), cell.seizures]);
  return { shown: { ...known.shown, ...(Object.fromEntries(shown) as Record<string, number>) }, hidden: [...hidden] };
}
