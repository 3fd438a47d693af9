import type { ExpectedFigure } from './scenario.ts';

export type ComparedFigure = { edition: string; name: string; published: string; concert: string | null; equal: boolean };

export type NamedFigure = { name: string; unit: string; value: string };

/** Each expected figure beside the one that Concert published. A figure that Concert did not publish is null, and not equal. */
export function compareFigures(
  expected: readonly ExpectedFigure[],
  published: ReadonlyMap<string, readonly NamedFigure[]>,
): ComparedFigure[] {
  return expected.map(({ edition, name, unit, value }) => {
    const found = published.get(edition)?.find((figure) => figure.name === name && (unit === undefined || figure.unit === unit));
    const concert = found?.value ?? null;
    return { edition, name, published: value, concert, equal: concert !== null && plain(concert) === plain(value) };
  });
}

/** The table that a drill ends on. */
export function tableOf(figures: readonly ComparedFigure[]): string {
  const rows = figures.map(({ edition, name, published, concert, equal }) => [
    edition,
    name,
    grouped(published),
    grouped(concert ?? '-'),
    equal ? 'yes' : 'NO',
  ]);
  const all = [['edition', 'figure', 'published', 'Concert', 'equal'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column === 2 || column === 3;
  const lines = all.map((row) =>
    row.map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  '),
  );
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Decimal text without zeros that say nothing, so that 12.50 and 12.5 are the same figure and no digit is lost to a number. */
function plain(decimal: string): string {
  return decimal
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

export function grouped(decimal: string): string {
  const [whole = '', ...fraction] = decimal.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
