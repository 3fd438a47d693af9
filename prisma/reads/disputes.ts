import type { FigureName } from '../../domain/dispute.ts';
import type { Database } from '../client.ts';
import type { Sight } from '../sight.ts';

export type DisputeItem = {
  id: string;
  editionId: string;
  organisation: string;
  figures: FigureName[];
  reason: string;
  state: 'open' | 'withdrawn' | 'settled';
  saidBy: string;
  saidAt: string;
  settledBy: string | null;
  settledAt: string | null;
  settlementReason: string | null;
};

/** What members say of their figures in an edition, oldest first, as far as it lies in this sight. */
export function listDisputes(database: Database, sight: Sight, editionId: string): Promise<DisputeItem[]> {
  return find(database, 'd.edition_id = $1 and ($2::uuid[] is null or d.organisation_id = any ($2))', [
    editionId,
    'all' in sight ? null : [...sight.organisations],
  ]);
}

export async function findDispute(database: Database, id: string): Promise<DisputeItem | null> {
  return (await find(database, 'd.id = $1', [id]))[0] ?? null;
}

type Row = Omit<DisputeItem, 'saidAt' | 'settledAt'> & { saidAt: Date; settledAt: Date | null };

async function find({ pool }: Database, where: string, values: unknown[]): Promise<DisputeItem[]> {
  const { rows } = await pool.query<Row>({
    text: `
      select d.id, d.edition_id as "editionId", o.code as organisation, d.figures, d.reason, d.state, p.name as "saidBy", d.said_at as "saidAt",
        s.name as "settledBy", d.settled_at as "settledAt", d.settlement_reason as "settlementReason"
      from figure_dispute d
        join organisation o on o.id = d.organisation_id
        join person p on p.id = d.said_by_id
        left join person s on s.id = d.settled_by_id
      where ${where} order by d.id`,
    values,
  });
  return rows.map((row) => ({ ...row, saidAt: row.saidAt.toISOString(), settledAt: row.settledAt?.toISOString() ?? null }));
}
