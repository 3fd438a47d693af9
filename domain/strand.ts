import type { Plan, Strand } from './plan.ts';

/**
 * What counts of one operation in another's figures: everything of these phases and these headings, where null is all of them. `depth` says
 * how many operations lie between, 0 being its own.
 */
export type Share = { operation: string; phases: readonly string[] | null; headings: readonly string[] | null; depth: number };

type Strands = Pick<Plan, 'strands'>;

/** More operations under one another than anybody leads. */
const DEEPEST = 10;

/**
 * What rolls up into an operation, by its own rule and by those of the strands under it. A strand of a strand is bounded by every heading
 * list on the way. An operation reached by two ways has two shares, and its cases are counted once by whoever adds them.
 */
export function sharesOf(operation: string, plans: Readonly<Record<string, Strands>>): Share[] {
  const collect = (parent: Share, above: readonly string[]): Share[] =>
    (plans[parent.operation]?.strands ?? [])
      .filter((strand) => !above.includes(strand.operation) && above.length < DEEPEST)
      .flatMap((strand) => {
        const share = shareOf(strand, parent);
        return share.headings?.length === 0 ? [] : [share, ...collect(share, [...above, strand.operation])];
      });
  return collect({ operation, phases: null, headings: null, depth: 0 }, [operation]);
}

function shareOf({ operation, phases, headings }: Strand, above: Share): Share {
  const own = headings.length === 0 ? null : headings;
  return {
    operation,
    phases: phases.length === 0 ? null : phases,
    headings: own && above.headings ? own.filter((heading) => above.headings?.includes(heading)) : (own ?? above.headings),
    depth: above.depth + 1,
  };
}

/** By the plan in force of `above`, `below` rolls up into it. */
export type StrandRow = { above: string; below: string };

/**
 * Every operation that is counted together with this one somewhere, and the nearest operation that counts both: this one alone with itself, a
 * strand with the operation above it, two strands with the one above both.
 */
export function aboveOf(operation: string, rows: readonly StrandRow[]): ReadonlyMap<string, string> {
  const together = new Map<string, string>();
  for (const above of spread(operation, rows, 'below', 'above')) {
    for (const other of spread(above, rows, 'above', 'below')) if (!together.has(other)) together.set(other, above);
  }
  return together;
}

/** An operation, and whatever is reached from it one way: the nearest first. */
function spread(operation: string, rows: readonly StrandRow[], from: keyof StrandRow, to: keyof StrandRow): string[] {
  const reached = [operation];
  for (const each of reached) for (const row of rows) if (row[from] === each && !reached.includes(row[to])) reached.push(row[to]);
  return reached;
}

/** Positions of the strands of a plan by which its operation would roll up into itself. `plans` are those in force, by operation. */
export function circularStrands(operation: string, { strands = [] }: Strands, plans: Readonly<Record<string, Strands>>): number[] {
  return strands.flatMap((strand, i) => (reaches(strand.operation, operation, plans, new Set()) ? [i] : []));
}

function reaches(from: string, to: string, plans: Readonly<Record<string, Strands>>, passed: Set<string>): boolean {
  if (from === to) return true;
  if (passed.has(from)) return false;
  passed.add(from);
  return (plans[from]?.strands ?? []).some(({ operation }) => reaches(operation, to, plans, passed));
}
