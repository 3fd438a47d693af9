/**
 * Finds paths through a graph that share no node, one start after the other; `find` says whether there is one more beside those found
 * before, which it may lead another way. `next` answers nothing where a path ends. By augmenting paths (Ford and Fulkerson), each node split
 * into the side where a path arrives and the side where it leaves, so that only one passes.
 */
export function disjointPaths(next: (node: string) => readonly string[]): { find: (start: string) => boolean } {
  const led = new Map<string, Set<string>>();
  const hasFlow = (from: string, to: string): boolean => led.get(from)?.has(to) ?? false;

  function onwards(side: string): string[] {
    const node = side.slice(1);
    return side.startsWith(ARRIVE) ? [`${LEAVE}${node}`] : next(node).map((name) => `${ARRIVE}${name}`);
  }

  function walk(side: string, seen: Set<string>): boolean {
    seen.add(side);
    if (side.startsWith(LEAVE) && next(side.slice(1)).length === 0) return true;
    for (const to of onwards(side)) {
      if (hasFlow(side, to) || seen.has(to) || !walk(to, seen)) continue;
      led.set(side, (led.get(side) ?? new Set<string>()).add(to));
      return true;
    }
    for (const [from, ends] of led) {
      if (!ends.has(side) || seen.has(from) || !walk(from, seen)) continue;
      ends.delete(side);
      return true;
    }
    return false;
  }

  return { find: (start) => walk(`${LEAVE}${start}`, new Set()) };
}

const ARRIVE = '>';
const LEAVE = '<';
