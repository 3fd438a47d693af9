import { v7 } from 'uuid';
import type { DeclaredCount } from '../../domain/declared-count.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { APPEND_ACTIVITY, APPEND_TOTALS } from './declared-count-sql.ts';
import { type Answering, nudgeFinished } from './nudges.ts';
import { receiptValues } from './receipt-values.ts';
import type { Receipt } from './receipts.ts';

/** Numbers that an administration says of one period, and why those change that it has said before. */
export type Declaration = {
  id: string;
  operationId: string;
  organisationId: string;
  personId: string;
  period: { key: string; phase: string };
  counts: readonly DeclaredCount[];
  reason: string | null;
  /** Whether numbers may be said that were never said before: whoever has withdrawn only corrects. */
  takesNew: boolean;
  at: string;
};

/** What stands now. `isChanged` is false where the same was said before. */
export type StandingCount = Omit<DeclaredCount, 'commodity'> & { version: number; isChanged: boolean };

/**
 * Appends a version of each number that is new or another one, with the event; the same again changes nothing. The answer that the receipt
 * keeps is the one of the receipt, with the numbers as they stand.
 */
export async function appendDeclaration(
  database: Database,
  kind: 'activity' | 'totals',
  declaration: Declaration,
  receipt: Receipt,
): Promise<StandingCount[] | FailureCode> {
  const { id, operationId, organisationId, personId, period, counts, reason, takesNew, at } = declaration;
  const columns = (['measure', 'item', 'commodity', 'unit', 'amount'] as const).map((name) => counts.map((count) => count[name]));
  const said = [id, operationId, organisationId, personId, period.key, period.phase, at, reason, takesNew];
  const values = [counts.map(() => v7()), ...columns, ...said, ...receiptValues(receipt)];
  const query = { ...(kind === 'activity' ? APPEND_ACTIVITY : APPEND_TOTALS), values };
  const appended = queryAs<Answering & { counts: StandingCount[] }>(database.pool, { organisations: [organisationId] }, query);
  const result = await appended.catch(refuseReason);
  if (typeof result === 'string') return result;
  const [written] = result.rows;
  if (!written) return 'participation.withdrawn';
  await nudgeFinished(database, written.answered);
  return written.counts;
}

function refuseReason(error: unknown): FailureCode {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'declared_count_reason') return 'count.reason-missing';
  throw error;
}
