import { stringify } from 'csv-stringify/sync';
import type { NamedFigure } from '../../domain/edition.ts';
import type { EditionStatus } from '../../domain/plan.ts';
import { CSV } from './writing.ts';

/** The figures of one edition as they leave the house. `cutOff` is ISO 8601 in UTC. */
export type EditionFigures = { edition: string; status: EditionStatus; cutOff: string; figures: readonly NamedFigure[] };

const COLUMNS = ['edition', 'status', 'cut_off', 'name', 'unit', 'value'] as const;

/** The figures as CSV, one line each, every line complete in itself. */
export function figuresCsv({ edition, status, cutOff, figures }: EditionFigures): string {
  const rows = figures.map(({ name, unit, value }) => [edition, status, cutOff, name, unit, value]);
  return stringify(rows, { ...CSV, columns: [...COLUMNS] });
}

/** The same figures for programs. Values stay decimal text: a reader that makes them binary numbers would lose digits. */
export function figuresJson({ edition, status, cutOff, figures }: EditionFigures): string {
  return `${JSON.stringify({ edition, status, cutOff, figures: figures.map(({ name, unit, value }) => ({ name, unit, value })) }, null, 2)}\n`;
}
