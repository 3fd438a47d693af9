import { breakdownOf, partsByHeading, type Breakdown, type BreakdownBy } from '../../domain/breakdown.ts';
import { isField } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import { applySums, type Figures } from '../../domain/statistics.ts';
import type { Database } from '../client.ts';
import { seeAll } from '../sight.ts';
import { readSums, type SumScope } from '../tallies/sums.ts';
import { readDenominators } from './denominators.ts';
import { loadDeclared, loadFigures } from './figures.ts';
import { keptOr } from './kept-figures.ts';
import { readLinked } from './linked.ts';

const NOTHING: Omit<Breakdown, 'key'> = {
  cases: 0,
  seizures: 0,
  lines: 0,
  headings: [],
  goods: [],
  quantities: [],
  bonus: [],
  values: [],
  persons: [],
  groups: [],
};

/**
 * The figures as they stand, over everybody's reports: for the whole operation, not for a reader of single cases. What rolls up from other
 * operations is counted anew each time, since a case of theirs counts once here by rules that no sum can know.
 */
export async function readFigures(database: Database, plan: Plan, scope: { operationId: string; now: Date }): Promise<Figures> {
  return keptOr(database, scope.operationId, 'figures', () => countFigures(database, plan, scope));
}

/** The same, counted now. */
export async function countFigures(
  database: Database,
  plan: Plan,
  { operationId, now }: { operationId: string; now: Date },
): Promise<Figures> {
  if (plan.strands?.length) {
    const phases = plan.phases.filter(isField).map(({ key }) => key);
    return database.prisma.$transaction(async (tx) => {
      await seeAll(tx);
      return (await loadFigures(tx, plan, { operationId, phases, cutOff: now })).figures;
    });
  }
  const [[whole = NOTHING], declared, denominators, linked] = await Promise.all([
    readBreakdown(database, 'all', { operationId, phase: '' }, 1),
    database.prisma.$transaction(async (tx) => {
      await seeAll(tx);
      return loadDeclared(tx, { operationId, phases: null, cutOff: now });
    }),
    readDenominators(database, operationId),
    readLinked(database, operationId),
  ]);
  const { cases, seizures, quantities, bonus, values, persons, groups } = whole;
  const beside = { bonus, values, persons, groups, ...(linked ? { linked } : {}), ...declared };
  return { cases, seizures, denominators, quantities, ...beside, sums: applySums(plan, quantities) };
}

/** The parts of an operation's figures, or under `all` the one whole. At most so many parts, those with most seizures first. */
export async function readBreakdown(database: Database, by: BreakdownBy | 'all', scope: SumScope, limit: number): Promise<Breakdown[]> {
  if (by !== 'heading' && by !== 'subtype') return breakdownOf(await readSums(database, by, scope, limit));
  const [whole] = breakdownOf(await readSums(database, 'all', scope, 1));
  const parts = whole ? partsByHeading(whole, by) : [];
  return parts.sort((a, b) => b.seizures - a.seizures).slice(0, limit);
}
