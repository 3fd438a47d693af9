import fc from 'fast-check';
import { WHOLE } from '../domain/suppression.ts';
import { NOTHING_KNOWN, summarise, type KnownCells, type SummaryCounts } from '../domain/summary.ts';
import { isDetermined } from './linear.ts';

const SMALLEST = 3;
const RULES = { detail: 'countries', smallestCell: SMALLEST, sums: [] } as const;
type Counts = readonly (readonly number[])[];

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const columnsOf = (counts: Counts): number[] => (counts[0] ?? []).map((_, j) => total(counts.map((row) => row[j] ?? 0)));

/** As SQL counts them: rows are countries, columns headings. Every seizure is a case of its own, and none the recipient's. */
function found(now: Counts, news: Counts): SummaryCounts {
  const count = (row: string, seizures: number) => ({ row, cases: seizures, seizures, own: 0 });
  const amount = (row: string, j: number, seizures: number) => ({
    ...count(row, seizures),
    heading: `h${j}`,
    unit: 'C62',
    quantity: String(seizures),
  });
  const rows = now.map((row, i) => count(`r${i}`, total(row)));
  const isThere = ({ seizures }: { seizures: number }): boolean => seizures > 0;
  return {
    counts: [count(WHOLE, total(now.map(total))), ...rows].filter(isThere),
    amounts: [
      ...columnsOf(now).map((seizures, j) => amount(WHOLE, j, seizures)),
      ...now.flatMap((row, i) => row.map((seizures, j) => amount(`r${i}`, j, seizures))),
    ].filter(isThere),
    recentCounts: [count(WHOLE, total(news.map(total)))].filter(isThere),
    recentAmounts: columnsOf(news)
      .map((seizures, j) => amount(WHOLE, j, seizures))
      .filter(isThere),
    asides: [],
    recentAsides: [],
    trend: [],
    comparison: null,
  };
}

/** A table with its margins, by the keys under which cells are known. */
function valuesOf(counts: Counts, prefix = ''): Record<string, number> {
  const columns = columnsOf(counts).map((seizures, j): [string, number] => [`${prefix}${WHOLE}/h${j} C62`, seizures]);
  const rows = counts.flatMap((row, i) => [
    [`r${i}/`, total(row)] as [string, number],
    ...row.map((seizures, j): [string, number] => [`r${i}/h${j} C62`, seizures]),
  ]);
  return Object.fromEntries([[`${prefix}${WHOLE}/`, total(columns.map(([, each]) => each))], ...columns, ...(prefix === '' ? rows : [])]);
}

type Term = [key: string, factor: number];

/** What everybody knows to hold between the numbers of one summary, of the one before it, and of the window between them. */
function equationsOf(counts: Counts): Term[][] {
  const headings = columnsOf(counts).map((_, j) => `h${j} C62`);
  const rows = counts.map((_, i) => `r${i}`);
  const inTable = (at: string): Term[][] => [
    ...[WHOLE, ...rows].map((row): Term[] => [[`${at}${row}/`, -1], ...headings.map((heading): Term => [`${at}${row}/${heading}`, 1])]),
    ...['', ...headings].map((column): Term[] => [
      [`${at}${WHOLE}/${column}`, -1],
      ...rows.map((row): Term => [`${at}${row}/${column}`, 1]),
    ]),
  ];
  const window: Term[] = [['now:window/', -1], ...headings.map((heading): Term => [`now:window/${heading}`, 1])];
  const passage = ['', ...headings].map((column): Term[] => [
    [`now:${WHOLE}/${column}`, -1],
    [`before:${WHOLE}/${column}`, 1],
    [`now:window/${column}`, 1],
  ]);
  return [...inTable('now:'), ...inTable('before:'), window, ...passage];
}

const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 5 }))
  .chain(([rows, columns, summaries]) =>
    fc.array(
      fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 })), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      { minLength: summaries, maxLength: summaries },
    ),
  );

test('from a summary and the one before it, neither a small number nor a small change of one follows', () => {
  fc.assert(
    fc.property(table, (windows) => {
      let known: KnownCells = NOTHING_KNOWN;
      let before: Counts | null = null;
      let counts: Counts = (windows[0] ?? []).map((row) => row.map(() => 0));
      for (const news of windows) {
        const now = counts.map((row, i) => row.map((seizures, j) => seizures + (news[i]?.[j] ?? 0)));
        const { cells } = summarise(found(now, news), { ...RULES, known });
        if (before) expectSecrecy({ before, now, news, hiddenBefore: known.hidden, hiddenNow: cells.hidden });
        [before, counts, known] = [now, now, cells];
      }
    }),
    { numRuns: 400 },
  );
});

type Told = { before: Counts; now: Counts; news: Counts; hiddenBefore: readonly string[]; hiddenNow: readonly string[] };

function expectSecrecy({ before, now, news, hiddenBefore, hiddenNow }: Told): void {
  const unknowns = [
    ...hiddenNow.map((key) => `now:${key}`),
    ...hiddenBefore.filter((key) => !key.startsWith('window')).map((key) => `before:${key}`),
  ];
  const row = (terms: readonly Term[]): number[] =>
    unknowns.map((unknown) => total(terms.filter(([key]) => key === unknown).map(([, factor]) => factor)));
  const equations = equationsOf(now).map(row);
  const isFew = (seizures: number): boolean => seizures > 0 && seizures < SMALLEST;
  const [was, is] = [valuesOf(before), valuesOf(now)];
  const secrets: [string, Term[]][] = [
    ...Object.entries(is).flatMap(([key, value]): [string, Term[]][] => (isFew(value) ? [[`${key} now`, [[`now:${key}`, 1]]]] : [])),
    ...Object.entries(was).flatMap(([key, value]): [string, Term[]][] => (isFew(value) ? [[`${key} before`, [[`before:${key}`, 1]]]] : [])),
    ...Object.entries(is).flatMap(([key, value]): [string, Term[]][] =>
      isFew(value - (was[key] ?? 0))
        ? [
            [
              `change of ${key}`,
              [
                [`now:${key}`, 1],
                [`before:${key}`, -1],
              ],
            ],
          ]
        : [],
    ),
    ...Object.entries(valuesOf(news, 'window')).flatMap(([key, value]): [string, Term[]][] =>
      isFew(value) ? [[`${key} in the window`, [[`now:${key}`, 1]]]] : [],
    ),
  ];
  const told = secrets.filter(([, terms]) => isDetermined(equations, row(terms))).map(([name]) => name);
  expect(told).toEqual([]);
}

test('where every line is given, nothing is hidden', () => {
  const { suppressed, figures } = summarise(found([[1]], [[1]]), { ...RULES, detail: 'lines', known: NOTHING_KNOWN });
  expect([suppressed, figures.map(({ value }) => value)]).toEqual([0, ['1', '1', '1', '1', '1', '1']]);
});

test('what is the recipient’s own is told it, however little', () => {
  const own = { row: WHOLE, cases: 1, seizures: 1, own: 1 };
  const counts = { ...found([[0]], [[0]]), counts: [own, { ...own, row: 'BE' }] };
  const { countries, suppressed } = summarise(counts, { ...RULES, known: NOTHING_KNOWN });
  expect([countries[0]?.seizures, suppressed]).toEqual([1, 0]);
});

test('a sum of the plan is not given where a part of it is hidden', () => {
  const sums = [
    { key: 'all', name: 'All', unit: 'C62', reason: 'Counted alike', parts: [0, 1].map((j) => ({ heading: `h${j}`, unit: 'C62' })) },
  ];
  const given = (second: number) =>
    summarise(found([[9, second]], [[0, 0]]), { ...RULES, sums, known: NOTHING_KNOWN }).sums.map(({ quantity }) => quantity);
  expect([given(8), given(1)]).toEqual([['17'], []]);
});

/** At how many seizures there was any of it, twice as much at each; beside another that every seizure had. */
const ASIDES: [name: string, unit: string][] = [
  ['persons/arrested', 'persons'],
  ['value/cash/face', 'EUR'],
  ['bonus/cigarettes', 'STC'],
];
type Named = (typeof ASIDES)[number];
const some = ([name, unit]: Named, seizures: number) =>
  seizures === 0 ? [] : [{ name, unit, amount: String(2 * seizures), seizures, own: 0 }];
const told = (named: Named, now: number, recent: number, known: KnownCells = NOTHING_KNOWN) => {
  const other = { name: named[0], unit: 'XOF', amount: '1', seizures: 9, own: 0 };
  const counts = { ...found([[9]], [[0]]), asides: [...some(named, now), other], recentAsides: some(named, recent) };
  const { figures, cells } = summarise(counts, { ...RULES, known });
  const valueOf = (name: string) => figures.find((figure) => figure.name === name && figure.unit === named[1])?.value;
  return { whole: valueOf(named[0]), recent: valueOf(`window/${named[0]}`), cells };
};

test.each(ASIDES)('%s in %s is told with the figures, and in the period', (...named) => {
  expect(told(named, 8, 3)).toMatchObject({ whole: '16', recent: '6' });
  expect(told(named, 0, 0)).toMatchObject({ whole: undefined, recent: undefined });
});

test.each(ASIDES)('where few seizures had any, nothing follows of %s in %s, from one summary or from several', (...named) => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 6 }), { minLength: 2, maxLength: 6 }), (windows) => {
      let [before, known, shownBefore]: [number, KnownCells, boolean] = [0, NOTHING_KNOWN, true];
      for (const recent of windows) {
        const now = before + recent;
        const { whole, recent: shown, cells } = told(named, now, recent, known);
        const [isWhole, isRecent] = [now === 0 || typeof whole === 'string', now === 0 || shown !== null];
        const unknowns = [...(isWhole ? [] : ['now']), ...(shownBefore ? [] : ['before']), ...(isRecent ? [] : ['recent'])];
        const row = (terms: Record<string, number>): number[] => unknowns.map((unknown) => terms[unknown] ?? 0);
        const secrets: [number, Record<string, number>][] = [
          ...([
            [now, { now: 1 }],
            [before, { before: 1 }],
            [recent, { recent: 1 }],
          ] as [number, Record<string, number>][]),
          [recent, { now: 1, before: -1 }],
        ];
        const few = secrets.filter(([value]) => value > 0 && value < SMALLEST);
        expect(few.filter(([, terms]) => isDetermined([row({ now: 1, before: -1, recent: -1 })], row(terms)))).toEqual([]);
        [before, known, shownBefore] = [now, cells, isWhole];
      }
    }),
    { numRuns: 400 },
  );
});
