export type Change = { pointer: string; before: unknown; after: unknown };

/**
 * What differs between two versions of a JSON document, each by RFC 6901 pointer; `undefined` stands for "was not there". Lists of
 * things that carry a name are compared by it: adding an invitee at the top is one change, not 160. Where the things that stayed stand
 * in another order (steps of an approval do matter so), one change at the list tells both orders.
 */
export function differences(before: unknown, after: unknown, pointer = ''): Change[] {
  if (isList(before) && isList(after)) return listDifferences(before, after, pointer);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(ownOf(before, name), ownOf(after, name), `${pointer}/${escape(name)}`));
  }
  return before === after ? [] : [{ pointer, before, after }];
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], pointer: string): Change[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  if (!old || !now) return isSameList(before, after) ? [] : [{ pointer, before, after }];

  const kept = old.filter((name) => now.includes(name));
  const isReordered = now.filter((name) => old.includes(name)).some((name, i) => name !== kept[i]);
  const byName = (names: readonly string[], list: readonly unknown[]) => Object.fromEntries(names.map((name, i) => [name, list[i]]));
  return [...(isReordered ? [{ pointer, before: old, after: now }] : []), ...differences(byName(old, before), byName(now, after), pointer)];
}

function isSameList(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, i) => differences(item, after[i]).length === 0);
}

/** The names of a list's items, or null unless every item has one that is its own. */
function namesOf(list: readonly unknown[]): string[] | null {
  const names = list.flatMap((item) => nameOf(item) ?? []);
  return new Set(names).size === list.length ? names : null;
}

function nameOf(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (!isRecord(item)) return null;
  const number = ownOf(item, 'number');
  if (typeof number === 'number') return String(number);
  const name = ['key', 'organisation', 'heading', 'state', 'name']
    .map((field) => ownOf(item, field))
    .find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : null;
}

function ownOf(record: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
