import type { HistoryOf } from '../../domain/case-warnings.ts';
import type { MagnitudeHistory } from '../../domain/magnitude.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';
import { EXCLUDED_NOW } from './counts-now.ts';
import { oncePerPool } from '../together.ts';

/** By scope, heading and unit. A drill is compared with itself: what it reports never happened. */
type Histories = Map<string, MagnitudeHistory>;

const KEPT_MS = 60_000;

/**
 * What has been reported of each heading lately, in this operation and in others. One statement a minute for all operations together, over so
 * many of the latest lines, so that a report pays neither for the size of its operation nor for the history. Whoever finds it too old
 * has it read anew, and does not wait.
 */
export async function findHistories(database: Database, operationId: string): Promise<HistoryOf> {
  const histories = await oncePerPool(database.pool, 'magnitudes', () => kept(() => readHistories(database)))();
  return (heading, unit) => histories.get(keyOf(operationId, heading, unit)) ?? histories.get(keyOf(null, heading, unit)) ?? null;
}

function kept(read: () => Promise<Histories>): () => Promise<Histories> {
  let last: { histories: Promise<Histories>; readAt: number } | null = null;
  return () => {
    const now = Date.now();
    if (last === null || now - last.readAt >= KEPT_MS) {
      const before = last;
      const histories = read();
      last = { histories, readAt: now };
      if (before !== null) {
        // Without a history the ceilings of the catalogue stand, so that an old one is better than a report that fails.
        last.histories = histories.catch(() => before.histories);
        return before.histories;
      }
      histories.catch(() => {
        last = null;
      });
    }
    return last.histories;
  };
}

const keyOf = (operationId: string | null, heading: string, unit: string): string => `${operationId ?? ''}/${heading}/${unit}`;

/** Not cached. */
export async function readHistories({ pool }: Database): Promise<Histories> {
  type Row = MagnitudeHistory & { operationId: string | null; heading: string; unit: string };
  const { rows } = await queryAs<Row>(pool, EVERYTHING, { name: 'read-magnitudes', text: RECENT, values: [MOST_LINES] });
  return new Map(rows.map(({ operationId, heading, unit, ...history }) => [keyOf(operationId, heading, unit), history]));
}

const MOST_LINES = 20_000;

/** What was corrected since, excluded, or is itself still in question says nothing of what is usual. */
const RECENT = `
  with recent as materialized (
    select case_id, version, operation_id, heading, unit, quantity from goods_line order by case_id desc limit $1
  )
  select case when o.is_drill then o.id end as "operationId", r.heading, r.unit, count(*)::int as count,
    trim_scale(percentile_disc(0.5) within group (order by r.quantity))::text as median, trim_scale(max(r.quantity))::text as largest
  from recent r
    join case_report c on c.id = r.case_id and c.version = r.version
    join operation o on o.id = r.operation_id
  where not ${EXCLUDED_NOW}
    and not exists (
      select from case_warning w
      where w.case_id = r.case_id and w.code = 'case.magnitude-implausible' and w.outcome is distinct from 'accepted')
  group by 1, 2, 3`;
