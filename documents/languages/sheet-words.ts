import type { ColumnWord, ListName } from '../reports/sheet-columns.ts';

/**
 * What the template of an operation says in one language. `terms` are what codes are called; countries and currencies are known without, and
 * English has the labels of the catalogue itself. A help is shown beside the cell, where 255 characters fit.
 */
export type SheetWords = {
  cases: string;
  help: string;
  columns: Record<ColumnWord, readonly [title: string, help: string]>;
  wrong: { title: string; says: string };
  /** What stands above the columns on the sheet of help, in the order in which it is read. */
  guide: (about: { operation: string; zone: string | null }) => readonly (readonly [what: string, how: string])[];
  terms: Readonly<Partial<Record<ListName, Readonly<Record<string, string>>>>>;
};
