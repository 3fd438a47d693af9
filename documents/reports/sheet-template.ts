import type { Language } from '../../domain/language.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Catalogue } from '../languages/catalogue.ts';
import * as LANGUAGES from '../languages/index.ts';
import type { KnownColumn } from '../spreadsheet/columns.ts';
import { writeTemplate, type TemplateColumn, type TemplateKind, type TemplateRow } from '../spreadsheet/template.ts';
import { COLUMNS, PROBLEMS, type ListName, type ReportColumn } from './sheet-columns.ts';
import { listOf, termOf, type Entry } from './sheet-lists.ts';

/** `zone` is that of the organisation that fills it in; null where it has none. */
export type CaseTemplate = { plan: Plan; language: Language; zone: string | null };

/**
 * The workbook by which cases of an operation are reported: as many columns as its form asks for, its lists, and help, in the language of whoever
 * fills it in. With `rows` it comes filled; with `problems` in them it is a workbook to mend, and has every column that was used.
 */
export async function caseTemplate({ plan, language, zone }: CaseTemplate, rows: readonly TemplateRow[] = []): Promise<Uint8Array> {
  const words = LANGUAGES[language];
  const columns = templateColumns(plan, rows);
  const names = [
    ...new Set(columns.flatMap(({ kind }) => (kind.is === 'choice' ? [kind.list] : kind.is === 'yes-no' ? ['yesNo' as const] : []))),
  ];
  const lists = Object.fromEntries(names.map((name): [ListName, Entry[]] => [name, listOf(name, plan, words)]));
  const isFilled = ({ kind }: ReportColumn): boolean => kind.is !== 'choice' || (lists[kind.list]?.length ?? 0) > 0;
  const shown = columns.filter(isFilled).map((column) => shownColumn(column, words));
  const toMend = rows.some(({ values }) => values[PROBLEMS] !== undefined);
  const [title, help] = words.sheet.columns[PROBLEMS];
  return writeTemplate({
    sheet: words.sheet.cases,
    columns: toMend ? [...shown, { key: PROBLEMS, title, help, kind: 'text', width: 60 }] : shown,
    lists: Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    help: {
      sheet: words.sheet.help,
      rows: [...words.sheet.guide({ operation: plan.title, zone }), ...shown.map((one) => [one.title, one.help])],
    },
    isRightToLeft: words.direction === 'rtl',
    wrong: words.sheet.wrong,
    rows,
  });
}

/** Those that the form of the operation asks for, and those in which something stands already. */
export function templateColumns({ form }: Plan, rows: readonly TemplateRow[] = []): ReportColumn[] {
  const used = new Set(rows.flatMap(({ values, problems = {} }) => [...Object.keys(values), ...Object.keys(problems)]));
  return COLUMNS.filter(({ key, forms }) => forms.includes(form) || used.has(key));
}

/** Every column that is read, by its titles in all languages. */
export const KNOWN_COLUMNS: readonly KnownColumn[] = [
  ...COLUMNS.map((column) => ({ key: column.key, titles: Object.values(LANGUAGES).map((words) => titleOf(column, words)) })),
  { key: PROBLEMS, titles: Object.values(LANGUAGES).map(({ sheet }) => sheet.columns[PROBLEMS][0]) },
];

function shownColumn(column: ReportColumn, words: Catalogue): TemplateColumn {
  const [, help] = words.sheet.columns[column.word];
  const { is } = column.kind;
  const list = column.kind.is === 'choice' ? column.kind.list : is === 'yes-no' ? 'yesNo' : undefined;
  return { key: column.key, title: titleOf(column, words), help, kind: KINDS[is], ...(list && { list }) };
}

function titleOf({ word, term, place }: ReportColumn, words: Catalogue): string {
  const [title] = words.sheet.columns[word];
  if (term) return `${title}${words.colon}${termOf(words, term.list, term.code)}`;
  return place.is === 'entry' && place.index > 0 ? `${title} ${place.index + 1}` : title;
}

const KINDS: Readonly<Record<ReportColumn['kind']['is'], TemplateKind>> = {
  text: 'text',
  texts: 'text',
  digits: 'text',
  offset: 'text',
  time: 'text',
  choices: 'text',
  choice: 'list',
  'yes-no': 'list',
  decimal: 'decimal',
  degrees: 'decimal',
  whole: 'integer',
  date: 'date',
  day: 'date',
};
