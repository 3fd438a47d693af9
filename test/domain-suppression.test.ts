import fc from 'fast-check';
import { hiddenCells, WHOLE, type Cell } from '../domain/suppression.ts';
import { isDetermined } from './linear.ts';

const SMALLEST = 3;
const isSmall = ({ seizures }: Cell): boolean => seizures > 0 && seizures < SMALLEST;

/** Counts of rows by columns with their margins; what is nothing is no cell. */
function tableOf(counts: readonly (readonly number[])[]): Cell[] {
  const rows = counts.map((row, i) => row.map((seizures, j) => ({ row: `r${i}`, column: `c${j}`, seizures })));
  const sum = (cells: readonly Cell[]): number => cells.reduce((total, { seizures }) => total + seizures, 0);
  const parts = rows.flat();
  const inColumn = (column: string): number => sum(parts.filter((cell) => cell.column === column));
  return [
    ...parts,
    ...rows.map((row, i) => ({ row: `r${i}`, column: WHOLE, seizures: sum(row) })),
    ...(counts[0] ?? []).map((_, j) => ({ row: WHOLE, column: `c${j}`, seizures: inColumn(`c${j}`) })),
    { row: WHOLE, column: WHOLE, seizures: sum(parts) },
  ].filter(({ seizures }) => seizures > 0);
}

/** Hidden cells whose value follows from the shown ones, since every line adds up. Found by algebra, not by the rule that is tested. */
function worked(cells: readonly Cell[], hidden: readonly Cell[]): Cell[] {
  const lines = [...Map.groupBy(cells, ({ row }) => `r ${row}`).values(), ...Map.groupBy(cells, ({ column }) => `c ${column}`).values()];
  const isRow = (line: readonly Cell[]): boolean => line.every(({ row }) => row === line[0]?.row);
  const equations = lines
    .filter((line) => line.length > 1)
    .map((line) => hidden.map((cell) => (line.includes(cell) ? ((isRow(line) ? cell.column : cell.row) === WHOLE ? -1 : 1) : 0)));
  return hidden.filter((cell) =>
    isDetermined(
      equations,
      hidden.map((other) => (other === cell ? 1 : 0)),
    ),
  );
}

const counts = fc.integer({ min: 1, max: 6 }).chain((rows) =>
  fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  ),
);

test('whatever is shown of a table, no hidden cell follows from it, and every small one is hidden', () => {
  fc.assert(
    fc.property(counts, (drawn) => {
      const cells = tableOf(drawn);
      const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall });
      expect(cells.filter(isSmall).every((cell) => hidden.includes(cell))).toBe(true);
      // A table with nothing but one seizure has one value in every cell, and shows none of them.
      expect(worked(cells, hidden).map(({ row, column }) => `${row}/${column}`)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('in a line whose sum is shown, hidden cells stand for enough seizures, and are not all of them one', () => {
  fc.assert(
    fc.property(counts, (drawn) => {
      const cells = tableOf(drawn);
      const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall });
      for (const key of ['row', 'column'] as const) {
        const across = key === 'row' ? 'column' : 'row';
        for (const line of Map.groupBy(cells, (cell) => cell[key]).values()) {
          const whole = line.find((cell) => cell[across] === WHOLE);
          const concealed = line.filter((cell) => cell !== whole && hidden.includes(cell));
          if (!whole || hidden.includes(whole) || concealed.length === 0) continue;
          const sum = concealed.reduce((total, { seizures }) => total + seizures, 0);
          expect(sum).toBeGreaterThanOrEqual(SMALLEST);
          expect(sum).toBeGreaterThan(concealed.length);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('where nothing is small, nothing is hidden', () => {
  const cells = tableOf([
    [3, 4],
    [5, 9],
  ]);
  expect(hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall })).toEqual([]);
});

test('one small country among large ones takes the next smallest of its heading with it, and no sum', () => {
  const cells = tableOf([[1], [40], [7]]);
  const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall });
  expect(hidden.map(({ row, column }) => `${row}/${column}`).toSorted()).toEqual(['r0/', 'r0/c0', 'r2/', 'r2/c0']);
});

test('a cell that was hidden for the sake of another stays the one, also when another has become smaller', () => {
  const cells = tableOf([[1], [8], [7]]);
  const isKnownHidden = ({ row }: Cell): boolean => row === 'r1';
  const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall, isKnownHidden });
  expect(new Set(hidden.map(({ row }) => row))).toEqual(new Set(['r0', 'r1']));
});

test('headings alone, without countries, hide a small one behind another', () => {
  const cells = [
    { row: WHOLE, column: WHOLE, seizures: 21 },
    { row: WHOLE, column: 'medicines', seizures: 1 },
    { row: WHOLE, column: 'vaccines', seizures: 20 },
  ];
  const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall });
  expect(hidden.map(({ column }) => column)).toEqual(['medicines', 'vaccines']);
});

test('180 countries by 100 headings take less than a few seconds', () => {
  const cells = tableOf(Array.from({ length: 180 }, (_, i) => Array.from({ length: 100 }, (__, j) => (i * 7 + j * 13) % 11)));
  const hidden = hiddenCells(cells, { smallest: SMALLEST, isTelling: isSmall });
  expect(hidden.length).toBeGreaterThan(1_000);
}, 10_000);
