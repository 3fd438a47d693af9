import type { PoolClient } from 'pg';
import type { CaseReport, Seizure } from '../../domain/case.ts';
import { commodityOf } from '../../domain/catalogue/headings.ts';
import type { Suspect, SuspectSeizure } from '../../domain/duplicate.ts';

/** A case as it is compared. Its reference tells the same case of two operations, which no pair is made of. */
export type Suspected = Suspect & { caseId: string; organisationId: string; reference: string };

type Row = Omit<Suspected, 'seizures' | 'external' | 'name'> & {
  seizures: CaseReport['seizures'];
  external: string | null;
  name: string | null;
};

/** A report may be a megabyte, and little of it is compared. */
const AT_ONCE = 100;

/** The latest version of these cases, as far as it is compared. */
export async function loadSuspects(client: PoolClient, caseIds: readonly string[]): Promise<Map<string, Suspected>> {
  const suspects = new Map<string, Suspected>();
  for (let from = 0; from < caseIds.length; from += AT_ONCE) {
    const values = [caseIds.slice(from, from + AT_ONCE)];
    const { rows } = await client.query<Row>({ name: 'load-suspects', text: SUSPECTS, values });
    for (const row of rows) suspects.set(row.caseId, suspectOf(row));
  }
  return suspects;
}

const SUSPECTS = `
  select c.id as "caseId", c.operation_id as operation, c.organisation_id as "organisationId", o.code as organisation, c.reference, o.country,
    o.service, c.external_system || ' ' || c.external_id as external, c.external_id as name,
    array (select r.code || ' ' || n.name from feed_case f join feed on feed.id = f.feed_id join organisation r on r.id = feed.recipient_id
      cross join lateral (values (f.external_id), (f.case_id::text)) as n (name) where f.case_id = c.id and n.name is not null) as "knownAs", v.content -> 'seizures' as seizures,
    array (select u.unit_id::text from unit_organisation u where u.organisation_id = o.id) as units,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'value', k.value)), '[]') from match_key k
      where k.case_id = c.id and k.version = c.version) as keys
  from case_report c join organisation o on o.id = c.organisation_id join case_version v on v.case_id = c.id and v.version = c.version
  where c.id = any ($1::uuid[])`;

function suspectOf({ seizures, external, name, ...row }: Row): Suspected {
  return { ...row, ...(external === null ? {} : { external }), ...(name === null ? {} : { name }), seizures: seizures.map(seizureOf) };
}

function seizureOf({ seizedAt, transport, direction, place, coordinates, departure, destination, goods }: Seizure): SuspectSeizure {
  return {
    ...{ at: Date.parse(seizedAt), transport, direction, place, coordinates, departure, destination },
    goods: goods.map(({ heading, unit, quantity }) => ({ heading: commodityOf(heading), unit, quantity })),
  };
}
