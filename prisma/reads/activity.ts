import { ACTIVITY_MEASURES, type ActivityMeasure } from '../../domain/declared-count.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { seeAll } from '../sight.ts';
import { declaredUntil, type DeclaredScope } from './declared-until.ts';

/** What members counted beside their seizures, per kind, and each member's part of it. `amount` is decimal text. */
export type Activity = {
  measure: ActivityMeasure;
  kind: string;
  unit: string;
  amount: string;
  organisations: { organisation: string; amount: string }[];
};

/** The same over everybody's numbers. */
export async function readActivity({ prisma }: Database, scope: DeclaredScope): Promise<Activity[]> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return loadActivity(tx, scope);
  });
}

/** Of every number in the caller's sight (prisma/sight.ts) the version that had been received by the cut-off. Kinds never add to each other. */
export async function loadActivity(tx: Tx, scope: DeclaredScope): Promise<Activity[]> {
  return tx.$queryRaw`
    with ${declaredUntil(scope, ACTIVITY_MEASURES)}, parts as (
      select d.measure, d.item, d.unit, o.code, sum(d.amount) as amount
      from declared d join organisation o on o.id = d.organisation_id group by d.measure, d.item, d.unit, o.code
    )
    select measure, item as kind, unit, trim_scale(sum(amount))::text as amount,
      jsonb_agg(jsonb_build_object('organisation', code, 'amount', trim_scale(amount)::text) order by code) as organisations
    from parts group by measure, item, unit order by measure, item, unit`;
}
