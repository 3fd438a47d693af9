import type { PoolClient } from 'pg';
import { to } from 'pg-copy-streams';
import type { ExportContent, ExportQuery } from '../../domain/export.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { seeAll, settingsOf, type Sight } from '../sight.ts';
import { COPY } from './export-sql.ts';
import { readHandlingDefaults } from './handling.ts';

/**
 * What PostgreSQL copies out, as it comes: memory holds a piece of it. Everything is seen as of one moment, and only what the sight covers.
 * A reader that goes away ends the copy.
 */
export async function* copyOut(
  { prisma, copies }: Database,
  sight: Sight,
  content: ExportContent,
  { operationId, viewer, plan, phase, heading, organisation }: ExportQuery & Viewing,
): AsyncGenerator<Buffer> {
  const handled = await prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return readHandlingDefaults(tx, operationId, plan);
  });
  const defaults = JSON.stringify(handled.map(({ organisation_id, code, tlp }) => ({ organisation_id, code, tlp })));
  yield* copied({ copies }, sight, COPY[content], { operation: operationId, viewer, phase, heading, organisation, defaults });
}

/** `viewer` is the code of the organisation that asks. */
type Viewing = { operationId: string; viewer: string; plan: Pick<Plan, 'handling'> };

/** What a COPY brings that reads what was chosen from settings of its transaction, `app.export_<name>`: COPY takes no parameters. */
export async function* copied(
  { copies }: Pick<Database, 'copies'>,
  sight: Sight,
  text: string,
  chosen: Record<string, string>,
): AsyncGenerator<Buffer> {
  const client = await copies.connect();
  let isWhole = false;
  try {
    await begin(client, sight, chosen);
    yield* copiedBy(client, text);
    await client.query('commit');
    isWhole = true;
  } finally {
    client.release(!isWhole); // half a copy is left on its connection otherwise
  }
}

/** What a statement copies out, piece by piece, on a connection that nobody else uses meanwhile. */
export function copiedBy(client: PoolClient, copy: string): AsyncIterable<Buffer> {
  return client.query(to(copy)) as AsyncIterable<Buffer>;
}

/**
 * Settings are unknown to the planner, which takes them for very few rows and would look each of them up by itself: with a million lines that
 * takes three times as long.
 */
async function begin(client: PoolClient, sight: Sight, chosen: Record<string, string>): Promise<void> {
  await client.query('begin isolation level repeatable read read only');
  await client.query(settingsOf(sight));
  await client.query('set local enable_nestloop = off');
  await client.query({
    text: 'select set_config(name, value, true) from unnest($1::text[], $2::text[]) as setting (name, value)',
    values: [Object.keys(chosen).map((name) => `app.export_${name}`), Object.values(chosen)],
  });
}
