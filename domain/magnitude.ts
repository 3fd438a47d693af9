import { ceilingOf } from './catalogue/ceilings.ts';
import { CURRENT_FACTORS } from './catalogue/factors.ts';
import { unitOf } from './catalogue/units.ts';
import { normalise } from './conversion.ts';
import { compareDecimals, multiplyDecimals, type Decimal } from './decimal.ts';

type Line = { heading: string; unit: string; quantity: Decimal };

/** Earlier lines of the same heading in the same unit, this one not among them. Null where there are none. */
export type MagnitudeHistory = { count: number; median: Decimal; largest: Decimal };

/** Why a quantity must be asked about, and the largest that would have passed, in the unit named. Never a reason to refuse it. */
export type Implausibility = { reason: 'beyond-ceiling' | 'beyond-history'; threshold: Decimal; unit: string };

/** Fewer lines than this say nothing of what is usual: half of a published total can come of one seizure. */
const ENOUGH = 20;

/**
 * A history allows ten times its largest line, because a few large seizures make most of every total (one of 450 million in 460, one
 * of 27,300 objects in 56,400), and a hundred times its median, so that a heading in which everything was one piece does not ask
 * about eleven. Ours; no source publishes such limits. They are meant to catch a wrong unit or a slipped decimal point.
 */
const TIMES_LARGEST = '10';
const TIMES_MEDIAN = '100';

/**
 * Whether the owner must be asked about this quantity: beyond what the heading's history makes likely, or, however short that is,
 * beyond the ceiling of the catalogue and everything reported so far. Null when it may pass.
 */
export function implausibilityOf(line: Line, history: MagnitudeHistory | null): Implausibility | null {
  const usual = history && history.count >= ENOUGH ? usualUpTo(history) : null;
  if (usual !== null && compareDecimals(line.quantity, usual) > 0) return { reason: 'beyond-history', threshold: usual, unit: line.unit };
  const isPrecedented = history !== null && history.count > 0 && compareDecimals(line.quantity, history.largest) <= 0;
  return isPrecedented ? null : beyondCeiling(line);
}

function usualUpTo({ median, largest }: MagnitudeHistory): Decimal {
  const [byLargest, byMedian] = [multiplyDecimals(largest, TIMES_LARGEST), multiplyDecimals(median, TIMES_MEDIAN)];
  return compareDecimals(byLargest, byMedian) > 0 ? byLargest : byMedian;
}

function beyondCeiling(line: Line): Implausibility | null {
  const dimension = unitOf(line.unit)?.dimension;
  const ceiling = dimension && ceilingOf(line.heading, dimension)?.toString();
  if (ceiling === undefined) return null;
  const [{ unit, quantity } = line] = normalise([line], CURRENT_FACTORS).totals;
  return compareDecimals(quantity, ceiling) > 0 ? { reason: 'beyond-ceiling', threshold: ceiling, unit } : null;
}
