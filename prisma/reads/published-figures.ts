import { OPEN_CODES, PUBLISHED_LABELS, type Purpose } from '../../domain/handling.ts';
import type { Figures } from '../../domain/statistics.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { joinedByHash } from '../join.ts';
import { consenting } from './consenting.ts';
import { readEditionScope } from './edition-scope.ts';
import { loadFigures } from './figures.ts';
import { publishedHandling } from './published-handling.ts';

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
  const { plan, scope, known } = await readEditionScope(tx, edition);
  const { figures } = await loadFigures(tx, plan, { ...scope, without }, known);
  const { denominators, declared, activity } = frozen;
  const kept = { denominators, ...(declared ? { declared } : {}), ...(activity ? { activity } : {}) };
  return { figures: { ...figures, ...kept }, withheld: frozen.cases - figures.cases, without };
}

/** Cases of an edition that `withholdsFromEverybody` of domain/handling.ts keeps out of what is published, over rows. */
export async function listClosed(tx: Tx, edition: Edition, at: Date): Promise<string[]> {
  const { caseSetId } = edition;
  if (caseSetId === null) return [];
  const handling = await publishedHandling(tx, edition);
  const read = () => tx.$queryRaw<{ id: string }[]>`
    with candidate as materialized (
      select n.case_id, n.version, c.organisation_id, c.operation_id
      from case_set s cross join lateral unnest(s.case_ids, s.versions) as n (case_id, version) join case_report c on c.id = n.case_id
      where s.id = ${caseSetId}::uuid
    ), ${handling}
    select c.case_id::text as id
    from handled c
    where not (c.code = any (${[...OPEN_CODES]}::text[]) and c.tlp = any (${[...PUBLISHED_LABELS]}::text[]))
      and not exists (${consenting(TO_EVERYBODY, { purpose: PURPOSE, at })})
    order by c.case_id`;
  const rows = await joinedByHash(tx, read);
  return rows.map(({ id }) => id);
}
