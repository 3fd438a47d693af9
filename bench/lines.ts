import pg from 'pg';
import { openDatabase } from '../prisma/client.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import type { Stack } from './stack.ts';

const KEPT_AT_ONCE = 5_000;

export async function membersOf({ pool }: Stack, operationId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select organisation_id as id from participation where operation_id = $1', [
    operationId,
  ]);
  return rows.map(({ id }) => id);
}

/**
 * Cases of one seizure with two lines each, persons at every fifth and values at another, written as rows: what is measured is what reading them costs.
 * Then the keeper's work is waited for.
 */
export async function fill(stack: Stack, operationId: string, organisations: string[], from: number, until: number): Promise<void> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    for (let at = from; at < until; at += PIECE) {
      await client.query('begin');
      await client.query("select set_config('app.sees_all', 'yes', true)");
      await client.query(FILL, [operationId, organisations, at / 2, Math.min(at + PIECE, until) / 2 - 1]);
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
  const database = openDatabase({ url: stack.databaseUrl });
  try {
    for (;;) {
      const kept = await keepTallies(database, KEPT_AT_ONCE);
      const { rows } = await database.pool.query<{ isStale: boolean }>('select exists (select from stale_case) as "isStale"');
      if (kept === 0 && !rows[0]?.isStale) break;
    }
    await database.pool.query('vacuum analyze tally');
  } finally {
    await database.close();
  }
}

const PIECE = 100_000;
const FILL = `
  with made as materialized (
    select n, gen_random_uuid() as id, ($2::uuid[])[1 + n % cardinality($2::uuid[])] as organisation_id,
      timestamptz '2026-03-02 12:00Z' + n % 14 * interval '1 day' as at
    from generate_series($3::int, $4::int) as n
  ), cases as (
    insert into case_report (id, operation_id, organisation_id, reference, reported_at)
    select id, $1::uuid, organisation_id, 'L-' || n, at from made
  ), versions as (
    insert into case_version (case_id, version, operation_id, organisation_id, author_id, content, received_at)
    select id, 1, $1, organisation_id, (select id from person limit 1), jsonb_build_object('reference', 'L-' || n, 'seizures', jsonb_build_array(jsonb_build_object(
        'number', 1, 'seizedAt', at, 'place', 'Brussels Airport', 'direction', 'import', 'transport', (n % 5)::text,
        'goods', jsonb_build_array(jsonb_build_object('heading', 'medicines', 'quantity', (n % 1000)::text, 'unit', 'C62', 'description', 'Tablets in blisters'),
          jsonb_build_object('heading', 'medical-devices', 'quantity', (n % 1000)::text, 'unit', 'C62'))))), at from made
  ), seizures as (
    insert into seizure (case_id, version, number, operation_id, organisation_id, phase, seized_at, period, transport, direction, place_type,
      departure, destination, detection)
    select id, 1, 1, $1, organisation_id, 'phase-1', at, 'phase-1', (n % 5)::text, 'import', 'airport',
      (array['CN','IN','TR','US','BR'])[1 + n % 5], (array['BE','FR','DE','NL'])[1 + n % 4], (array['risk-profile','dog','x-ray'])[1 + n % 3]
    from made
  ), persons as (
    insert into seizure_count (case_id, version, seizure_number, kind, state, operation_id, organisation_id, count)
    select id, 1, 1, 'persons', (array['arrested','detained'])[1 + n % 2], $1, organisation_id, 1 + n % 3 from made where n % 5 = 0
  ), priced as (
    insert into goods_value (case_id, version, seizure_number, line, place, operation_id, organisation_id, currency, basis, amount)
    select id, 1, 1, 1, 1, $1, organisation_id, (array['EUR','USD'])[1 + n % 2], 'retail', n % 1000 from made where n % 5 = 1
  ), lines as (
    insert into goods_line (case_id, version, seizure_number, line, operation_id, organisation_id, heading, unit, quantity, commodity)
    select id, 1, 1, line, $1, organisation_id, (array['medicines','medical-devices'])[line], 'C62', n % 1000, 'medical-products'
    from made, generate_series(1, 2) as line
  )
  insert into stale_case (operation_id, case_id) select $1, id from made`;
