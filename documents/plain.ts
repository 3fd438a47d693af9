export type Direction = 'ltr' | 'rtl';

/**
 * The same value with every text in it made safe to stand in a line of a letter. Names and reasons are what people typed: a line
 * break in one could forge a header or a line of the letter, and a bidirectional override could make its reader see another text.
 */
export function plain<Value>(value: Value): Value {
  return rewrite(value, (text) => text.replace(OVERRIDES, '').replace(BREAKS, ' ').trim(), []) as Value;
}

/**
 * The same value with every text in it that runs against the direction put between isolates, so that it does not reorder the words around it.
 * Fields of these names stay as they are, however deep they lie.
 */
export function isolated<Value>(value: Value, direction: Direction, except: readonly string[] = []): Value {
  const runsAgainst = direction === 'ltr' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
  return rewrite(value, (text) => (runsAgainst.test(text) ? `\u2068${text}\u2069` : text), except) as Value;
}

function rewrite(value: unknown, change: (text: string) => string, except: readonly string[]): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part) => rewrite(part, change, except));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, except.includes(name) ? part : rewrite(part, change, except)]),
  );
}

/** Embeddings, overrides and isolates of UAX #9. The plain marks (U+200E, U+200F, U+061C) belong to names and do no harm. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** Every control character, and all that Unicode calls white space, line separators among them. */
const BREAKS = /[\p{Cc}\s]+/gu;

/** The blocks that Unicode reserves for scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Letters of every other script; and numbers in parts, such as 2026-04, whose parts would change places among words of these. */
const LEFT_TO_RIGHT = /\d[\-+\/]|[\-+]\d|[\p{L}--[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]]/v;
