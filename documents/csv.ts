import { stringify } from 'csv-stringify/sync';
import type { NamedFigure } from '../domain/edition.ts';
import type { EditionStatus } from '../domain/plan.ts';

/** The figures of one edition as they leave the house. `cutOff` is ISO 8601 in UTC. */
export type EditionFigures = { edition: string; status: EditionStatus; cutOff: string; figures: readonly NamedFigure[] };

const COLUMNS = ['edition', 'status', 'cut_off', 'name', 'unit', 'value'] as const;

/** csv-stringify quotes a cell for a whole CRLF only, but readers end a line, and begin a formula, at half of one. */
const BREAK = /[\r\n]/;

/**
 * The figures as CSV (RFC 4180), one line each, every line complete in itself. It starts with a byte order mark, without which
 * spreadsheets take UTF-8 for something else, and no cell can be taken for a formula: keys and names are what people typed.
 */
export function figuresCsv({ edition, status, cutOff, figures }: EditionFigures): string {
  const rows = figures.map(({ name, unit, value }) => [edition, status, cutOff, name, unit, value]);
  return stringify(rows, {
    header: true,
    columns: [...COLUMNS],
    bom: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
    quoted_match: BREAK,
  });
}

/** The same figures for programs. Values stay decimal text: a reader that makes them binary numbers would lose digits. */
export function figuresJson({ edition, status, cutOff, figures }: EditionFigures): string {
  return `${JSON.stringify({ edition, status, cutOff, figures: figures.map(({ name, unit, value }) => ({ name, unit, value })) }, null, 2)}\n`;
}
