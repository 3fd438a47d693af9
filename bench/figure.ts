/** One measured figure, compared with a bare baseline of the same run where there is one. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  /** value / baseline. */
  ratio: number | null;
  /** The most that the ratio may be, or the value where there is no baseline; null where the figure is only recorded. */
  goal: number | null;
  /** What was measured against what. */
  note: string;
};

type Recorded = Pick<Figure, 'name' | 'value' | 'unit' | 'note'> & Partial<Figure>;

export function figure({ baseline = null, goal = null, ...rest }: Recorded): Figure {
  return { baseline, goal, ...rest, ratio: baseline === null ? null : rest.value / baseline };
}

export function isReached({ value, ratio, goal }: Figure): boolean {
  return goal === null || (ratio ?? value) <= goal;
}

export function tableOf(figures: readonly Figure[]): string {
  const head = ['name', 'value', 'unit', 'baseline', 'ratio', 'goal', ''];
  const rows = figures.map((each) => [
    each.name,
    short(each.value),
    each.unit,
    short(each.baseline),
    short(each.ratio),
    each.goal === null ? '' : `<= ${each.goal}`,
    each.goal === null ? '' : isReached(each) ? 'reached' : 'MISSED',
  ]);
  const widths = head.map((title, i) => Math.max(...[title, ...rows.map((row) => row[i] ?? '')].map((cell) => cell.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0, i))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function notesOf(figures: readonly Figure[]): string {
  return figures.map(({ name, note }) => `${name}: ${note}`).join('\n');
}

/** Words to the left, numbers to the right. */
function pad(cell: string, width: number, column: number): string {
  return [1, 3, 4, 5].includes(column) ? cell.padStart(width) : cell.padEnd(width);
}

/** Three digits that count; whole numbers stay whole. */
function short(value: number | null): string {
  if (value === null) return '';
  return Number.isInteger(value) || Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
