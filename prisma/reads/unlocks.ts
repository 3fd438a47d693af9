import type { Correction } from '../../domain/edition.ts';
import type { Database } from '../client.ts';

export type UnlockItem = {
  id: string;
  editionId: string;
  reason: string;
  correction: Correction | null;
  askedBy: string;
  askedAt: string;
  approvalId: string | null;
  outcome: string;
  settledAt: string | null;
  /** The edition that was frozen to correct this one. */
  correctedById: string | null;
};

/** Requests to unlock an edition, oldest first. */
export async function listUnlocks({ pool }: Database, editionId: string): Promise<UnlockItem[]> {
  const { rows } = await pool.query<Omit<UnlockItem, 'askedAt' | 'settledAt'> & { askedAt: Date; settledAt: Date | null }>({
    name: 'list-unlocks',
    text: `
      select u.id, u.edition_id as "editionId", u.reason, u.correction, p.name as "askedBy", u.asked_at as "askedAt",
        u.approval_id as "approvalId", u.outcome, u.settled_at as "settledAt", e.id as "correctedById"
      from edition_unlock u join person p on p.id = u.asked_by_id left join edition e on e.id = u.corrected_id
      where u.edition_id = $1 order by u.id`,
    values: [editionId],
  });
  return rows.map((row) => ({ ...row, askedAt: row.askedAt.toISOString(), settledAt: row.settledAt?.toISOString() ?? null }));
}
