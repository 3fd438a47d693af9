import type { Window } from '../../domain/cadence.ts';
import { ceilingOf, defaultHandling, DETAILS, stricter, type Detail } from '../../domain/handling.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ProductContent } from '../../domain/product.ts';
import { phasesOf, type SubscriptionTerms } from '../../domain/subscription.ts';
import { NOTHING_KNOWN, summarise, type KnownCells } from '../../domain/summary.ts';
import { shownDifferences, tellableReasons } from '../../domain/summary-difference.ts';
import type { Tx } from '../event.ts';
import type { Product, Subscription } from '../generated/client.ts';
import { readPlanInForce, type OperationNow } from './clocks.ts';
import { readHandlingDefaults } from './handling.ts';
import { readRecipient, type KnownRecipient } from './recipients.ts';
import type { Release, ReleaseScope } from './releasable.ts';
import { judgeReports } from './judged-reports.ts';
import { readSummaryCounts } from './summary-figures.ts';
import {
  isUnchangedBetween,
  readLastEdition,
  readScopeDenominators,
  readSummaryReasons,
  type KnownEdition,
} from './summary-surroundings.ts';

export type SummaryOrder = {
  /** By which its content asks to be known. */
  id: string;
  operation: OperationNow;
  subscription: Subscription;
  terms: SubscriptionTerms;
  window: Pick<Window, 'from' | 'until'>;
};

/** What a summary says, of which reports by which right, and what its recipient knows after it. */
export type ComposedSummary = {
  content: ProductContent;
  cells: KnownCells;
  recipient: KnownRecipient;
  scope: ReleaseScope;
  release: Release;
  editionId: string | null;
  previousId: string | null;
};

/**
 * A summary of a subscription as it would be sent now, with the rights that its recipient has at this moment of the operation. What counts is what
 * counted at the end of its window; a summary of an edition counts as the edition did. The caller must see everything (prisma/sight.ts).
 */
export async function composeSummary(tx: Tx, { id, operation, subscription, terms, window }: SummaryOrder): Promise<ComposedSummary> {
  const { plan } = await readPlanInForce(tx, operation.id);
  const recipient = await readRecipient(tx, { operationId: operation.id, organisationId: subscription.organisationId }, plan);
  const edition = await readLastEdition(tx, operation.id, new Date(window.until));
  const basis = await basisOf(tx, operation.id, { terms, plan, window, edition });
  const detail = within(terms.scope.detail, ceilingOf(recipient).detail);
  const defaults = await readHandlingDefaults(tx, operation.id, plan);
  const { headings, purpose, regions } = terms.scope;
  const organisations = regions.length === 0 ? null : await membersOf(tx, operation.id, regions);
  const scope = { operationId: operation.id, ...basis, headings: headings.length === 0 ? null : headings, organisations };
  const release = { recipient, brands: recipient.brands, detail, purpose, at: new Date(operation.at), defaults };

  await judgeReports(tx, scope, release);
  const trend = terms.trend === null ? null : { step: terms.trend, zone: terms.zone };
  const { withheld, handlings, ...counts } = await readSummaryCounts(tx, { scope, release, windowFrom: new Date(window.from), trend });
  const previous = await readPrevious(tx, subscription.id, window.from);
  const { smallestCell } = terms;
  const { cells, ...told } = summarise(counts, { detail, smallestCell, sums: plan.sums, known: knownFrom(previous) });
  const before = previous?.content as unknown as ProductContent | undefined;
  const reasons = previous?.caseSetId
    ? await readSummaryReasons(tx, { caseSetId: previous.caseSetId, cutOffAt: previous.cutOffAt }, { scope, release })
    : null;
  const content: ProductContent = {
    kind: terms.kind,
    id,
    operation: { id: operation.id, title: operation.title },
    name: subscription.name,
    status: basis.isAgreed && edition ? edition.status : 'provisional',
    number: (previous?.number ?? 0) + 1,
    cutOffAt: isoOf(basis.cutOff.getTime()),
    madeAt: isoOf(operation.at),
    window: { from: isoOf(window.from), until: isoOf(window.until), zone: terms.zone },
    phases: basis.phases,
    headings,
    regions,
    recipient: recipient.code,
    handling: handlings.reduce(stricter, handlings[0] ?? defaultHandling(plan.handling, undefined)),
    counts: 'seizures',
    denominators: await readScopeDenominators(tx, scope),
    ...told,
    previous: previous && before ? { id: previous.id, name: before.name, number: previous.number } : null,
    differences: before ? shownDifferences(before.figures, told.figures) : [],
    reasons: reasons && tellableReasons(reasons.all, reasons.foreign, { detail, smallestCell }),
    withheld,
    held: [],
    agreement: null,
    supersedes: null,
    supersededBy: null,
    text: [],
  };
  const editionId = basis.isAgreed && edition ? edition.id : null;
  return { content, cells, recipient, scope, release, editionId, previousId: previous?.id ?? null };
}

type Basis = { cutOff: Date; phases: readonly string[]; isAgreed: boolean };

/** As of when, and of which phases. `isAgreed`: an edition says the same, since nothing has changed after its cut-off. */
async function basisOf(
  tx: Tx,
  operationId: string,
  { terms, plan, window, edition }: { terms: SubscriptionTerms; plan: Plan; window: Pick<Window, 'until'>; edition: KnownEdition | null },
): Promise<Basis> {
  const phases = phasesOf(terms.scope, plan).map(({ key }) => key);
  if (terms.cadence.every === 'edition' && edition) {
    return { cutOff: edition.cutOffAt, phases: phases.filter((key) => edition.phases.includes(key)), isAgreed: true };
  }
  const cutOff = new Date(window.until);
  const isOfEdition = edition !== null && phases.every((key) => edition.phases.includes(key));
  return { cutOff, phases, isAgreed: isOfEdition && (await isUnchangedBetween(tx, operationId, edition.cutOffAt, cutOff)) };
}

/** Rights may have become less since the terms were agreed on. */
function within(wanted: Detail, most: Detail): Detail {
  return DETAILS.indexOf(wanted) <= DETAILS.indexOf(most) ? wanted : most;
}

async function membersOf(tx: Tx, operationId: string, regions: readonly string[]): Promise<string[]> {
  const rows = await tx.participation.findMany({ where: { operationId, rilo: { in: [...regions] } }, select: { organisationId: true } });
  return rows.map(({ organisationId }) => organisationId);
}

/** The summary of the window before, however long ago it ended. */
async function readPrevious(tx: Tx, subscriptionId: string, from: number): Promise<Product | null> {
  return tx.product.findFirst({
    where: { subscriptionId, state: { not: 'cancelled' }, windowUntil: { lte: new Date(from) } },
    orderBy: { windowUntil: 'desc' },
  });
}

function knownFrom(previous: Product | null): KnownCells {
  return (previous?.cells as unknown as KnownCells | null) ?? NOTHING_KNOWN;
}
