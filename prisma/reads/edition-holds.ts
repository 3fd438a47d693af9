import type { FigureName } from '../../domain/dispute.ts';
import { wordOf } from '../../domain/dispute.ts';
import type { Stage } from '../../domain/operation.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import { holdsOf, type CountryList, type Hold } from '../../domain/release.ts';
import type { Tx } from '../event.ts';

/** What of an edition its holds follow from; `embargoAt` moves with the plan. */
type Held = { id: string; rule: unknown };

/** Everything that keeps a signed edition from being published, by the plan in force and the operation's time. */
export async function readHolds(
  tx: Tx,
  { id, rule }: Held,
  { stage, at, plan }: { stage: string; at: number; plan: Plan },
): Promise<Hold[]> {
  const [disputed, lists, released] = await Promise.all([
    readDisputed(tx, id),
    readCountryLists(tx, id, plan.publication.reconciles ?? []),
    tx.editionRelease.count({ where: { editionId: id } }),
  ]);
  const isReleased = released > 0;
  const facts = { now: at, stage: stage as Stage, plan, rule: rule as EditionRule };
  return holdsOf({ ...facts, isReleased, disputed: disputed.map(wordOf), lists });
}

/** Figures that a member disputes, each once, whoever does. */
export async function readDisputed(tx: Tx, editionId: string): Promise<FigureName[]> {
  return tx.$queryRaw`
    select distinct f.name, f.unit
    from figure_dispute d cross join jsonb_to_recordset(d.figures) as f (name text, unit text)
    where d.edition_id = ${editionId}::uuid and d.state = 'open' order by f.name, f.unit`;
}

/** The list of each of these organisations (codes), in their order, as it has last said it. */
export async function readCountryLists(tx: Tx, editionId: string, codes: readonly string[]): Promise<CountryList[]> {
  if (codes.length === 0) return [];
  const rows = await tx.$queryRaw<{ organisation: string; countries: string[] }[]>`
    select distinct on (o.id) o.code as organisation, l.countries
    from country_list l join organisation o on o.id = l.organisation_id
    where l.edition_id = ${editionId}::uuid order by o.id, l.id desc`;
  return codes.map((organisation) => ({
    organisation,
    countries: rows.find((row) => row.organisation === organisation)?.countries ?? null,
  }));
}
