import type { Purpose } from '../../domain/handling.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type ConsentItem = {
  id: string;
  operationId: string;
  organisation: string;
  /** Null is everybody, in what is published. */
  recipient: string | null;
  headings: string[] | null;
  cases: string[] | null;
  purposes: Purpose[] | null;
  from: string;
  until: string | null;
  reason: string | null;
  givenAt: string;
  taskId: string | null;
  revokedAt: string | null;
  revocationReason: string | null;
};

type Row = Omit<ConsentItem, 'from' | 'until' | 'givenAt' | 'revokedAt'> & {
  from: Date;
  until: Date | null;
  givenAt: Date;
  revokedAt: Date | null;
};

/** What owners of this sight gave, and what was given to its organisations; newest first. */
export async function listConsents(
  { pool }: Database,
  sight: Sight,
  { operationId, id = null }: { operationId: string; id?: string | null },
  { after, limit }: { after: string | null; limit: number },
): Promise<ConsentItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-consents', text: CONSENTS, values: [operationId, id, after, limit] });
  return rows.map(({ from, until, givenAt, revokedAt, ...row }) => ({
    ...row,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    givenAt: givenAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }));
}

export async function findConsent(database: Database, sight: Sight, operationId: string, id: string): Promise<ConsentItem | null> {
  const [found] = await listConsents(database, sight, { operationId, id }, { after: null, limit: 1 });
  return found ?? null;
}

const CONSENTS = `
  select c.id, c.operation_id as "operationId", o.code as organisation, r.code as recipient, c.headings, c.case_ids as cases, c.purposes,
    c.valid_from as from, c.valid_until as until, c.reason, c.given_at as "givenAt", c.task_id as "taskId", c.revoked_at as "revokedAt",
    c.revocation_reason as "revocationReason"
  from consent c join organisation o on o.id = c.organisation_id left join organisation r on r.id = c.recipient_id
  where c.operation_id = $1 and ($2::uuid is null or c.id = $2) and ($3::uuid is null or c.id < $3)
  order by c.id desc limit $4`;

/** Those of these cases that the organisation has reported in the operation. */
export async function listOwnCases(
  { pool }: Database,
  { operationId, organisationId }: { operationId: string; organisationId: string },
  caseIds: readonly string[],
): Promise<string[]> {
  const { rows } = await queryAs<{ id: string }>(
    pool,
    { organisations: [organisationId] },
    {
      name: 'list-own-cases',
      text: 'select id from case_report where id = any ($1::uuid[]) and operation_id = $2 and organisation_id = $3',
      values: [caseIds, operationId, organisationId],
    },
  );
  return rows.map(({ id }) => id);
}
