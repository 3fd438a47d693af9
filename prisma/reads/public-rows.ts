import type { Share } from '../../domain/handling.ts';
import { OTHERS } from '../../domain/product.ts';
import { stepOf, type PublicCounts } from '../../domain/public-rows.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma, type Edition } from '../generated/client.ts';
import { joinedByHash } from '../join.ts';
import { readEditionScope } from './edition-scope.ts';
import { countedIn } from './frozen-editions.ts';
import { byPeriod } from './periods.ts';
import { publishedHandling } from './published-handling.ts';

const ROW: Share = 'country-rows';

/**
 * Where, and when by the clock of the operation's first phase, the seizures of an edition were made, without these cases. Owners' flags are read as they
 * are at this moment. The caller must see everything.
 */
export async function readPublicCounts(tx: Tx, edition: Edition, without: readonly string[]): Promise<PublicCounts> {
  const { plan, scope, known } = await readEditionScope(tx, edition);
  const { step, zone } = timeOf(plan, scope.phases);
  const handling = await publishedHandling(tx, edition);
  const read = () => tx.$queryRaw<PublicCounts[]>`
    with ${countedIn(plan, { ...scope, without }, known.strands)}, candidate as materialized (
      select distinct s.case_id, s.version, c.organisation_id, c.operation_id from scoped s join case_report c on c.id = s.case_id
    ), ${handling}, placed as materialized (
      select s.case_id, coalesce(o.country, ${OTHERS}) as country, o.country is not null and h.shares @> ${[ROW]}::text[] as may_be_row,
        date_trunc(${step}, z.seized_at at time zone ${zone}) as begins
      from scoped s join handled h using (case_id) join organisation o on o.id = h.organisation_id
        join seizure z on z.case_id = s.case_id and z.version = s.version and z.number = s.number
    ), places as (
      select country, may_be_row as "mayBeRow", count(distinct case_id)::int as cases, count(*)::int as seizures from placed group by country, may_be_row
    ), periods as (
      ${byPeriod(step, Prisma.sql`placed`)}
    )
    select (select coalesce(jsonb_agg(to_jsonb(p) order by country), '[]') from places p) as countries,
      (select coalesce(jsonb_agg(to_jsonb(p) order by "from"), '[]') from periods p) as periods`;
  const [counts] = await joinedByHash(tx, read);
  if (!counts) throw new Error('A row of subqueries is always there.');
  return counts;
}

function timeOf({ phases }: Pick<Plan, 'phases'>, keys: readonly string[]): { step: ReturnType<typeof stepOf>; zone: string } {
  const counted = phases.filter(({ key }) => keys.includes(key));
  const opens = counted.map(({ opensAt }) => Date.parse(opensAt.at));
  const closes = counted.map(({ closesAt }) => Date.parse(closesAt.at));
  return { step: stepOf(Math.min(...opens), Math.max(...closes)), zone: counted[0]?.opensAt.zone ?? 'UTC' };
}
