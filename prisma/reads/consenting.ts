import type { Purpose } from '../../domain/handling.ts';
import { Prisma } from '../generated/client.ts';

/**
 * A consent of the owner of a case `c (case_id, version, organisation_id)` that covers it for a purpose and is valid at this time of the operation; `to`
 * says of which operation and to whom a consent `k` is.
 */
export function consenting(to: Prisma.Sql, { purpose, at }: { purpose: Purpose; at: Date }): Prisma.Sql {
  return Prisma.sql`
          select from consent k
          where ${to} and k.organisation_id = c.organisation_id
            and k.revoked_at is null and k.valid_from <= ${at}::timestamptz and (k.valid_until is null or k.valid_until > ${at}::timestamptz)
            and (k.purposes is null or ${purpose} = any (k.purposes)) and (k.case_ids is null or c.case_id = any (k.case_ids))
            and (k.headings is null or not exists (${linesOf(Prisma.sql`not array[g.heading, g.commodity] && k.headings`)}))`;
}

/** The goods lines of a case `c (case_id, version)`. */
export function linesOf(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`select from goods_line g where g.case_id = c.case_id and g.version = c.version and ${condition}`;
}
