import type { CaseReport } from '../../domain/case.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type NoteItem = { id: string; pointer: string | null; text: string; author: string; organisation: string; writtenAt: string };

/** What was said of a case by others than its owner, oldest first. */
export async function listNotes(
  { pool }: Database,
  sight: Sight,
  caseId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<NoteItem[]> {
  const { rows } = await queryAs<Omit<NoteItem, 'writtenAt'> & { writtenAt: Date }>(pool, sight, {
    name: 'list-case-notes',
    text: `
      select n.id, n.pointer, n.text, p.name as author, o.code as organisation, n.written_at as "writtenAt"
      from case_note n join person p on p.id = n.author_id join organisation o on o.id = p.organisation_id
      where n.case_id = $1 and ($2::uuid is null or n.id > $2) order by n.id limit $3`,
    values: [caseId, after, limit],
  });
  return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
}

export type ProposalItem = {
  id: string;
  basedOn: number;
  report: CaseReport;
  reason: string;
  author: string;
  organisation: string;
  proposedAt: string;
  outcome: 'accepted' | 'declined' | null;
  decisionReason: string | null;
  decidedAt: string | null;
  version: number | null;
};

type Row = Omit<ProposalItem, 'proposedAt' | 'decidedAt'> & { proposedAt: Date; decidedAt: Date | null };

/** Corrections that others have proposed, oldest first; one of them where it is named. */
export async function listProposals(
  { pool }: Database,
  sight: Sight,
  { caseId, id = null }: { caseId: string; id?: string | null },
  { after, limit }: { after: string | null; limit: number } = { after: null, limit: 1 },
): Promise<ProposalItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, {
    name: 'list-case-proposals',
    text: `
      select r.id, r.based_on as "basedOn", r.content as report, r.reason, p.name as author, o.code as organisation,
        r.proposed_at as "proposedAt", r.outcome, r.decision_reason as "decisionReason", r.decided_at as "decidedAt", r.version
      from case_proposal r join person p on p.id = r.author_id join organisation o on o.id = p.organisation_id
      where r.case_id = $1 and ($2::uuid is null or r.id = $2) and ($3::uuid is null or r.id > $3) order by r.id limit $4`,
    values: [caseId, id, after, limit],
  });
  return rows.map(({ proposedAt, decidedAt, ...row }) => ({
    ...row,
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }));
}
