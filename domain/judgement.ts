import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';

/** One of two cases that are judged. `countsWith` is the case that counts for it, `countsFor` how many count with it. */
export type JudgedCase = {
  caseId: string;
  service: string;
  directions: readonly string[];
  placeTypes: readonly string[];
  reportedAt: Instant;
  countsWith: string | null;
  countsFor: number;
};

const CROSSINGS: readonly string[] = ['import', 'export', 'transit'];
const BORDER_PLACES: readonly string[] = [
  'land-border',
  'sea-port',
  'airport',
  'postal-centre',
  'rail-terminal',
  'inland-waterway',
  'at-sea',
  'dry-port',
  'free-zone',
  'customs-warehouse',
];

/**
 * Which of two counts where nobody says: the one with which others count already, the customs report where goods were crossing the border
 * (customs have the first word there, and the police add what they arrested), and else the one that was reported first.
 */
export function primaryOf(one: JudgedCase, two: JudgedCase): string {
  const inOrder = [one, two].toSorted((a, b) => a.reportedAt - b.reportedAt || (a.caseId < b.caseId ? -1 : 1));
  const first = inOrder.find(({ countsFor }) => countsFor > 0) ?? customsAtBorder(inOrder) ?? inOrder[0] ?? one;
  return first.caseId;
}

/**
 * Why the second cannot count with the first, or null. All that are one seizure count with one of them directly: with chains, taking one link
 * back would leave others that nobody meant, and with circles nothing would count at all.
 */
export function refuseLink(primary: JudgedCase, secondary: JudgedCase): FailureCode | null {
  const isFree = primary.countsWith === null && secondary.countsWith === null && secondary.countsFor === 0;
  return isFree ? null : 'duplicate.counts-elsewhere';
}

/** The only one of customs, if either was seized where goods cross. */
function customsAtBorder(cases: readonly JudgedCase[]): JudgedCase | undefined {
  const isAtBorder = cases.some(
    ({ directions, placeTypes }) =>
      directions.some((direction) => CROSSINGS.includes(direction)) || placeTypes.some((type) => BORDER_PLACES.includes(type)),
  );
  const customs = cases.filter(({ service }) => service === 'customs');
  return isAtBorder && customs.length === 1 ? customs[0] : undefined;
}
