import { canonicalJson } from '../../domain/canonical-json.ts';
import { CURRENT_FACTORS } from '../../domain/catalogue/factors.ts';
import { CATALOGUE_VERSION } from '../../domain/catalogue/validity.ts';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { editionDocument, type CaseSet, type Counting, type EditionDocument, type EditionKnown } from '../../domain/edition-document.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Figures } from '../../domain/statistics.ts';
import { sha256Of } from '../case-set.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { inScope, type FigureScope } from './counted.ts';
import { loadFigures } from './figures.ts';
import { rolledUp } from './roll-up.ts';
import { readStrandPlans, type StrandPlans } from './strands.ts';

export type Counted = { figures: Figures; reporters: readonly string[]; document: EditionDocument; text: string; sha256: string };

/**
 * Counts an edition from the ledger, now or at any later time: what it reads of was frozen with it, or is named in what it knew. `setOf` names,
 * or keeps, the list of the case versions that it counts. Must see everything.
 */
export async function countEdition(
  tx: Tx,
  counting: Counting,
  setOf: (cases: { with: Prisma.Sql; cases: Prisma.Sql }) => Promise<CaseSet>,
): Promise<Counted> {
  const { operationId, plan, rule, known } = counting;
  const scope = { operationId, phases: rule.phases, cutOff: new Date(rule.cutOff.at) };
  const strands = await readKnownStrands(tx, known);
  const { figures, reporters } = await loadFigures(tx, plan, scope, { participations: known.participations, strands });
  const { sha256, size } = await setOf({ with: countedIn(plan, scope, strands), cases: COUNTED_CASES });
  const document = editionDocument({ ...counting, figures, cases: { sha256, size } });
  const text = canonicalJson(document);
  return { figures, reporters, document, text, sha256: sha256Of(text) };
}

const COUNTED_CASES = Prisma.sql`select distinct case_id, version from scoped`;

/** CTEs, `scoped` among them: what counts in an edition. */
export function countedIn(plan: Plan, scope: FigureScope, strands: StrandPlans): Prisma.Sql {
  return plan.strands?.length ? rolledUp(plan, scope, strands) : inScope(scope);
}

/** What an edition that is frozen now must remember. Locks out changes of participations until the transaction ends, so that it has seen all below. */
export async function readKnown(tx: Tx, operationId: string, strands: EditionKnown['strands']): Promise<EditionKnown> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`participations/${operationId}`}))`;
  const [row] = await tx.$queryRaw<{ last: string }[]>`
    select coalesce(max(seq), 0)::text as last from participation_change where operation_id = ${operationId}::uuid`;
  const versions = { catalogue: CATALOGUE_VERSION.version, factors: CURRENT_FACTORS.version };
  return { participations: row?.last ?? '0', strands, versions };
}

/** The operations that roll up into a plan now, each by its plan in force, and until the cut-off or, where its own clock is behind, its own now. */
export async function readStrandsKnown(tx: Tx, plan: Plan, cutOff: Instant, realNow: Instant): Promise<EditionKnown['strands']> {
  const ids = Object.keys(await readStrandPlans(tx, plan));
  const rows = await tx.planVersion.findMany({
    where: { operationId: { in: ids }, state: 'approved' },
    select: { operationId: true, number: true, operation: { select: { clock: true } } },
  });
  const known = rows.map(({ operationId, number, operation: { clock } }) => {
    const cutOffAt = isoOf(Math.min(cutOff, operationTime(clock as Clock, realNow)));
    return [operationId, { planVersion: number, cutOffAt }] as const;
  });
  return Object.fromEntries(known);
}

/** The plans by which other operations roll up into an edition, as it knew them when it was frozen. */
export async function readKnownStrands(tx: Tx, { strands }: EditionKnown): Promise<StrandPlans> {
  const entries = Object.entries(strands);
  const rows = await tx.planVersion.findMany({
    where: { OR: entries.map(([operationId, { planVersion }]) => ({ operationId, number: planVersion })) },
    select: { operationId: true, content: true },
  });
  return Object.fromEntries(
    rows.map(({ operationId, content }) => [
      operationId,
      { plan: content as unknown as Plan, cutOff: new Date(strands[operationId]?.cutOffAt ?? 0) },
    ]),
  );
}
