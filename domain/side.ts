import type { CaseReport, GoodsLine, Seizure } from './case.ts';
import { differences } from './difference.ts';
import { isoOf } from './moment.ts';

/** What one of two reports says otherwise than the other; null where it says nothing. */
export type SideDifference = { field: string; one: unknown; two: unknown };

/**
 * What two reports say differently, seizures in the order of their time and goods by heading and unit, whatever numbers their administrations
 * have given them.
 */
export function differencesBetween(one: CaseReport, two: CaseReport): SideDifference[] {
  return differences(comparable(one), comparable(two)).map(({ pointer, before, after }) => ({
    field: pointer,
    one: before ?? null,
    two: after ?? null,
  }));
}

function comparable({ seizures, ...report }: CaseReport): object {
  const inTime = seizures.toSorted((a, b) => Date.parse(a.seizedAt) - Date.parse(b.seizedAt));
  return { ...report, seizures: Object.fromEntries(inTime.map((seizure, i) => [String(i + 1), comparableSeizure(seizure)])) };
}

function comparableSeizure({ number: _, seizedAt, goods, ...seizure }: Seizure): object {
  const lines = Object.entries(Object.groupBy(goods, ({ heading, unit }: GoodsLine) => `${heading} ${unit}`));
  return {
    ...{ ...seizure, seizedAt: isoOf(Date.parse(seizedAt)) },
    goods: Object.fromEntries(lines.flatMap(([name, alike = []]) => alike.map((line, i) => [i === 0 ? name : `${name} ${i + 1}`, line]))),
  };
}
