import type { Span } from '../../domain/cadence.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { SubscriptionState, SubscriptionTerms } from '../../domain/subscription.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

/** Everything from which the windows of a subscription follow. Instants are the operation's. */
export type Course = {
  operationId: string;
  isDrill: boolean;
  stage: Stage;
  clock: Clock;
  state: SubscriptionState;
  terms: Readonly<Record<number, SubscriptionTerms>>;
  spans: readonly Span[];
  /** The end of the last window that has been made. */
  covered: number | null;
  plan: Plan;
  publishedAt: readonly number[];
  /** The first window of which the summary was taken back before it left. */
  remade: { from: number; until: number } | null;
};

/** Null where there is no such subscription. */
export async function readCourse({ pool }: Database, subscriptionId: string): Promise<Course | null> {
  type Row = Omit<Course, 'covered'> & { covered: string | null };
  const { rows } = await queryAs<Row>(pool, EVERYTHING, {
    name: 'read-course',
    text: `
      select s.operation_id as "operationId", o.is_drill as "isDrill", o.stage, o.clock, s.state,
        (select jsonb_object_agg(v.number, v.terms) from subscription_version v where v.subscription_id = s.id) as terms,
        coalesce((select jsonb_agg(jsonb_build_object('version', p.version, 'beginsAt', ${MS('p.begins_at')}, 'endsAt', ${MS('p.ends_at')},
          'isLast', p.is_last) order by p.begins_at, p.id) from subscription_span p where p.subscription_id = s.id), '[]') as spans,
        ${MS('s.covered_until')} as covered,
        (select v.content from plan_version v where v.operation_id = o.id and v.state = 'approved' order by v.number desc limit 1) as plan,
        (select jsonb_build_object('from', ${MS('p.window_from')}, 'until', ${MS('p.window_until')}) from product p
          where p.subscription_id = s.id and p.state = 'cancelled' and p.cancelled_for = 'withheld' and not exists (
            select from product l where l.subscription_id = s.id and l.window_until = p.window_until and l.state <> 'cancelled')
          order by p.window_until limit 1) as remade,
        coalesce((select jsonb_agg(${MS('b.published_at')}) from publication b where b.operation_id = o.id), '[]') as "publishedAt"
      from subscription s join operation o on o.id = s.operation_id where s.id = $1`,
    values: [subscriptionId],
  });
  const [row] = rows;
  return row ? { ...row, covered: row.covered === null ? null : Number(row.covered) } : null;
}

function MS(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint`;
}
