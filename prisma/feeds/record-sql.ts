import { ceilingOf, type Recipient } from '../../domain/handling.ts';
import { TOMBSTONES } from '../../domain/feed.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { withoutText } from '../reads/export-sql.ts';

/**
 * A CTE over `released`: `told (case_id, version, body, hash)`, what a feed tells of a case. Never the numbers by which seizures are matched, nor
 * text that may name somebody and is not settled; names that tell whose it is only where its owner lets its country be told. Both who writes
 * records and who reads them make it by this, so that a hash says whether a record is still what it was.
 */
export function toldTo(recipient: Recipient): Prisma.Sql {
  const { rowsNeed } = ceilingOf(recipient);
  return Prisma.sql`told as materialized (
      select r.case_id, r.version, b.body, encode(sha256(convert_to(b.body, 'UTF8')), 'hex') as hash
      from released r
        join case_report c on c.id = r.case_id
        join case_version v on v.case_id = r.case_id and v.version = r.version
        join organisation o on o.id = c.organisation_id
        cross join lateral (
          select r.shares @> ${[...rowsNeed]}::text[] as is_owner_told, exists (
            select from case_warning w where w.case_id = c.id and w.code = 'case.text-identifying' and w.settled_at is null
          ) as is_withheld
          offset 0 -- worked out once, as is the body
        ) k cross join lateral (
          select (jsonb_build_object('caseId', c.id, 'version', r.version,
            'owner', case when k.is_owner_told then jsonb_build_object('organisation', o.code, 'country', o.country) end,
            'external', case when k.is_owner_told and c.external_system is not null
              then jsonb_build_object('system', c.external_system, 'id', c.external_id) end,
            'handling', jsonb_build_object('code', r.code, 'tlp', r.tlp, 'purposes', r.purposes, 'permission', r.permission),
            'report', (v.content - '{handling,external,nationalReference}'::text[]
                - case when k.is_withheld then 'summary' else '' end - case when k.is_owner_told then '' else 'reference' end)
              || jsonb_build_object('seizures', (
                select jsonb_agg(case when k.is_withheld then ${Prisma.raw(withoutText('said'))} else said end - 'keys' order by place)
                from jsonb_array_elements(v.content -> 'seizures') with ordinality as e (said, place)))))::text as body
          offset 0
        ) b
    )`;
}

/** The body of a record that says that a case is not to be had any more, or with which it counts. */
export function tombstone(caseId: string, kind: string, primaryId: string): Prisma.Sql {
  return Prisma.raw(`jsonb_build_object('caseId', ${caseId}, 'kind', ${kind}, 'primary', ${primaryId})::text`);
}

export const hashOf = (text: Prisma.Sql): Prisma.Sql => Prisma.sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

export const IS_TOMBSTONE = (kind: string): Prisma.Sql => Prisma.raw(`${kind} in (${TOMBSTONES.map((each) => `'${each}'`).join(', ')})`);

/** To the end of the transaction. What is planned once for all feeds is planned for few cases, and takes three times as long for a thousand. */
export async function planAnew(tx: Tx): Promise<void> {
  await tx.$executeRaw`set local plan_cache_mode = force_custom_plan`;
}
