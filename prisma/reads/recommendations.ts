import type { Database } from '../client.ts';

export type RecommendationView = {
  id: string;
  operationId: string;
  number: number;
  phase: string;
  text: string;
  organisation: string;
  saidAt: string;
  state: string;
  outcome: string | null;
  carriedTo: string | null;
  settledAt: string | null;
};

type Row = Omit<RecommendationView, 'saidAt' | 'settledAt'> & { saidAt: Date; settledAt: Date | null };

/** Recommendations in the order in which they were made: all of an operation, or these. */
export async function listRecommendations(
  { pool }: Database,
  { operationId, ids, state }: { operationId?: string; ids?: readonly string[]; state?: string | undefined },
): Promise<RecommendationView[]> {
  const { rows } = await pool.query<Row>({
    name: 'list-recommendations',
    text: `
      select r.id, r.operation_id as "operationId", r.number, r.phase, r.text, o.code as organisation, r.said_at as "saidAt", r.state,
        r.outcome, r.carried_to_id as "carriedTo", r.settled_at as "settledAt"
      from recommendation r join organisation o on o.id = r.organisation_id
      where ($1::uuid is null or r.operation_id = $1) and ($2::uuid[] is null or r.id = any ($2)) and ($3::text is null or r.state = $3)
      order by r.operation_id, r.number`,
    values: [operationId ?? null, ids ? [...ids] : null, state ?? null],
  });
  return rows.map(({ saidAt, settledAt, ...row }) => ({
    ...row,
    saidAt: saidAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }));
}
