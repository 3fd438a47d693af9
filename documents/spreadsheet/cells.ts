import { isoOf, type Shown } from './dates.ts';
import { CELL_CHARACTERS } from './limits.ts';
import { SpreadsheetRefusal, type SheetRefusalCode } from './refusal.ts';
import { columnLetters, type CellKind, type SheetCell } from './row.ts';
import { unescaped } from './strings.ts';

/** A cell as its XML says it. `value` is the text of `v`, `inline` that of `is`. */
export type RawCell = { column: number; row: number; type: string; style: number; value: string; inline: string; hasFormula: boolean };

/** What the cells of a workbook refer to. */
export type Lookup = { strings: readonly string[]; styles: readonly Shown[]; is1904: boolean };

type Content = { text: string; kind: CellKind };

/** The cell with its meaning, or null when it holds nothing: formats alone are not reported. */
export function cellOf(raw: RawCell, lookup: Lookup): SheetCell | null {
  const { text, kind } = raw.hasFormula ? { text: raw.value, kind: 'formula' as const } : contentOf(raw, lookup);
  if (text === '' && kind !== 'formula') return null;
  const column = columnLetters(raw.column);
  return text.length > CELL_CHARACTERS ? { column, text: text.slice(0, 100), kind: 'too-long' } : { column, text, kind };
}

const REFUSED: Readonly<Partial<Record<CellKind, SheetRefusalCode>>> = {
  formula: 'sheet.formula',
  error: 'sheet.error-value',
  'too-long': 'sheet.cell-too-long',
};

/** What is wrong with a cell by its kind alone: what it holds could not be trusted. */
export function refusalOf({ column, text, kind }: SheetCell, row: number): SpreadsheetRefusal[] {
  const code = REFUSED[kind];
  return code ? [new SpreadsheetRefusal(code, text.slice(0, 100), { cell: `${column}${row}` })] : [];
}

function contentOf(raw: RawCell, { strings, styles, is1904 }: Lookup): Content {
  const { type, value, inline, style } = raw;
  switch (type) {
    case 's':
      return { text: value === '' ? '' : sharedString(raw, strings), kind: 'text' };
    case 'inlineStr':
      return { text: inline, kind: 'text' };
    case 'str':
      return { text: unescaped(value), kind: 'text' };
    case 'b':
      return { text: value === '' ? '' : String(value === '1' || value === 'true'), kind: 'boolean' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'd':
      return { text: value, kind: 'date' };
    case 'n':
      return numberOf(raw, styles[style] ?? 'number', is1904);
    default:
      throw broken(raw, `a cell of type ${type.slice(0, 20)}`);
  }
}

function sharedString(raw: RawCell, strings: readonly string[]): string {
  const text = /^\d+$/.test(raw.value) ? strings[Number(raw.value)] : undefined;
  if (text === undefined) throw broken(raw, `text ${raw.value.slice(0, 20)} is not among those of the workbook`);
  return text;
}

function numberOf(raw: RawCell, shown: Shown, is1904: boolean): Content {
  const value = raw.value.trim();
  if (value === '') return { text: '', kind: 'number' };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(value)) throw broken(raw, `${value.slice(0, 20)} is no number`);
  const date = shown === 'number' ? null : isoOf(Number(value), shown, is1904);
  return date === null ? { text: plainDecimal(value), kind: 'number' } : { text: date, kind: 'date' };
}

/** The same number without an exponent, digit for digit: a binary number in between would make others of the last ones. */
function plainDecimal(value: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)e([+-]?\d+)$/i.exec(value) ?? [];
  if (whole + fraction === '') return value;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padEnd(point, '0');
  const moved = point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : `0.${'0'.repeat(-point)}${digits}`;
  const [integer = '', rest = ''] = moved.split('.');
  return `${sign === '-' ? '-' : ''}${integer.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}

function broken({ column, row }: RawCell, says: string): SpreadsheetRefusal {
  return new SpreadsheetRefusal('sheet.broken', says, { cell: `${columnLetters(column)}${row}` });
}
