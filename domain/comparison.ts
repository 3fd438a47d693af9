import { addDecimals } from './decimal.ts';
import type { Quantity } from './statistics.ts';

export type ComparedPeriod = { cases: number; seizures: number; quantities: Quantity[] };

/** Two periods by the same participants: those who reported a seizure in both. Those who did so in one only are named, and left out. */
export type Comparison = { participants: string[]; onlyBefore: string[]; onlyNow: string[]; before: ComparedPeriod; now: ComparedPeriod };

/** What one administration reported of one period: there is none of whoever reported nothing, and one of zeros of whom nothing counts. */
export type ReportedPart = ComparedPeriod & { organisation: string; period: string };

/** A comparison from parts. A case is one administration's, so that what is counted of each adds up. */
export function compareParts(parts: readonly ReportedPart[], before: string, now: string): Comparison {
  const reportedIn = (period: string) => [
    ...new Set(parts.filter((part) => part.period === period).map(({ organisation }) => organisation)),
  ];
  const [inBefore, inNow] = [reportedIn(before).sort(), reportedIn(now).sort()];
  const participants = inBefore.filter((code) => inNow.includes(code));
  const sumOf = (period: string): ComparedPeriod =>
    summed(parts.filter((part) => part.period === period && participants.includes(part.organisation)));
  return {
    participants,
    onlyBefore: inBefore.filter((code) => !inNow.includes(code)),
    onlyNow: inNow.filter((code) => !inBefore.includes(code)),
    before: sumOf(before),
    now: sumOf(now),
  };
}

function summed(parts: readonly ReportedPart[]): ComparedPeriod {
  const quantities = new Map<string, Quantity>();
  for (const each of parts.flatMap((part) => part.quantities)) {
    const key = `${each.heading} ${each.unit}`;
    const known = quantities.get(key);
    const { heading, unit, quantity, seizures } = each;
    const more = known
      ? { quantity: addDecimals([known.quantity, quantity]), seizures: known.seizures + seizures }
      : { quantity, seizures };
    quantities.set(key, { heading, unit, ...more });
  }
  return {
    cases: parts.reduce((sum, { cases }) => sum + cases, 0),
    seizures: parts.reduce((sum, { seizures }) => sum + seizures, 0),
    quantities: [...quantities.values()].sort((a, b) => (`${a.heading} ${a.unit}` < `${b.heading} ${b.unit}` ? -1 : 1)),
  };
}
