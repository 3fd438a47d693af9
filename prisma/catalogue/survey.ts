import type { PoolClient } from 'pg';
import {
  FEWEST_ADMINISTRATIONS,
  gapsIn,
  isProposedNow,
  type CatalogueGap,
  type GovernedList,
  type ProposalState,
} from '../../domain/catalogue-proposal.ts';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Database } from '../client.ts';
import { takeTurn } from '../transaction.ts';
import { lookAt, type Said } from './examples.ts';
import { loadUses } from './uses.ts';

/**
 * Looks for what the catalogue lacks in the operations whose tallies have changed, and raises a proposal where too many reports say that no
 * code fits; answers how many rows of the queue it took. Found here and not when somebody asks for proposals, since nobody asks for what they do not know
 * of. One surveyor at a time.
 */
export function surveyCatalogue({ pool }: Database, limit: number, realNow: Instant): Promise<number> {
  return takeTurn(pool, 'unsurveyed_operation', (client) => survey(client, limit, realNow));
}

const TAKE = `
  delete from unsurveyed_operation where id in (select id from unsurveyed_operation order by id limit $1) returning operation_id as "operationId"`;

async function survey(client: PoolClient, limit: number, realNow: Instant): Promise<number> {
  const { rows } = await client.query<{ operationId: string }>({ name: 'take-unsurveyed', text: TAKE, values: [limit] });
  for (const operationId of new Set(rows.map((row) => row.operationId))) await surveyOne(client, operationId, realNow);
  return rows.length;
}

async function surveyOne(client: PoolClient, operationId: string, realNow: Instant): Promise<void> {
  const gaps = gapsIn(await loadUses(client, operationId));
  if (gaps.length === 0) return;
  const before = await loadLast(client, operationId);
  for (const gap of gaps) {
    const last = before.find(({ list, heading }) => list === gap.list && heading === gap.heading) ?? null;
    if (!isProposedNow(gap, last)) continue;
    const said = await lookAt(client, operationId, gap);
    if (said.administrations >= FEWEST_ADMINISTRATIONS) await raise(client, operationId, { ...gap, ...said }, realNow);
  }
}

type Last = { list: GovernedList; heading: string; state: ProposalState; others: number };

async function loadLast(client: PoolClient, operationId: string): Promise<Last[]> {
  const { rows } = await client.query<Last>({
    name: 'load-last-catalogue-proposals',
    text: `select distinct on (list, heading) list, heading, state, others from catalogue_proposal where operation_id = $1
      order by list, heading, id desc`,
    values: [operationId],
  });
  return rows;
}

/** The owner is the first of those who lead the operation by its plan in force. */
const RAISE = `
  with raised as (
    insert into catalogue_proposal (operation_id, organisation_id, list, heading, others, uses, administrations, examples, raised_at)
    select $1::uuid, o.id, $2, $3, $4, $5, $6, $7::jsonb, $8
    from organisation o where o.code = (
      select content -> 'leads' ->> 0 from plan_version where operation_id = $1 order by (state = 'approved') desc, number desc limit 1)
    returning id, operation_id, organisation_id, raised_at
  )
  insert into event (operation_id, type, subject_id, organisation_id, at, data)
  select operation_id, 'catalogue.proposed', id, organisation_id, raised_at,
    jsonb_build_object('list', $2::text, 'heading', $3::text, 'others', $4::int, 'uses', $5::int)
  from raised`;

async function raise(client: PoolClient, operationId: string, gap: CatalogueGap & Said, realNow: Instant): Promise<void> {
  const { list, heading, others, uses, administrations, examples } = gap;
  const { rows } = await client.query<{ clock: Clock }>('select clock from operation where id = $1', [operationId]);
  const at = isoOf(rows[0] ? operationTime(rows[0].clock, realNow) : realNow);
  const values = [operationId, list, heading, others, uses, administrations, JSON.stringify(examples), at];
  await client.query({ name: 'raise-catalogue-proposal', text: RAISE, values });
}
