import pg from 'pg';
import { openDatabase } from '../prisma/client.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import type { Bench } from './bench.ts';
import { aCase } from './case.ts';
import { takePart } from './case-report.ts';
import { figure, type Figure } from './figure.ts';
import { headersOf } from './people.ts';
import { quantile, timed } from './rounds.ts';
import type { Stack } from './stack.ts';

/** Rounds of the standard figures at each size. */
const TIMES = 60;
const KEPT_AT_ONCE = 5_000;
/** Standard figures: the whole, and what people break it down by. */
const ASKED = ['', '/country', '/rilo', '/period', '/day', '/transport', '/route', '/detection'];

/** Standard statistics over HTTP, at more and more lines. They are to cost the same, however many there are. */
export const statistics: Bench = async (setting) => {
  const { stack, lines, tell } = setting;
  const { operationId, coordinator, tokens } = await takePart(setting);
  const organisations = await membersOf(stack, operationId);
  const figures: Figure[] = [];
  let there = 0;
  let first: number | null = null;
  for (const count of lines) {
    const made = await timed(() => fill(stack, operationId, organisations, there, count));
    there = count;
    tell(`  ${count} lines are there after ${(made / 1_000).toFixed(1)} s`);
    const took: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      for (const by of ASKED) took.push(await timed(() => ask(stack, coordinator, operationId, by)));
    }
    const p95 = quantile(took.slice(ASKED.length), 0.95);
    first ??= p95;
    figures.push(
      figure({
        name: `statistics at ${count} lines, p95`,
        value: p95,
        unit: 'ms',
        baseline: first,
        note: `${took.length} requests one after the other: the whole, and by country, region, period, day, transport, route and detection; against the same at ${lines[0]} lines. Goal: 20 ms, and flat`,
      }),
    );
    figures.push(await reportAt(stack, operationId, tokens[0] ?? '', count));
  }
  return figures;
};

/** A report never pays for the size of its operation. */
async function reportAt(stack: Stack, operationId: string, token: string, count: number): Promise<Figure> {
  const took: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const body = JSON.stringify(aCase());
    took.push(await timed(() => stack.http.send('POST', `/operations/${operationId}/cases`, headersOf(token), body)));
  }
  return figure({
    name: `case report at ${count} lines, p50`,
    value: quantile(took, 0.5),
    unit: 'ms',
    note: `of ${TIMES}, one after the other`,
  });
}

async function ask(stack: Stack, token: string, operationId: string, by: string): Promise<void> {
  const { status, body } = await stack.http.send('GET', `/operations/${operationId}/statistics${by}`, headersOf(token));
  if (status !== 200) throw new Error(`Statistics were answered with ${status}: ${body}`);
}

async function membersOf({ pool }: Stack, operationId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select organisation_id as id from participation where operation_id = $1', [
    operationId,
  ]);
  return rows.map(({ id }) => id);
}

/** Cases of one seizure with two lines each, written as rows: what is measured is what reading them costs. Then the keeper's work is waited for. */
async function fill(stack: Stack, operationId: string, organisations: string[], from: number, until: number): Promise<void> {
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
    select id, 1, $1, organisation_id, (select id from person limit 1), '{}', at from made
  ), seizures as (
    insert into seizure (case_id, version, number, operation_id, organisation_id, phase, seized_at, period, transport, direction, place_type,
      departure, destination, detection)
    select id, 1, 1, $1, organisation_id, 'phase-1', at, 'phase-1', (n % 5)::text, 'import', 'airport',
      (array['CN','IN','TR','US','BR'])[1 + n % 5], (array['BE','FR','DE','NL'])[1 + n % 4], (array['risk-profile','dog','x-ray'])[1 + n % 3]
    from made
  ), lines as (
    insert into goods_line (case_id, version, seizure_number, line, operation_id, organisation_id, heading, unit, quantity, commodity)
    select id, 1, 1, line, $1, organisation_id, (array['medicines','medical-devices'])[line], 'C62', n % 1000, 'medical-products'
    from made, generate_series(1, 2) as line
  )
  insert into stale_case (operation_id, case_id) select $1, id from made`;
