import type { BreakdownBy, SumRow } from '../../domain/breakdown.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { contributions } from './contributions.ts';
import type { Dimension } from './dimensions.ts';

export type SumScope = { operationId: string /** '' for all phases together. */; phase: string };

/** Where the sums of a breakdown are kept, and what they are shown under: `k` is a kept key. */
/** Headings stand in the sums of the whole. */
export type KeptBy = Exclude<BreakdownBy, 'heading' | 'subtype'> | 'all';

type Source = { dimension: Dimension; key: string; joins?: string; isOfPhases?: true };

const ORGANISATIONS = `join organisation o on o.id = nullif(k.key, '')::uuid`;
const SOURCES: Readonly<Record<KeptBy, Source>> = {
  all: { dimension: 'all', key: 'k.key' },
  phase: { dimension: 'all', key: 'k.phase', isOfPhases: true },
  period: { dimension: 'period', key: 'k.key' },
  month: { dimension: 'month', key: 'k.key' },
  day: { dimension: 'day', key: 'k.key' },
  organisation: { dimension: 'organisation', key: 'o.code', joins: ORGANISATIONS },
  country: { dimension: 'organisation', key: `coalesce(o.country, '')`, joins: ORGANISATIONS },
  service: { dimension: 'organisation', key: 'o.service', joins: ORGANISATIONS },
  rilo: {
    dimension: 'organisation',
    key: `coalesce(p.rilo, o.rilo, '')`,
    joins: `${ORGANISATIONS} left join participation p on p.organisation_id = o.id and p.operation_id = $1`,
  },
  transport: { dimension: 'transport', key: 'k.key' },
  direction: { dimension: 'direction', key: 'k.key' },
  'place-type': { dimension: 'place-type', key: 'k.key' },
  route: { dimension: 'route', key: 'k.key' },
  detection: { dimension: 'detection', key: 'k.key' },
};

/**
 * The sums of an operation as they are at this moment: the tallies, and what the cases make of them that have changed since. Costs the same
 * however many cases there are; only the few that are stale are counted. At most `limit` keys, those with most seizures first.
 */
export async function readSums({ pool }: Database, by: KeptBy, { operationId, phase }: SumScope, limit: number): Promise<SumRow[]> {
  const { rows } = await queryAs<SumRow>(pool, EVERYTHING, {
    name: `sums-by-${by}`,
    text: textOf(by),
    values: [operationId, phase, limit],
  });
  return rows;
}

function textOf(by: KeptBy): string {
  const { dimension, key, joins = '', isOfPhases } = SOURCES[by];
  const ofPhase = isOfPhases ? `phase <> '' and $2 in ('', phase)` : `$2 in ('', phase)`;
  return `
    with touched as materialized (
      select distinct case_id from stale_case where operation_id = $1
    ), ${contributions([dimension])}, kept as (
      select phase, key, measure, item, unit, qualifier, cases, seizures, lines, quantity
      from tally where operation_id = $1 and dimension = '${dimension}' and ${ofPhase}
      union all
      select phase, key, measure, item, unit, qualifier, cases, seizures, lines, quantity from contribution where ${ofPhase}
    ), summed as materialized (
      select ${key} as key, measure, item, unit, qualifier, sum(cases)::int as cases, sum(seizures)::int as seizures, sum(lines)::int as lines,
        sum(quantity) as quantity
      from kept k ${joins}
      group by 1, 2, 3, 4, 5
      having sum(cases) <> 0
    ), shown as (
      select key, seizures as rank from summed where measure = 'cases' order by seizures desc, key limit $3
    )
    select key, measure, item, unit, qualifier, cases, seizures, lines, trim_scale(quantity)::text as quantity
    from summed join shown using (key) order by rank desc, key, measure, item, unit, qualifier`;
}
