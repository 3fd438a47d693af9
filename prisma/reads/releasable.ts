import { ceilingOf, ENDING_OUTCOMES, OPEN_CODES, type Detail, type Purpose, type Recipient } from '../../domain/handling.ts';
import { Prisma } from '../generated/client.ts';
import { consenting, linesOf } from './consenting.ts';
import { inScope } from './counted.ts';
import type { HandlingDefault } from './handling.ts';

/** Cases by name in place of a scope: whether those of a product may still leave. */
export type ReleaseCases = { operationId: string; caseIds: readonly string[]; versions: readonly number[] };

/** CTEs, as `releasable` has them, over these versions of cases, whether they count any more or not. */
export function releasableOf({ operationId, caseIds, versions }: ReleaseCases, release: Release): Prisma.Sql {
  return Prisma.sql`candidate as materialized (
      select n.case_id, n.version, c.organisation_id
      from unnest(${[...caseIds]}::uuid[], ${[...versions]}::int[]) as n (case_id, version) join case_report c on c.id = n.case_id
    ), ${judged(operationId, release)}`;
}

/** Of which reports a product is to be made. Null: of all. `organisations` are owners, by id; headings are subtypes or what they belong to. */
export type ReleaseScope = {
  operationId: string;
  cutOff: Date;
  phases: readonly string[] | null;
  headings: readonly string[] | null;
  organisations: readonly string[] | null;
};

/** For whom, how fine and what for; `at` is the operation's time, at which consents are valid or not. */
export type Release = {
  recipient: Recipient;
  brands: readonly string[];
  detail: Detail;
  purpose: Purpose;
  at: Date;
  defaults: readonly HandlingDefault[];
};

/**
 * CTEs. `scoped`: seizures that count, of prisma/reads/counted.ts. `judged (case_id, version, organisation_id, code, tlp, purposes, shares, permission,
 * verdict)`: their cases, and why this recipient may not have one: null where it may. It is the rule `withholds` of domain/handling.ts over rows, as
 * owners have it at this moment. `released`: those that it may have. The caller must see everything (prisma/sight.ts).
 */
export function releasable(scope: ReleaseScope, release: Release): Prisma.Sql {
  return Prisma.sql`${countedOf(scope)}, ${judgedOf(scope, release)}`;
}

/** CTEs, `scoped` among them: the seizures that count. */
export function countedOf({ operationId, cutOff, phases, organisations }: ReleaseScope): Prisma.Sql {
  return inScope({ operationId, phases, cutOff, ...(organisations === null ? {} : { organisations }) });
}

/** CTEs over `scoped`: its cases, judged. */
export function judgedOf({ operationId, headings }: ReleaseScope, release: Release): Prisma.Sql {
  const among =
    headings === null
      ? Prisma.empty
      : Prisma.sql`where exists (${linesOf(Prisma.sql`array[g.heading, g.commodity] && ${[...headings]}::text[]`)})`;
  return Prisma.sql`candidate as materialized (
      select distinct c.case_id, c.version, c.organisation_id from scoped c ${among}
    ), ${judged(operationId, release)}`;
}

/** CTEs, as `releasable` has them, over `candidate (case_id, version, organisation_id)`: cases that the caller has found. */
export function judged(operationId: string, release: Release): Prisma.Sql {
  return Prisma.sql`${handled(operationId, release.defaults)}, judged as materialized (
      select c.case_id, c.version, c.organisation_id, c.code, c.tlp, c.purposes, c.shares, c.permission, ${verdict(operationId, release)} as verdict
      from handled c
    ), released as materialized (
      select case_id, version, organisation_id, code, tlp, purposes, shares, permission from judged where verdict is null
    )`;
}

/** Over `candidate`: how each report may be used, by what its owner said last of it, and else by what holds for all of its owner's. */
function handled(operationId: string, defaults: readonly HandlingDefault[]): Prisma.Sql {
  return Prisma.sql`said as materialized (
      select distinct on (case_id) case_id, code, tlp, purposes, shares, permission
      from case_handling
      where operation_id = ${operationId}::uuid and case_id in (select case_id from candidate) order by case_id, id desc
    ), otherwise as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(defaults)}::jsonb)
        as d (organisation_id uuid, code text, tlp text, purposes text[], shares text[], permission text)
    ), handled as materialized (
      select c.case_id, c.version, c.organisation_id, coalesce(h.code, d.code) as code, coalesce(h.tlp, d.tlp) as tlp,
        coalesce(h.purposes, d.purposes) as purposes, coalesce(h.shares, d.shares) as shares, coalesce(h.permission, d.permission) as permission
      from candidate c join otherwise d using (organisation_id) left join said h using (case_id)
    )`;
}

function verdict(operationId: string, { recipient, brands, detail, purpose, at }: Release): Prisma.Sql {
  const ceiling = ceilingOf(recipient);
  const flags = [...ceiling.needs, ...(detail === 'lines' ? ceiling.linesNeed : [])];
  return Prisma.sql`case
        when c.organisation_id = ${recipient.organisationId}::uuid then null
        when not c.shares @> ${flags}::text[] then 'flag'
        ${ceiling.isWithoutRunning ? Prisma.sql`when ${RUNNING} then 'running-case'` : Prisma.empty}
        ${ceiling.isOwnBrandOnly ? Prisma.sql`when not exists (${linesOf(Prisma.sql`g.brand = any (${[...brands]}::text[])`)}) then 'brand'` : Prisma.empty}
        when c.code = any (${[...OPEN_CODES]}::text[]) and c.tlp = any (${[...ceiling.tlp]}::text[]) and ${purpose} = any (c.purposes) then null
        when exists (${consenting(
          Prisma.sql`k.operation_id = ${operationId}::uuid and k.recipient_id = ${recipient.organisationId}::uuid`,
          { purpose, at },
        )}) then null
        else 'consent' end`;
}

/** domain/handling.ts, isRunning. */
const RUNNING = Prisma.sql`exists (
          select from case_version v cross join lateral jsonb_array_elements(v.content -> 'seizures') as e (seizure)
          where v.case_id = c.case_id and v.version = c.version
            and not coalesce(e.seizure -> 'outcomes', '[]') ?| ${[...ENDING_OUTCOMES]}::text[])`;
