import { HEADINGS } from './catalogue/headings.ts';

/** Lists of which a code says that none fits: `other`, or a heading with subtypes that is reported itself. Named as in GET /catalogue. */
export const GOVERNED_LISTS = ['placeTypes', 'detection', 'statuses', 'headings'] as const;
export type GovernedList = (typeof GOVERNED_LISTS)[number];

export const PROPOSAL_STATES = ['open', 'accepted', 'dropped'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** How often a code of a list is used in an operation: seizures, or goods lines for what is said of goods. */
export type CodeUse = { list: GovernedList; code: string; uses: number };

/** Of the uses of a list, or of a heading with its subtypes, so many say that none of its codes fits. `heading` is '' for other lists. */
export type CatalogueGap = { list: GovernedList; heading: string; others: number; uses: number };

/**
 * From when on a new code is proposed: figures of ours. Below a fifth, a code that takes the rest does what it is there for; fewer than 20, or
 * those of a single administration, may be one lot or one habit.
 */
const MORE_THAN = 1 / 5;
const FEWEST_OTHERS = 20;
export const FEWEST_ADMINISTRATIONS = 2;

const OTHER = 'other';

/** Where the catalogue seems to lack a code, as far as counts tell. Whose the uses are has still to be asked. */
export function gapsIn(used: readonly CodeUse[]): CatalogueGap[] {
  const of = (list: GovernedList): CodeUse[] => used.filter((use) => use.list === list);
  const plain = (['placeTypes', 'detection', 'statuses'] as const).map((list) => gapOf(list, '', of(list), OTHER));
  const parents = new Set(HEADINGS.flatMap(({ parent }) => parent ?? []));
  const headings = [...parents].map((heading) => {
    const family = HEADINGS.filter(({ code, parent }) => code === heading || parent === heading).map(({ code }) => code as string);
    return gapOf(
      'headings',
      heading,
      of('headings').filter(({ code }) => family.includes(code)),
      heading,
    );
  });
  return [...plain, ...headings].filter(({ others, uses }) => others >= FEWEST_OTHERS && others > uses * MORE_THAN);
}

/** Whether a gap is proposed, `before` being what was proposed last: never while that is open, and again once twice as many say it. */
export function isProposedNow({ others }: Pick<CatalogueGap, 'others'>, before: { state: ProposalState; others: number } | null): boolean {
  return before === null || (before.state !== 'open' && others >= 2 * before.others);
}

function gapOf(list: GovernedList, heading: string, used: readonly CodeUse[], rest: string): CatalogueGap {
  const sum = (some: readonly CodeUse[]): number => some.reduce((total, { uses }) => total + uses, 0);
  return { list, heading, others: sum(used.filter(({ code }) => code === rest)), uses: sum(used) };
}
