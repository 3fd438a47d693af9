import type { Language } from './language.ts';
import { ceilingOf, stricter, UNSAID, type Handling, type Recipient } from './handling.ts';
import { identifyingText } from './identifying-text.ts';
import type { Moment } from './moment.ts';
import type { Denominators } from './statistics.ts';
import { USUAL_SMALLEST_CELL } from './subscription.ts';
import { hiddenCells, WHOLE, type Cell } from './suppression.ts';
import type { ProductContent, ProductFormat, Withheld } from './product.ts';

/** What a coordination unit writes while an operation runs (CATalyst: 7 alert reports and 6 newsletters). An alert goes out in the night too. */
export const BULLETIN_KINDS = ['newsletter', 'alert'] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

/** Organisations by code, or all who take part, all partners of the plan, or both. */
export const AUDIENCE_RULES = ['participants', 'partners', 'all'] as const;
export type BulletinAudience = { list: readonly string[]; rule?: undefined } | { rule: (typeof AUDIENCE_RULES)[number]; list?: undefined };

/** The file comes with the letter, or the letter says where it is. Whoever has a webhook gets it there as well. */
export const BULLETIN_CHANNELS = ['letter', 'link'] as const;

export type BulletinText = readonly { heading: string; paragraphs: readonly string[] }[];

/** How its reader may use it. Purposes and flags are those of what it carries. */
export type BulletinHandling = Pick<Handling, 'code' | 'tlp' | 'permission'>;

export type BulletinContent = {
  title: string;
  text: BulletinText;
  language: Language;
  format: ProductFormat;
  channel: (typeof BULLETIN_CHANNELS)[number];
  audience: BulletinAudience;
  handling: BulletinHandling;
  /** Figures of the moment of its release, for each recipient by its own rights. */
  hasFigures: boolean;
  /** Cases that its text tells of: whoever may not have one of them does not get it. */
  caseIds: readonly string[];
  /** Until when its recipients acknowledge it; null where nobody has to. */
  acknowledgeBy: Moment | null;
};

/** Where the text may tell who somebody is: RFC 6901 pointers into the content. */
export function identifyingPointers({ title, text }: Pick<BulletinContent, 'title' | 'text'>): string[] {
  const parts = [
    ['/title', title] as const,
    ...text.flatMap(({ heading, paragraphs }, i) => [
      [`/text/${i}/heading`, heading] as const,
      ...paragraphs.map((paragraph, j) => [`/text/${i}/paragraphs/${j}`, paragraph] as const),
    ]),
  ];
  return parts.filter(([, said]) => identifyingText(said).length > 0).map(([pointer]) => pointer);
}

/**
 * Whether a text under this label may go to such a recipient at all. One that gets nothing but what concerns its own brand gets only what is for
 * everybody: nobody can tell of a text whose brands it is about.
 */
export function mayRead(tlp: Handling['tlp'], recipient: Pick<Recipient, 'kind' | 'takesPart'>): boolean {
  const ceiling = ceilingOf(recipient);
  return ceiling.isOwnBrandOnly ? tlp === 'CLEAR' : ceiling.tlp.includes(tlp);
}

/** As strict as what its author says, and as the strictest of what it carries. */
export function bulletinHandling(said: BulletinHandling, inputs: readonly Handling[]): Handling {
  const own: Handling = { ...UNSAID, ...said };
  return inputs.reduce(stricter, own);
}

/** What a recipient may have of the figures of a moment. */
export type BulletinFigures = {
  cases: number;
  seizures: number;
  quantities: readonly { heading: string; unit: string; quantity: string; seizures: number }[];
  withheld: readonly Withheld[];
  denominators: Denominators;
};

type Figure = ProductContent['figures'][number];

const FIGURES = 'figures';

/** Figures of few seizures are not told, nor others from which they would follow. */
export function bulletinFigures({ cases, seizures, quantities }: BulletinFigures): { figures: Figure[]; suppressed: number } {
  const columnOf = ({ heading, unit }: { heading: string; unit: string }): string => `${heading} ${unit}`;
  const cells = [{ column: WHOLE, seizures }, ...quantities.map((each) => ({ column: columnOf(each), seizures: each.seizures }))];
  const isTelling = (cell: Cell): boolean => cell.seizures < USUAL_SMALLEST_CELL;
  const made = cells.filter((cell) => cell.seizures > 0).map((cell): Cell => ({ row: FIGURES, ...cell }));
  const hidden = hiddenCells(made, { smallest: USUAL_SMALLEST_CELL, isTelling }).map(({ column }) => column);
  const told = (column: string, value: string): string | null => (hidden.includes(column) ? null : value);
  const figures = [
    { name: 'cases', unit: 'cases', value: told(WHOLE, String(cases)) },
    { name: 'seizures', unit: 'seizures', value: told(WHOLE, String(seizures)) },
    ...quantities.map((each) => ({ name: each.heading, unit: each.unit, value: told(columnOf(each), each.quantity) })),
  ];
  return { figures, suppressed: figures.filter(({ value }) => value === null).length };
}

export type BulletinProduct = {
  id: string;
  kind: BulletinKind;
  number: number;
  operation: { id: string; title: string };
  content: BulletinContent;
  recipient: string;
  handling: Handling;
  figures: BulletinFigures | null;
  at: string;
};

/** A bulletin as the product that one recipient gets. */
export function bulletinProduct({
  id,
  kind,
  number,
  operation,
  content,
  recipient,
  handling,
  figures,
  at,
}: BulletinProduct): ProductContent {
  const told = figures ? bulletinFigures(figures) : { figures: [], suppressed: 0 };
  return {
    kind,
    id,
    operation,
    name: content.title,
    status: 'provisional',
    number,
    cutOffAt: at,
    madeAt: at,
    window: null,
    phases: [],
    headings: [],
    regions: [],
    recipient,
    handling,
    counts: 'seizures',
    denominators: figures?.denominators ?? null,
    ...told,
    sums: [],
    countries: [],
    trend: [],
    previous: null,
    differences: [],
    reasons: null,
    withheld: figures?.withheld ?? [],
    held: [],
    agreement: null,
    supersedes: null,
    supersededBy: null,
    text: content.text,
  };
}
