import { typed } from './cell-text.ts';
import type { Plan } from '../../domain/plan.ts';
import * as LANGUAGES from '../languages/index.ts';
import { codeOf } from '../spreadsheet/columns.ts';
import type { SheetCell } from '../spreadsheet/row.ts';
import { readDay, readOffset, readTime } from './cell-dates.ts';
import type { Read } from './cell-flaws.ts';
import { readDecimal, readSigned, readWhole, type NumberHabit } from './cell-numbers.ts';
import type { ColumnKind, ListName } from './sheet-columns.ts';
import { listOf, type Entry } from './sheet-lists.ts';

/** Reads the cells of one file. `lists` are remembered, because the same labels come again and again. */
export type CellReader = (cell: SheetCell, kind: ColumnKind) => Read<unknown>;

/** Between several values of one cell. */
export const BETWEEN = '; ';

/** `habit` is how the file writes decimals; codes are taken by their labels in any language, as a colleague abroad may have sent the file. */
export function cellReader(plan: Plan, habit: NumberHabit): CellReader {
  const lists = new Map<ListName, readonly Entry[]>();
  const found = new Map<string, string | null>();
  function choose(text: string, name: ListName): Read<string> {
    const remembered = `${name} ${text}`;
    const known = found.get(remembered);
    const list = lists.get(name) ?? Object.values(LANGUAGES).flatMap((language) => listOf(name, plan, language));
    lists.set(name, list);
    const code = known === undefined ? codeOf(text, list) : known;
    if (found.size < MOST_REMEMBERED) found.set(remembered, code);
    return code === null ? { flaw: 'cell.choice' } : { value: code };
  }
  function yesOrNo({ text }: SheetCell): Read<boolean> {
    const plain = text.trim().toLowerCase();
    if (/^(true|yes|y|1|x|vrai|verdadero|si|verdadeiro|истина)$/.test(plain)) return { value: true };
    if (/^(false|no|n|0|faux|falso|nao|ложь)$/.test(plain)) return { value: false };
    const read = choose(text, 'yesNo');
    return 'flaw' in read ? { flaw: 'cell.yes-no' } : { value: read.value === 'yes' };
  }
  return (cell, kind) => {
    switch (kind.is) {
      case 'choice':
        return choose(cell.text, kind.list);
      case 'choices':
        return all(parts(cell.text).map((part) => choose(part, kind.list)));
      case 'yes-no':
        return yesOrNo(cell);
      case 'decimal':
        return readDecimal(cell, habit);
      case 'whole':
        return readWhole(cell, habit);
      case 'degrees':
        return readSigned(cell, habit);
      case 'date':
        return readDay(cell);
      case 'day': {
        const read = readDay(cell);
        return 'flaw' in read ? read : { value: read.value.day };
      }
      case 'time':
        return readTime(cell);
      case 'offset':
        return readOffset(cell);
      case 'texts':
        return { value: parts(cell.text) };
      case 'digits':
        return { value: typed(cell.text).replace(/[\s.]/g, '') };
      case 'text':
        return { value: cell.text.trim() };
    }
  };
}

const MOST_REMEMBERED = 10_000;

function parts(text: string): string[] {
  return text
    .split(/[;\u061b\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function all(reads: readonly Read<string>[]): Read<string[]> {
  const values = reads.flatMap((read) => ('value' in read ? [read.value] : []));
  return values.length === reads.length ? { value: values } : { flaw: 'cell.choice' };
}
