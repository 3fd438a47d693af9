import { instantOf } from '../domain/moment.ts';
import { takesReports } from '../domain/operation.ts';
import type { ReportingPeriod } from '../domain/plan.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { Refusal } from './refusal.ts';

/** The period of the plan of which somebody says something now: of one that has not begun, nobody can. */
export function begunPeriod({ plan }: Pick<OperationStanding, 'plan'>, key: string, now: number): ReportingPeriod {
  const period = plan.reporting.periods.find((each) => each.key === key);
  if (!period) throw new Refusal('period.unknown');
  if (now < instantOf(period.from)) throw new Refusal('period.too-early');
  return period;
}

/**
 * Whether the member says new numbers (true), or only corrects those that it has said: like a case, what a member that has withdrawn said
 * counts, and nobody else can mend it.
 */
export function saysNew({ stage, participation }: OperationStanding): boolean {
  if (!takesReports(stage)) throw new Refusal('operation.not-running');
  if (participation?.state === 'withdrawn') return false;
  if (participation?.state !== 'accepted') throw new Refusal('participation.not-active');
  return true;
}
