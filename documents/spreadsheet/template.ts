import { writeXlsx, type Cell, type CellStyle, type DataValidation, type WriteSheet } from 'hucre/xlsx';
import { KEY_MARK } from './columns.ts';
import { columnLetters } from './row.ts';
import { cellDate, cellNumber, cellText, sheetName } from './text.ts';

export type TemplateKind = 'text' | 'decimal' | 'integer' | 'date' | 'moment' | 'list';

/** `list` names one of the template's lists; `help` stands in a comment, and beside the cell that is filled in. */
export type TemplateColumn = { key: string; title: string; help: string; kind: TemplateKind; width?: number; list?: string };

/** A row to mend: its values as they were given, and what is wrong with them, which is shown as comments. */
export type TemplateRow = { values: Readonly<Partial<Record<string, string>>>; problems?: Readonly<Partial<Record<string, string>>> };

/** All words are in the language of whoever fills it in. `wrong` says what Excel shows for a value that a column does not take. */
export type Template = {
  sheet: string;
  columns: readonly TemplateColumn[];
  lists: Readonly<Record<string, readonly { code: string; label: string }[]>>;
  help: { sheet: string; rows: readonly (readonly string[])[] };
  isRightToLeft: boolean;
  wrong: { title: string; says: string };
  rows?: readonly TemplateRow[];
};

/** Excel has no styles for whole columns here, so rows are styled one by one: as many as anybody fills in by hand. */
const STYLED_ROWS = 2_000;
const CHECKED_ROWS = 20_000;
/** The titles, and the hidden keys by which the columns are found again in whatever language and order. */
const HEADER_ROWS = 2;
const LISTS = 'concert-lists';

/** A workbook to fill in, for Excel and LibreOffice. Its rows come back by `byKey`, and what was chosen from a list by `codeOf`. */
export async function writeTemplate(template: Template): Promise<Uint8Array> {
  const view = { rightToLeft: template.isRightToLeft };
  const help = { ...helpSheet(template), view };
  return writeXlsx({ sheets: [{ ...dataSheet(template), view }, help, listSheet(template)] });
}

function dataSheet({ sheet, columns, lists, wrong, rows = [] }: Template): WriteSheet {
  const filled = rows.map(({ values }) => columns.map(({ key, kind }) => valueOf(values[key], kind)));
  const empty = Array.from({ length: Math.max(STYLED_ROWS - rows.length, 0) }, () => columns.map(() => null));
  return {
    name: sheetName(sheet),
    columns: columns.map(({ kind, width = 18 }) => ({ width, ...(STYLES[kind] && { style: STYLES[kind] }) })),
    rows: [columns.map(({ title }) => cellText(title)), columns.map(({ key }) => KEY_MARK + key), ...filled, ...empty],
    cells: new Map([...titleCells(columns), ...problemCells(columns, rows)]),
    rowDefs: new Map([[HEADER_ROWS - 1, { hidden: true }]]),
    freezePane: { rows: HEADER_ROWS },
    dataValidations: columns.map((column, index) => validationOf(column, index, lists, wrong)),
  };
}

/** Texts are marked as such, or Excel would take the zeros off codes that begin with them, and make dates of those that look like one. */
const TEXT: CellStyle = { numFmt: '@' };
const STYLES: Readonly<Record<TemplateKind, CellStyle | null>> = {
  text: TEXT,
  list: TEXT,
  decimal: null,
  integer: { numFmt: '0' },
  date: { numFmt: 'yyyy-mm-dd' },
  moment: { numFmt: 'yyyy-mm-dd hh:mm' },
};
const TITLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDE6F0' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const PROBLEM: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFD9D9' } } };

type CellNote = [place: string, cell: Partial<Cell>];

function titleCells(columns: readonly TemplateColumn[]): CellNote[] {
  return columns.map(({ help }, index) => [`0,${index}`, { style: TITLE, ...(help !== '' && { comment: { text: cellText(help) } }) }]);
}

function problemCells(columns: readonly TemplateColumn[], rows: readonly TemplateRow[]): CellNote[] {
  return rows.flatMap(({ problems = {} }, row) =>
    columns.flatMap(({ key, kind }, index): CellNote[] => {
      const text = problems[key];
      if (text === undefined) return [];
      return [[`${row + HEADER_ROWS},${index}`, { style: { ...STYLES[kind], ...PROBLEM }, comment: { text: cellText(text) } }]];
    }),
  );
}

function valueOf(value: string | undefined, kind: TemplateKind): string | number | Date | null {
  if (value === undefined) return null;
  if (kind === 'decimal' || kind === 'integer') return cellNumber(value);
  return kind === 'date' || kind === 'moment' ? cellDate(value) : cellText(value);
}

/** Excel's limits for what is shown beside a cell. */
const PROMPT = 255;
const PROMPT_TITLE = 32;

function validationOf(column: TemplateColumn, index: number, lists: Template['lists'], wrong: Template['wrong']): DataValidation {
  const { title, help, kind } = column;
  const letters = columnLetters(index);
  return {
    ...(kind === 'list' ? { type: 'list', formula1: listRange(column, lists) } : RULES[kind]),
    range: `${letters}${HEADER_ROWS + 1}:${letters}${HEADER_ROWS + CHECKED_ROWS}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: short(wrong.title, PROMPT_TITLE),
    errorMessage: short(wrong.says, PROMPT),
    ...(help !== '' && { showInputMessage: true, inputTitle: short(title, PROMPT_TITLE), inputMessage: short(help, PROMPT) }),
  };
}

/** Where the list of a column stands. A column without one is a mistake in the description: nothing could be filled in there. */
function listRange({ key, list = '' }: TemplateColumn, lists: Template['lists']): string {
  const length = lists[list]?.length ?? 0;
  if (length === 0) throw new Error(`The template has no list ${list} for its column ${key}.`);
  const letters = columnLetters(Object.keys(lists).indexOf(list));
  return `'${LISTS}'!$${letters}$1:$${letters}$${length}`;
}

/** Wide on purpose: Excel only keeps out what is no number or date at all, and the report's own rules say the rest. */
const RULES: Readonly<Record<Exclude<TemplateKind, 'list'>, Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'>>> = {
  text: { type: 'textLength', operator: 'lessThanOrEqual', formula1: '32767' },
  decimal: { type: 'decimal', operator: 'between', formula1: '-999999999999999', formula2: '999999999999999' },
  integer: { type: 'whole', operator: 'between', formula1: '-999999999999999', formula2: '999999999999999' },
  date: { type: 'date', operator: 'greaterThanOrEqual', formula1: '61' },
  moment: { type: 'date', operator: 'greaterThanOrEqual', formula1: '61' },
};

function helpSheet({ help: { sheet, rows } }: Template): WriteSheet {
  const styled = rows.flatMap((row, index) =>
    row.map((_, column): CellNote => [`${index},${column}`, { style: index === 0 ? TITLE : WRAPPED }]),
  );
  const width = Math.max(1, ...rows.map(({ length }) => length));
  return {
    name: sheetName(sheet),
    columns: Array.from({ length: width }, (_, index) => ({ width: index === width - 1 ? 80 : 28 })),
    rows: rows.map((row) => row.map(cellText)),
    cells: new Map(styled),
    freezePane: { rows: 1 },
  };
}

const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };

/** What the lists offer: the label, by which a person looks for it, and the code, which is the same in every language. */
function listSheet({ lists }: Template): WriteSheet {
  const columns = Object.values(lists).map((list) => list.map(({ code, label }) => cellText(`${label} [${code}]`)));
  const length = Math.max(0, ...columns.map((list) => list.length));
  const rows = Array.from({ length }, (_, row) => columns.map((list) => list[row] ?? null));
  return { name: LISTS, rows, veryHidden: true };
}

function short(text: string, length: number): string {
  const plain = cellText(text).replace(/[^\P{Cc}\n]/gu, ' ');
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain;
}
