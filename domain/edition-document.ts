import { canonicalJson } from './canonical-json.ts';
import { figureDifferences, namedFigures, type FigureDifference } from './edition.ts';
import type { EditionRule, EditionStatus, Plan } from './plan.ts';
import type { Denominators, Figures } from './statistics.ts';

/** An operation that rolls up into an edition: by which version of its plan, and of its reports those received until when on its own clock. */
export type StrandKnown = { planVersion: number; cutOffAt: string };

/** What counting an edition again needs beside the ledger. */
export type EditionKnown = {
  /** Number of the last change of a participation that it counts; a bigint as text. */
  participations: string;
  strands: Readonly<Record<string, StrandKnown>>;
  versions: { catalogue: string; factors: string };
};

/** Versions of cases, named by the hash of their list (prisma/case-set.ts). */
export type CaseSet = { sha256: string; size: number };

/**
 * An edition as it is frozen. Nothing of it depends on when it is written, or on anything that may change: an operation goes by its id, since a
 * title can be amended. `counts` is the level at which its figures count.
 */
export type EditionDocument = {
  format: 'concert-edition/1';
  operation: string;
  title: string;
  key: string;
  number: number;
  status: EditionStatus;
  cutOffAt: string;
  phases: readonly string[];
  scope: Pick<Plan, 'targets'> & { strands: readonly ({ operation: string } & StrandKnown)[] };
  planVersion: number;
  versions: EditionKnown['versions'];
  counts: 'seizures';
  denominators: Denominators;
  figures: Omit<Figures, 'denominators'>;
  cases: CaseSet;
};

/** What is counted for an edition of this rule, by which plan. `edition` is what it will be, or is, known by. */
export type Counting = {
  operationId: string;
  plan: Plan;
  planVersion: number;
  edition: { key: string; number: number };
  rule: Pick<EditionRule, 'status' | 'phases' | 'cutOff'>;
  known: EditionKnown;
};

type Frozen = Counting & { figures: Figures; cases: CaseSet };

export function editionDocument({ operationId, plan, planVersion, edition, rule, known, figures, cases }: Frozen): EditionDocument {
  const { denominators, ...counted } = figures;
  const strands = Object.entries(known.strands).map(([operation, strand]) => ({ operation, ...strand }));
  return {
    format: 'concert-edition/1',
    operation: operationId,
    title: plan.title,
    key: edition.key,
    number: edition.number,
    status: rule.status,
    cutOffAt: rule.cutOff.at,
    phases: rule.phases,
    scope: { targets: plan.targets, strands: inOrder(strands) },
    planVersion,
    versions: known.versions,
    counts: 'seizures',
    denominators,
    figures: orderly(counted),
    cases,
  };
}

/** Lists in an order that no database decides, and without the titles of other operations, which their plans may change. */
function orderly(figures: Omit<Figures, 'denominators'>): Omit<Figures, 'denominators'> {
  const { strands, ...counted } = figures;
  const untitled = strands?.map(({ title: _, ...strand }) => strand);
  const all = { ...counted, ...(untitled ? { strands: untitled } : {}) };
  const members = Object.entries(all).map(([name, value]) => [name, Array.isArray(value) ? inOrder(value) : value]);
  return Object.fromEntries(members) as Omit<Figures, 'denominators'>;
}

function inOrder<Item>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}

/** What differs between what was frozen and what counting it again gives. Empty where the two are the same, whatever else has changed since. */
export function documentDifferences(then: EditionDocument, now: EditionDocument): FigureDifference[] {
  const named = ({ figures, denominators }: EditionDocument) => namedFigures({ ...figures, denominators });
  return figureDifferences(named(then), named(now));
}
