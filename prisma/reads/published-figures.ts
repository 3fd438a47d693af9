import { OPEN_CODES, PUBLISHED_LABELS, type Purpose } from '../../domain/handling.ts';
import type { EditionKnown } from '../../domain/edition-document.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { Figures } from '../../domain/statistics.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { consenting } from './consenting.ts';
import { loadFigures } from './figures.ts';
import { readKnownStrands } from './frozen-editions.ts';
import { readHandlingDefaults } from './handling.ts';

const PURPOSE: Purpose = 'statistics';
const TO_EVERYBODY = Prisma.sql`k.operation_id = c.operation_id and k.recipient_id is null`;

/** What everybody may read of an edition: its figures, how many of its cases they leave out, and which. */
export type PublishedFigures = { figures: Figures; withheld: number; without: readonly string[] };

/**
 * The figures of an edition as they may be published at this moment: as they were frozen, unless owners have closed reports to everybody; then they
 * are counted again without those. Who was invited and reported stays as it was, and so do numbers that were declared in place of cases: worked out
 * anew, a remainder would tell of what is left out. The caller must see everything.
 */
export async function readPublishedFigures(tx: Tx, edition: Edition, at: Date): Promise<PublishedFigures> {
  const frozen = edition.figures as unknown as Figures;
  const without = await listClosed(tx, edition, at);
  if (without.length === 0) return { figures: frozen, withheld: 0, without };
  const { operationId, planVersion: number, cutOffAt: cutOff } = edition;
  const { phases } = edition.rule as unknown as EditionRule;
  const version = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number } } });
  const known = edition.known as EditionKnown | null;
  const { figures } = await loadFigures(
    tx,
    version.content as unknown as Plan,
    { operationId, phases, cutOff, without },
    {
      participations: known?.participations,
      strands: known ? await readKnownStrands(tx, known) : {},
    },
  );
  const { denominators, declared, activity } = frozen;
  const kept = { denominators, ...(declared ? { declared } : {}), ...(activity ? { activity } : {}) };
  return { figures: { ...figures, ...kept }, withheld: frozen.cases - figures.cases, without };
}

/** Cases of an edition that `withholdsFromEverybody` of domain/handling.ts keeps out of what is published, over rows. */
export async function listClosed(tx: Tx, { caseSetId, operationId, known }: Edition, at: Date): Promise<string[]> {
  if (caseSetId === null) return [];
  const operations = [operationId, ...Object.keys((known as EditionKnown | null)?.strands ?? {})];
  const defaults = await Promise.all(operations.map(async (operation) => readDefaults(tx, operation)));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with candidate as materialized (
      select n.case_id, n.version, c.organisation_id, c.operation_id
      from case_set s cross join lateral unnest(s.case_ids, s.versions) as n (case_id, version) join case_report c on c.id = n.case_id
      where s.id = ${caseSetId}::uuid
    ), said as materialized (
      select distinct on (h.case_id) h.case_id, h.code, h.tlp
      from candidate c join case_handling h on h.operation_id = c.operation_id and h.case_id = c.case_id order by h.case_id, h.id desc
    ), otherwise as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(defaults.flat())}::jsonb) as d (operation_id uuid, organisation_id uuid, code text, tlp text)
    )
    select c.case_id::text as id
    from candidate c join otherwise d using (operation_id, organisation_id) left join said h using (case_id)
    where not (coalesce(h.code, d.code) = any (${[...OPEN_CODES]}::text[]) and coalesce(h.tlp, d.tlp) = any (${[...PUBLISHED_LABELS]}::text[]))
      and not exists (${consenting(TO_EVERYBODY, { purpose: PURPOSE, at })})
    order by c.case_id`;
  return rows.map(({ id }) => id);
}

async function readDefaults(tx: Tx, operationId: string): Promise<object[]> {
  const inForce = await tx.planVersion.findFirst({ where: { operationId, state: 'approved' } });
  const rows = await readHandlingDefaults(tx, operationId, (inForce?.content ?? {}) as unknown as Plan);
  return rows.map(({ organisation_id, code, tlp }) => ({ operation_id: operationId, organisation_id, code, tlp }));
}
