import { isField } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import type { EditionRule } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { countComparisons } from '../reads/comparisons.ts';
import { countConcentration } from '../reads/concentration.ts';
import { ABOVE } from '../reads/ended-operations.ts';
import { loadOwnFigures } from '../reads/figures.ts';
import { FIGURES_STAND } from '../reads/kept-figures.ts';
import { countRemainders } from '../reads/remainders.ts';
import { countReporting } from '../reads/reporting.ts';
import { countScorecards } from '../reads/scorecards.ts';
import { countFigures } from '../reads/statistics.ts';
import { EVERYTHING, queryAs, seeAll } from '../sight.ts';
import { keepTallies } from '../tallies/keep.ts';

/**
 * Before the first record of an operation goes: nothing changes what counts in it from here on, and what is counted from its rows is counted once
 * more, and kept. The same for every operation into which it rolls up. Sums are kept anyway, once no case of it is stale. Bears being done again.
 */
export async function keepFigures(database: Database, operationId: string, now: Date): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(`${ABOVE} select id from above`, [operationId]);
  for (const { id } of rows) await keepOf(database, id, now);
}

async function keepOf(database: Database, operationId: string, now: Date): Promise<void> {
  const { prisma } = database;
  if (await isKept(database, operationId)) return;
  await letStand(database, operationId, now);
  await keepAllTallies(database, operationId);
  const version = await prisma.planVersion.findFirst({ where: { operationId, state: 'approved' } });
  const counted = version ? await countAll(database, operationId, version.content as unknown as Plan, now) : [];
  await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const rows = JSON.stringify([...counted, ['kept', true]].map(([name, content]) => ({ name, content })));
    const kept = await tx.$executeRaw`
      insert into kept_figures (operation_id, name, content, kept_at)
      select ${operationId}::uuid, name, content, ${now}::timestamptz from json_to_recordset(${rows}::json) as r (name text, content json)
      on conflict do nothing`;
    const data: Prisma.InputJsonObject = { figures: counted.length };
    if (kept > 0) await tx.event.create({ data: { type: 'figures.kept', at: now, operationId, subjectId: operationId, data } });
  });
}

async function isKept({ pool }: Database, operationId: string): Promise<boolean> {
  const text = `select from kept_figures where operation_id = $1 and name = 'kept'`;
  return (await queryAs(pool, EVERYTHING, { text, values: [operationId] })).rowCount === 1;
}

/** Whoever is changing what counts is waited for; whoever comes after is refused. The lock is that of a freeze (prisma/frozen.ts). */
async function letStand({ prisma }: Database, operationId: string, now: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`figures/${operationId}`}))`;
    await tx.$executeRaw`
      insert into kept_figures (operation_id, name, content, kept_at)
      values (${operationId}::uuid, ${FIGURES_STAND}, 'true', ${now}::timestamptz) on conflict do nothing`;
  });
}

const AT_ONCE = 2_000;
const PAUSE_MS = 50;

/** What has changed is added to the sums by whichever keeper comes first. */
export async function keepAllTallies(database: Database, operationId: string): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ isStale: boolean }>(
      'select exists (select from stale_case where operation_id = $1) as "isStale"',
      [operationId],
    );
    if (!rows[0]?.isStale) return;
    if ((await keepTallies(database, AT_ONCE)) === 0) await new Promise((again) => setTimeout(again, PAUSE_MS));
  }
}

async function countAll(database: Database, operationId: string, plan: Plan, now: Date): Promise<[string, unknown][]> {
  const phases = plan.phases.filter(isField).map(({ key }) => key);
  return [
    ['figures', await countFigures(database, plan, { operationId, now })],
    ['reporting', await countReporting(database, operationId)],
    ['concentration', await countConcentration(database, { operationId, phases, cutOff: now })],
    ['comparisons', await countComparisons(database, operationId, now)],
    ['remainders', await countRemainders(database, { operationId, phases: null, cutOff: now })],
    ['scorecards', await countScorecards(database, operationId)],
    ...(await countOwn(database, operationId)),
  ];
}

/** What every administration reported of each edition, which it was asked to confirm. */
async function countOwn({ prisma }: Database, operationId: string): Promise<[string, unknown][]> {
  const editions = await prisma.edition.findMany({ where: { operationId } });
  const counted: [string, unknown][] = [];
  for (const { id, rule, cutOffAt } of editions) {
    const { phases } = rule as unknown as EditionRule;
    const own = await prisma.$transaction(async (tx) => {
      await seeAll(tx);
      return loadOwnFigures(tx, { operationId, phases, cutOff: cutOffAt });
    });
    counted.push([`own/${id}`, Object.fromEntries(own.map(({ organisationId, ...figures }) => [organisationId, figures]))]);
  }
  return counted;
}
