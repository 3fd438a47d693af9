import type { CaseReport, GoodsLine, Seizure } from '../../domain/case.ts';
import { BETWEEN } from './cell-values.ts';
import { COLUMNS, type Level, type ReportColumn } from './sheet-columns.ts';

/** A row by the keys of its columns, as it is written into a workbook or CSV. */
export type WrittenRow = Readonly<Record<string, string>>;

/** The rows of a report, one for each of its goods lines. What is said of the case and the seizure stands in every row: rows are sorted and filtered. */
export function rowsOf(report: CaseReport): WrittenRow[] {
  return report.seizures.flatMap((seizure) =>
    seizure.goods.map((line) =>
      Object.fromEntries(
        COLUMNS.flatMap((column) => {
          const text = textOf(column, { case: report, seizure, goods: line }, seizure);
          return text === undefined ? [] : [[column.key, text]];
        }),
      ),
    ),
  );
}

type Parts = { case: CaseReport; seizure: Seizure; goods: GoodsLine } & Record<Level, object>;

function textOf({ key, level, place }: ReportColumn, parts: Parts, { seizedAt }: Seizure): string | undefined {
  const from: unknown = parts[level];
  if (place.is === 'moment') return momentPart(key, seizedAt);
  if (place.is === 'field') return asText(place.path.reduce(inside, from));
  const entries = (inside(from, place.list) ?? []) as readonly unknown[];
  if (place.is === 'entry') return asText(inside(entries[place.index], place.field));
  const values = entries.filter((entry) => inside(entry, place.name) === place.code).map((entry) => inside(entry, place.value));
  return values.length === 0 ? undefined : asText(values);
}

function inside(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(BETWEEN);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function momentPart(key: string, seizedAt: string): string | undefined {
  const [, date, time, offset] = /^(.{10})T([\d:.]+)(.*)$/.exec(seizedAt) ?? [];
  return { date, time, offset }[key];
}
