import { v7 } from 'uuid';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { withoutHeld, wordOf, type FigureName } from '../../domain/dispute.ts';
import { figureDifferences, namedFigures } from '../../domain/edition.ts';
import { PURPOSES, SHARES, type Handling } from '../../domain/handling.ts';
import type { EditionRule, EditionStatus, Plan } from '../../domain/plan.ts';
import type { DifferenceReasons, ProductContent } from '../../domain/product.ts';
import { publicRows, type PublicRows } from '../../domain/public-rows.ts';
import { keepCaseSet, sha256Of } from '../case-set.ts';
import type { Tx } from '../event.ts';
import { Prisma, type Edition } from '../generated/client.ts';
import { readAgreement } from '../reads/agreements.ts';
import { readDisputed } from '../reads/edition-holds.ts';
import { readEditionScope } from '../reads/edition-scope.ts';
import { findNewest } from '../reads/published-products.ts';
import { readPublicCounts } from '../reads/public-rows.ts';
import { readPublishedFigures, type PublishedFigures } from '../reads/published-figures.ts';

/** What the leads have signed and everybody may read: nothing of it needs anybody's leave any more. */
const PUBLISHED: Handling = { code: 'H0', tlp: 'CLEAR', purposes: PURPOSES, shares: SHARES, permission: null };

type Published = { operationTitle: string; edition: Edition; at: Date; plan: Plan };

/**
 * Makes what is published of an edition, as it stands now: without the figures that are disputed where the plan holds them, and with the editions
 * that it corrects or that corrected it, by their publications; without reports that their owners have closed to everybody, as it stands now. The
 * caller sees everything, and holds the lock of a sender (prisma/sending.ts). Made anew whenever one of these changes; the newest is the one that holds.
 */
export async function makeEditionProduct(tx: Tx, { operationTitle, edition, at, plan }: Published): Promise<ProductContent> {
  const id = v7();
  const published = await readPublishedFigures(tx, edition, at);
  const content = await compose(tx, id, { operationTitle, edition, at, plan }, published);
  const caseSetId = await keepPublished(tx, edition, published);
  await tx.product.create({
    data: {
      ...{ id, operationId: edition.operationId, kind: 'edition', number: edition.number, name: edition.key, editionId: edition.id },
      ...{ cutOffAt: edition.cutOffAt, madeAt: at, content: content, caseSetId },
      ...{ sha256: sha256Of(canonicalJson(content)), previousId: content.previous?.id ?? null, state: 'released' },
    },
  });
  return content;
}

async function compose(
  tx: Tx,
  id: string,
  { operationTitle, edition, at, plan }: Published,
  published: PublishedFigures,
): Promise<ProductContent> {
  const { figures, withheld } = published;
  const { denominators, sums, ...counted } = figures;
  const whole = namedFigures({ denominators, sums, ...counted });
  const disputed = await readHeld(tx, edition, plan);
  const { held, ...open } = withoutHeld({ figures: whole, sums }, disputed, (await readEditionScope(tx, edition)).plan.sums);
  const { countries, trend, suppressed } = await readRows(tx, edition, published, held);
  const previous = await readPrevious(tx, edition, at);
  const rule = edition.rule as unknown as EditionRule;
  return {
    kind: 'edition',
    id,
    operation: { id: edition.operationId, title: operationTitle },
    name: edition.key,
    status: edition.status as EditionStatus,
    number: edition.number,
    cutOffAt: edition.cutOffAt.toISOString(),
    madeAt: at.toISOString(),
    window: null,
    phases: rule.phases,
    headings: [],
    regions: [],
    recipient: null,
    handling: PUBLISHED,
    counts: 'seizures',
    denominators,
    figures: open.figures,
    sums: open.sums,
    countries,
    trend,
    previous: previous.product,
    differences: previous.figures ? figureDifferences(previous.figures, whole).filter((each) => !held.includes(wordOf(each))) : [],
    reasons: edition.reasons as DifferenceReasons | null,
    withheld: withheld > 0 ? [{ reason: 'consent', cases: withheld }] : [],
    suppressed,
    held,
    agreement: await readAgreement(tx, edition),
    ...(await readSuccession(tx, edition)),
    text: [],
  };
}

/** Where and when tells the counts themselves: while one of them is held, nothing of that is told. */
async function readRows(tx: Tx, edition: Edition, { without }: PublishedFigures, held: readonly string[]): Promise<PublicRows> {
  const isHeld = ['cases', 'seizures'].some((name) => held.includes(name));
  return publicRows(isHeld ? { countries: [], periods: [] } : await readPublicCounts(tx, edition, without));
}

/** What is left out of what is published is not in what it carries. */
async function keepPublished(tx: Tx, { operationId, caseSetId }: Edition, { without }: PublishedFigures): Promise<string | null> {
  if (caseSetId === null || without.length === 0) return caseSetId;
  const { id } = await keepCaseSet(tx, operationId, {
    with: Prisma.sql`counted_before as (
      select n.case_id, n.version from case_set s cross join lateral unnest(s.case_ids, s.versions) as n (case_id, version) where s.id = ${caseSetId}::uuid)`,
    cases: Prisma.sql`
      select case_id, version from counted_before
      where not exists (select from unnest(${[...without]}::uuid[]) as left_out where left_out = case_id)`,
  });
  return id;
}

/** Disputed figures, where the plan keeps them from being published. */
async function readHeld(tx: Tx, { id }: Edition, { publication }: Plan): Promise<FigureName[]> {
  return publication.disputes === 'hold-figure' ? readDisputed(tx, id) : [];
}

type Previous = { product: ProductContent['previous']; figures: ReturnType<typeof namedFigures> | null };

async function readPrevious(tx: Tx, { previousId }: Edition, at: Date): Promise<Previous> {
  if (previousId === null) return { product: null, figures: null };
  const { figures } = await readPublishedFigures(tx, await tx.edition.findUniqueOrThrow({ where: { id: previousId } }), at);
  const newest = await findNewest(tx, previousId);
  const product = newest && { id: newest.id, name: newest.name, number: newest.number };
  return { product, figures: namedFigures(figures) };
}

async function readSuccession(tx: Tx, edition: Edition): Promise<Pick<ProductContent, 'supersedes' | 'supersededBy'>> {
  const before = edition.correctsId && (await tx.publication.findUnique({ where: { editionId: edition.correctsId } }));
  const after = await tx.publication.findFirst({ where: { edition: { correctsId: edition.id } } });
  return { supersedes: before ? before.id : null, supersededBy: after?.id ?? null };
}
