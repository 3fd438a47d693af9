import type { Database } from '../client.ts';

export type EditionReading = { person: string; organisation: string; stage: string; what: string; at: string; recordedAt: string };

/** Who looked at an edition before it was published, oldest first. */
export async function listReadings({ pool }: Database, editionId: string): Promise<EditionReading[]> {
  const { rows } = await pool.query<Omit<EditionReading, 'at' | 'recordedAt'> & { at: Date; recordedAt: Date }>({
    name: 'list-readings',
    text: `
      select p.name as person, o.code as organisation, r.stage, r.what, r.at, r.recorded_at as "recordedAt"
      from edition_reading r join person p on p.id = r.person_id join organisation o on o.id = r.organisation_id
      where r.edition_id = $1 order by r.recorded_at, p.name, r.what`,
    values: [editionId],
  });
  return rows.map(({ at, recordedAt, ...row }) => ({ ...row, at: at.toISOString(), recordedAt: recordedAt.toISOString() }));
}
