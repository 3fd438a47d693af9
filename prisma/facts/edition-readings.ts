import type { Database } from '../client.ts';

/** Who looks at which part of an edition: its view, its document, a product of it. */
export type Reading = { editionId: string; personId: string; organisationId: string; what: string; at: string };

/** Remembers who looked at an edition that is not published; of one that is, everybody may know everything. Once an hour is enough. */
export async function rememberReading({ pool }: Database, { editionId, personId, organisationId, what, at }: Reading): Promise<void> {
  await pool.query({ name: 'remember-reading', text: REMEMBER, values: [editionId, personId, organisationId, what, at] });
}

const REMEMBER = `
  insert into edition_reading (edition_id, person_id, hour, operation_id, organisation_id, stage, what, at)
  select id, $2, date_trunc('hour', now()), operation_id, $3, stage, $4, $5 from edition where id = $1 and stage <> 'published'
  on conflict do nothing`;
