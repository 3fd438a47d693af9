import type { PoolClient } from 'pg';
import type { CatalogueGap, GovernedList } from '../../domain/catalogue-proposal.ts';

/** What is said where no code fits: by how many administrations, and the words that stand beside it most often. */
export type Said = { administrations: number; examples: { text: string; count: number }[] };

/** Enough to see who says it and how, and few enough that a round costs the same in an operation of millions of reports. */
const LATEST = 2_000;
const MOST_EXAMPLES = 5;
const MOST_CHARACTERS = 120;

/** Asks the latest reports of an operation. Words about which somebody still has to say that they identify nobody are left out. */
export async function lookAt(client: PoolClient, operationId: string, { list, heading }: CatalogueGap): Promise<Said> {
  const { rows } = await client.query<Said>({
    name: `look-at-${list}`,
    text: LOOKS[list],
    values: [operationId, list === 'headings' ? heading : 'other'],
  });
  return rows[0] ?? { administrations: 0, examples: [] };
}

const GOODS = `cross join lateral jsonb_array_elements(seizure -> 'goods') as g (line)`;
const LOOKS: Readonly<Record<GovernedList, string>> = {
  placeTypes: look('', `seizure ->> 'placeType'`, `seizure ->> 'place'`),
  detection: look('', `seizure #>> '{detection,method}'`, `seizure ->> 'concealment'`),
  statuses: look(GOODS, `line ->> 'status'`, `line ->> 'description'`),
  headings: look(GOODS, `line ->> 'heading'`, `line ->> 'description'`),
};

function look(from: string, code: string, words: string): string {
  return `
    with latest as materialized (
      select id, version, organisation_id from case_report where operation_id = $1 order by id desc limit ${LATEST}
    ), used as materialized (
      select l.id, l.organisation_id, left(btrim(${words}), ${MOST_CHARACTERS}) as text
      from latest l join case_version v on v.case_id = l.id and v.version = l.version
        cross join lateral jsonb_array_elements(v.content -> 'seizures') as s (seizure) ${from}
      where ${code} = $2
    ), shown as (
      select text, count(*)::int as count from used
      where text <> '' and not exists (
        select from case_warning w where w.case_id = used.id and w.code = 'case.text-identifying' and w.settled_at is null)
      group by text order by count(*) desc, text limit ${MOST_EXAMPLES}
    )
    select (select count(distinct organisation_id)::int from used) as administrations,
      (select coalesce(jsonb_agg(to_jsonb(shown) order by count desc, text), '[]') from shown) as examples`;
}
