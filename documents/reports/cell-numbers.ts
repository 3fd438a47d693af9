import { typed } from './cell-text.ts';
import type { SheetCell } from '../spreadsheet/row.ts';
import type { Read } from './cell-flaws.ts';

/** Where the decimal point is a comma, a point may be meant to part thousands. Nothing is guessed: what could be either is asked about. */
export type NumberHabit = 'point' | 'comma';

/** Digits that a spreadsheet program shows; behind them stands what its binary numbers make of a decimal. */
const SHOWN_DIGITS = 15;

/** Arabic has separators of its own, which mean one thing only. */
const ARABIC_THOUSANDS = '\u066c';
const ARABIC_DECIMAL = /^\d+\u066b\d+$/;

/** Decimal text with a point. A cell that holds a number is one; text is read as people write numbers, as far as it can mean one thing only. */
export function readDecimal({ text, kind }: SheetCell, habit: NumberHabit): Read<string> {
  const plain = typed(text)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll(ARABIC_THOUSANDS, '’');
  if (kind === 'number') return { value: shown(plain) };
  if (ARABIC_DECIMAL.test(plain)) return { value: plain.replace('\u066b', '.') };
  if (/^\d+([.,]\d+)?$/.test(plain)) return isTwofold(plain, habit) ? { flaw: 'cell.separators' } : { value: plain.replace(',', '.') };
  return { flaw: /^\d{1,3}([., '’]\d{3})+([.,]\d+)?$/.test(plain) ? 'cell.separators' : 'cell.number' };
}

export function readWhole(cell: SheetCell, habit: NumberHabit): Read<number> {
  const read = readDecimal(cell, habit);
  if ('flaw' in read) return read.flaw === 'cell.number' ? { flaw: 'cell.whole' } : read;
  const value = Number(read.value);
  return Number.isSafeInteger(value) ? { value } : { flaw: 'cell.whole' };
}

/** Degrees of latitude and longitude are the only numbers that have a sign. */
export function readSigned({ text, ...cell }: SheetCell, habit: NumberHabit): Read<number> {
  const [, sign = '', rest = ''] = /^([+\-\u2212]?)(.*)$/.exec(typed(text)) ?? [];
  const read = readDecimal({ ...cell, text: rest }, habit);
  if ('flaw' in read) return { flaw: 'cell.number' };
  return { value: sign === '' || sign === '+' ? Number(read.value) : -Number(read.value) };
}

/** 1,234 is a thousand to some and little more than one to others; so is 1.234 to whoever has decimal commas. */
function isTwofold(text: string, habit: NumberHabit): boolean {
  return /^[1-9]\d{0,2},\d{3}$/.test(text) || (habit === 'comma' && /^[1-9]\d{0,2}\.\d{3}$/.test(text));
}

function shown(text: string): string {
  const digits = text.replace(/^-?[0.]*/, '').replace('.', '');
  if (digits.length <= SHOWN_DIGITS || !text.includes('.')) return text;
  const whole = text.indexOf('.');
  return Number(text)
    .toFixed(Math.max(0, SHOWN_DIGITS - whole))
    .replace(/\.?0+$/, '');
}
