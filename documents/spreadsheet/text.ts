import { CELL_CHARACTERS } from './limits.ts';

/**
 * A text as a cell of a workbook can hold it. What looks like an escape (`_x0041_`) is escaped, or readers would make a character of it;
 * what no XML can hold is replaced, and what is longer than a cell ends in an ellipsis: either would make the file damaged.
 */
export function cellText(text: string): string {
  const cut = text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
  return cut
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x');
}

/** A name that every spreadsheet program takes for a sheet: no longer than 31 characters, without those that references use. */
export function sheetName(name: string): string {
  const plain = name
    .replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ')
    .replace(/^['\s]+|['\s]+$/g, '')
    .slice(0, 31)
    .trim();
  return plain === '' ? 'Sheet' : plain;
}

/** Digits that a binary number keeps, as every spreadsheet program stores numbers. */
const SAFE_DIGITS = 15;

/** A decimal as a number where that loses no digit, and as text where it would. */
export function cellNumber(text: string): number | string {
  const isDecimal = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
  const digits = text.replace(/^-?[0.]*/, '').replace('.', '');
  return isDecimal && digits.length <= SAFE_DIGITS ? Number(text) : cellText(text);
}

/** An ISO 8601 date or moment, in the zone in which it is to be shown, as what hucre makes a date cell of; other text stays text. */
export function cellDate(text: string): Date | string {
  const [, date, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?$/.exec(text) ?? [];
  const at = new Date(`${date}T${time}Z`);
  return Number.isNaN(at.getTime()) || at.getTime() < FIRST_DAY ? cellText(text) : at;
}

/** 1 March 1900: before it, spreadsheet programs disagree about the day. */
const FIRST_DAY = Date.UTC(1900, 2, 1);
