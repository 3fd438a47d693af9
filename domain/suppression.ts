/**
 * How many seizures stand in one cell of a table. Rows are countries and columns headings, or any other two ways to part the same seizures; the
 * margins, and the whole, stand under WHOLE. A recipient's own seizures are no part of it: it knows them.
 */
export type Cell = { row: string; column: string; seizures: number };

export const WHOLE = '';

/** So few, or so many less, that somebody could tell which. None is not few. */
export function isFew(seizures: number, smallest: number): boolean {
  const few = Math.abs(seizures);
  return few > 0 && few < smallest;
}

/** Edges of a graph: the lines of the table are its vertices, and a hidden cell joins its row and its column. */
type Edge = { cell: Cell; ends: readonly [string, string] };

/**
 * Cells to hide, so that no cell that `isTelling` can be worked out from those that are shown: those cells, and others beside them. What is shown
 * adds up along rows and columns, so that a hidden cell is known exactly where it is a bridge between the parts of the graph that the hidden cells
 * make (D. Gusfield, A graph theoretic approach to statistical data security, 1988). In every line whose sum is shown, hidden cells stand for
 * `smallest` seizures or more, and for more than one each.
 *
 * `isKnownHidden`: hidden from the same reader the last time. Among cells that are hidden for others' sake those come first: one that is hidden
 * today and shown tomorrow, unchanged, would have told of the other after all.
 */
export function hiddenCells(
  cells: readonly Cell[],
  {
    smallest,
    isTelling,
    isKnownHidden = () => false,
  }: { smallest: number; isTelling: (cell: Cell) => boolean; isKnownHidden?: (cell: Cell) => boolean },
): Cell[] {
  const table = tableOf(cells);
  const hidden = new Set(cells.filter(isTelling));
  const cost = (cell: Cell): number => (hidden.has(cell) || isKnownHidden(cell) ? 0 : cell.seizures);
  for (;;) {
    const more = thinLine(table, hidden, smallest, cost) ?? bridged(table, hidden, cost);
    if (more.length === 0) return [...hidden];
    for (const cell of more) hidden.add(cell);
  }
}

/** The cells of one row in which there is something, and their sum. */
export function withWhole(cells: readonly Cell[]): Cell[] {
  const made = cells.filter(({ seizures }) => seizures > 0);
  const [first] = made;
  return first ? [...made, { row: first.row, column: WHOLE, seizures: made.reduce((sum, { seizures }) => sum + seizures, 0) }] : [];
}

type Table = {
  lines: readonly Line[];
  at: (row: string, column: string) => Cell | undefined;
  endsOf: (cell: Cell) => readonly [string, string];
};
/** The parts of a row or a column, and their sum where the table has it. */
type Line = { parts: readonly Cell[]; whole: Cell | undefined };

/** A vertex for every line of one cell: it adds up to nothing that anybody could compare. */
const NO_LINE = '-';

function tableOf(cells: readonly Cell[]): Table {
  const rows = Map.groupBy(cells, ({ row }) => row);
  const columns = Map.groupBy(cells, ({ column }) => column);
  const byPlace = new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, cell]));
  const isLine = (line: readonly Cell[] | undefined): boolean => line !== undefined && line.length > 1;
  return {
    lines: [
      ...[...rows.values()].filter(isLine).map((line) => lineOf(line, ({ column }) => column)),
      ...[...columns.values()].filter(isLine).map((line) => lineOf(line, ({ row }) => row)),
    ],
    at: (row, column) => byPlace.get(`${row}\n${column}`),
    endsOf: ({ row, column }) => [
      isLine(rows.get(row)) ? `row ${row}` : NO_LINE,
      isLine(columns.get(column)) ? `column ${column}` : NO_LINE,
    ],
  };
}

function lineOf(cells: readonly Cell[], along: (cell: Cell) => string): Line {
  return { parts: cells.filter((cell) => along(cell) !== WHOLE), whole: cells.find((cell) => along(cell) === WHOLE) };
}

/** The cheapest cell of the first line in which too little is hidden. Null where there is no such line. */
function thinLine({ lines }: Table, hidden: ReadonlySet<Cell>, smallest: number, cost: (cell: Cell) => number): Cell[] | null {
  for (const { parts, whole } of lines) {
    const concealed = parts.filter((cell) => hidden.has(cell));
    const isWholeHidden = whole === undefined || hidden.has(whole);
    const sum = concealed.reduce((total, { seizures }) => total + seizures, 0);
    const isThin = isWholeHidden
      ? concealed.length === 0 && whole !== undefined
      : concealed.length > 0 && (concealed.length < 2 || sum < smallest || sum <= concealed.length);
    const shown = parts.filter((cell) => !hidden.has(cell));
    const next = isThin ? (cheapest(shown, cost) ?? (isWholeHidden ? undefined : whole)) : undefined;
    if (next) return [next];
  }
  return null;
}

/** The cheapest cells that put a hidden cell which is a bridge on a circle. Empty where nothing hidden is one. */
function bridged(table: Table, hidden: ReadonlySet<Cell>, cost: (cell: Cell) => number): Cell[] {
  const edges = [...hidden].map((cell): Edge => ({ cell, ends: table.endsOf(cell) }));
  for (const { row, column } of bridgesOf(edges)) {
    const circles = rowsOf(table, column, row).flatMap((inColumn) =>
      columnsOf(table, row, column).flatMap((inRow) => {
        const corner = table.at(inColumn.row, inRow.column);
        return corner ? [[inColumn, inRow, corner]] : [];
      }),
    );
    const price = (circle: readonly Cell[]): number => circle.reduce((total, cell) => total + cost(cell), 0);
    const best = circles.reduce<Cell[] | null>((a, b) => (a && price(a) <= price(b) ? a : b), null);
    const next = (best ?? [...rowsOf(table, column, row), ...columnsOf(table, row, column)]).filter((cell) => !hidden.has(cell));
    if (next.length > 0) return next;
  }
  return [];
}

function rowsOf({ lines }: Table, column: string, butRow: string): Cell[] {
  return lines.flatMap(({ parts, whole }) => {
    const all = whole ? [...parts, whole] : parts;
    return all.every((cell) => cell.column === column) ? all.filter(({ row }) => row !== butRow) : [];
  });
}

function columnsOf({ lines }: Table, row: string, butColumn: string): Cell[] {
  return lines.flatMap(({ parts, whole }) => {
    const all = whole ? [...parts, whole] : parts;
    return all.every((cell) => cell.row === row) ? all.filter(({ column }) => column !== butColumn) : [];
  });
}

function cheapest(cells: readonly Cell[], cost: (cell: Cell) => number): Cell | undefined {
  return cells.reduce<Cell | undefined>((a, b) => (a && cost(a) <= cost(b) ? a : b), undefined);
}

/** Edges without which their graph falls into more parts (R. E. Tarjan, 1974). Two edges between the same vertices are a circle. */
function bridgesOf(edges: readonly Edge[]): Cell[] {
  const around = new Map<string, number[]>();
  for (const [i, { ends }] of edges.entries()) for (const end of new Set(ends)) around.set(end, [...(around.get(end) ?? []), i]);
  const reached = new Map<string, number>();
  const bridges: Cell[] = [];

  function visit(vertex: string, by: number): number {
    const order = reached.size;
    reached.set(vertex, order);
    let low = order;
    for (const i of around.get(vertex) ?? []) {
      const edge = edges[i];
      if (i === by || !edge) continue;
      const other = edge.ends[0] === vertex ? edge.ends[1] : edge.ends[0];
      const known = reached.get(other);
      const lowest = known ?? visit(other, i);
      if (known === undefined && lowest > order) bridges.push(edge.cell);
      low = Math.min(low, lowest);
    }
    return low;
  }

  for (const vertex of around.keys()) if (!reached.has(vertex)) visit(vertex, -1);
  return bridges;
}
