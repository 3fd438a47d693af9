import { Prisma } from '../generated/client.ts';

/** `phases` null counts the periods of all. */
export type DeclaredScope = { operationId: string; phases: readonly string[] | null; cutOff: Date };

/** `declared`: the numbers of these measures as they stood at the cut-off, as far as the caller sees them. */
export function declaredUntil({ operationId, phases, cutOff }: DeclaredScope, measures: readonly string[]): Prisma.Sql {
  const among = phases === null ? Prisma.sql`true` : Prisma.sql`d.phase = any (${[...phases]})`;
  return Prisma.sql`declared as materialized (
      select distinct on (d.id) d.organisation_id, d.period, d.measure, d.item, d.commodity, d.unit, v.amount
      from declared_count d join declared_count_version v on v.count_id = d.id
      where d.operation_id = ${operationId}::uuid and d.measure = any (${[...measures]}) and ${among} and v.received_at <= ${cutOff}::timestamptz
      order by d.id, v.version desc
    )`;
}

/** The same for totals that cases will show in detail: whoever has declared one above zero has reported. */
export function totalsUntil(scope: DeclaredScope): Prisma.Sql {
  return declaredUntil(scope, ['cases', 'seizures', 'quantity']);
}
