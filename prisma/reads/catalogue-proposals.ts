import type { GovernedList, ProposalState } from '../../domain/catalogue-proposal.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

export type CatalogueProposalItem = {
  id: string;
  operationId: string;
  list: GovernedList;
  /** Of which the new code would be a subtype; null for other lists. */
  heading: string | null;
  others: number;
  uses: number;
  administrations: number;
  examples: { text: string; count: number }[];
  /** Code of the organisation that says what becomes of it. */
  owner: string;
  raisedAt: string;
  state: ProposalState;
  reason: string | null;
  settledAt: string | null;
};

type Row = Omit<CatalogueProposalItem, 'raisedAt' | 'settledAt'> & { raisedAt: Date; settledAt: Date | null };
type Filter = {
  id?: string | undefined;
  operationId?: string | undefined;
  state?: ProposalState | undefined;
  /** Only of operations that this organisation (its code) leads. */
  lead: string | null;
};

/** Proposals for new codes, newest first. Asked for by people who see what everybody reports in those operations. */
export async function listCatalogueProposals(
  { pool }: Database,
  { id, operationId, state, lead }: Filter,
  { after, limit }: { after: string | null; limit: number },
): Promise<CatalogueProposalItem[]> {
  const { rows } = await queryAs<Row>(pool, EVERYTHING, {
    name: 'list-catalogue-proposals',
    text: `
      select c.id, c.operation_id as "operationId", c.list, nullif(c.heading, '') as heading, c.others, c.uses, c.administrations, c.examples,
        o.code as owner, c.raised_at as "raisedAt", c.state, c.reason, c.settled_at as "settledAt"
      from catalogue_proposal c join organisation o on o.id = c.organisation_id
      where ($1::uuid is null or c.id = $1) and ($2::uuid is null or c.operation_id = $2) and ($3::text is null or c.state = $3)
        and ($4::text is null or (
          select content -> 'leads' ? $4 from plan_version
          where operation_id = c.operation_id order by (state = 'approved') desc, number desc limit 1))
        and ($5::uuid is null or c.id < $5)
      order by c.id desc limit $6`,
    values: [id ?? null, operationId ?? null, state ?? null, lead, after, limit],
  });
  return rows.map(({ raisedAt, settledAt, ...row }) => ({
    ...row,
    raisedAt: raisedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }));
}
