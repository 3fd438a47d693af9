import type { CaseReport } from '../domain/case.ts';
import type { Amount } from './generator.ts';
import { decimalOf, shareOut, stepsOf } from './share.ts';

const SCALE = 6;

/**
 * For some of the reports, what their owners claim at first: together exactly so much more of a heading and unit. Throws when fewer
 * reports than that hold any of it.
 */
export function claimSurplus(
  reports: readonly CaseReport[],
  { heading, unit, quantity, cases }: Amount & { cases: number },
): Map<CaseReport, CaseReport> {
  const holders = reports.filter(({ seizures }) =>
    seizures.some(({ goods }) => goods.some((line) => line.heading === heading && line.unit === unit)),
  );
  if (holders.length < cases) throw new Error(`only ${holders.length} cases hold ${heading} in ${unit}, the surplus asks for ${cases}`);
  const scale = quantity.includes('.') ? SCALE : 0;
  const shares = shareOut(
    stepsOf(quantity, scale),
    Array.from({ length: cases }, () => 1),
  );
  return new Map(
    holders.slice(0, cases).map((report, i) => [report, withMore(report, { heading, unit }, decimalOf(shares[i] ?? 0n, scale))]),
  );
}

/** The first line of this heading and unit gets the whole of it. */
function withMore(report: CaseReport, { heading, unit }: Omit<Amount, 'quantity'>, more: string): CaseReport {
  let isDone = false;
  return {
    ...report,
    seizures: report.seizures.map((seizure) => ({
      ...seizure,
      goods: seizure.goods.map((line) => {
        if (isDone || line.heading !== heading || line.unit !== unit) return line;
        isDone = true;
        return { ...line, quantity: decimalOf(stepsOf(line.quantity, SCALE) + stepsOf(more, SCALE), SCALE) };
      }),
    })),
  };
}
