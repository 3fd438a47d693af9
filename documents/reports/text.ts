import { flaw, type Flaw } from '../../domain/failure.ts';

/**
 * Where a parsed value holds text that PostgreSQL cannot keep: NUL, or half of a surrogate pair, both of which JSON can write. Asked of
 * values that fit a schema only, so that no client chooses how deep this goes.
 */
export function textFlaws(value: unknown, pointer = ''): Flaw[] {
  if (typeof value === 'string') return isText(value) ? [] : [{ ...flaw(pointer, 'field.invalid'), detail: NO_TEXT }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textFlaws(item, `${pointer}/${name}`));
}

const NO_TEXT = 'Send well-formed Unicode text without NUL characters.';

export function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
