export type Change = { pointer: string; before: unknown; after: unknown };

/**
 * What differs between two versions of a JSON document, each by RFC 6901 pointer; `undefined` stands for "was not there". Lists of
 * things that carry a key are compared by it: adding an invitee at the top is one change, not 160.
 */
export function differences(before: unknown, after: unknown, pointer = ''): Change[] {
  if (isList(before) && isList(after)) return listDifferences(before, after, pointer);
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], `${pointer}/${escape(name)}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer, before, after }];
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], pointer: string): Change[] {
  if (![...before, ...after].every((item) => nameOf(item) !== null)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer, before, after }];
  }
  const byName = (list: readonly unknown[]) => Object.fromEntries(list.map((item) => [nameOf(item) ?? '', item]));
  return differences(byName(before), byName(after), pointer);
}

function nameOf(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (!isRecord(item)) return null;
  const name = ['key', 'organisation', 'heading', 'name'].map((field) => item[field]).find((value) => typeof value === 'string');
  return typeof name === 'string' ? name : null;
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
