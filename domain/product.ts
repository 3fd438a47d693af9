import type { FigureDifference, NamedFigure } from './edition.ts';
import type { Handling, Withholding } from './handling.ts';
import type { EditionStatus } from './plan.ts';
import type { Denominators, SumFigure } from './statistics.ts';

/** What leaves the house, made once and never changed: what replaces it is another one. */
export const PRODUCT_KINDS = ['edition', 'summary', 'regional', 'newsletter', 'alert'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export const PRODUCT_FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type ProductFormat = (typeof PRODUCT_FORMATS)[number];

/** In place of a country: those whose rows are not shown apart, and reports of nobody's country. */
export const OTHERS = 'others';

/** One country, by ISO 3166 alpha-2, or OTHERS. Suppressed numbers are null. */
export type CountryRow = {
  country: string;
  cases: number | null;
  seizures: number | null;
  quantities: readonly { heading: string; unit: string; quantity: string | null; seizures: number | null }[];
};

/** Seizures made in a period that begins at this date: counts, because a few large seizures swing quantities (EMCDDA, 2007). None are 0, hidden ones null. */
export type TrendPoint = { from: string; cases: number | null; seizures: number | null };

export function hiddenPoint(from: string): TrendPoint {
  return { from, cases: null, seizures: null };
}

/** Reports that were left out, by why. Never whose they are. */
export type Withheld = { reason: Withholding; cases: number };

/**
 * Why a figure is not what it was, in cases. `excluded` and `linked` go both ways: taken out and put back. `scope`: the same reports, of phases that
 * only one of the two editions counts; absent where there are none.
 */
export type DifferenceReasons = {
  added: number;
  corrected: number;
  linked: number;
  excluded: number;
  late: number;
  withheld: number;
  scope?: number;
};

/** Every line that a product carries, kept beside it as an object under its hash (domain/objects.ts). */
export type ProductLines = { format: 'csv' | 'ndjson'; count: number; bytes: number; sha256: string };

export type ProductAgreement = {
  members: { confirmed: number; disputed: number; consentedBySilence: number; open: number };
  signOff: readonly { post: string; step: string; at: string }[];
};

/** What the plan calls its phases, by key, and the register whom a product is for: a product says the codes, which stay, and its readers see the names. */
export type ProductNames = { phases: Readonly<Record<string, string>>; recipient: string | null };

/**
 * Everything that a product says, in data: documents put it into JSON, CSV, workbooks, PDF and pages, in a language. Quantities are decimal text.
 * Instants are ISO 8601 in UTC. A suppressed number is null, and never 0.
 */
export type ProductContent = {
  kind: ProductKind;
  id: string;
  operation: { id: string; title: string };
  /** The edition's key, or the name of the subscription or bulletin. */
  name: string;
  /** `provisional` until an edition says so. */
  status: EditionStatus | 'provisional';
  number: number;
  cutOffAt: string;
  madeAt: string;
  window: { from: string; until: string; zone: string } | null;
  phases: readonly string[];
  headings: readonly string[];
  regions: readonly string[];
  /** Code of the organisation for which it was made; null for everybody. */
  recipient: string | null;
  handling: Handling;
  /** The level at which its figures count. */
  counts: 'seizures';
  denominators: Denominators | null;
  /** Null values are suppressed: they would tell of one seizure. */
  figures: readonly (Omit<NamedFigure, 'value'> & { value: string | null })[];
  sums: readonly SumFigure[];
  countries: readonly CountryRow[];
  trend: readonly TrendPoint[];
  previous: { id: string; name: string; number: number } | null;
  differences: readonly FigureDifference[];
  reasons: DifferenceReasons | null;
  withheld: readonly Withheld[];
  /** How many cells were suppressed. */
  suppressed: number;
  /** Figures that a member disputes, and whose publication is held. */
  held: readonly string[];
  agreement: ProductAgreement | null;
  /** Of editions: the one that this one corrects, and the one by which it was corrected. */
  supersedes: string | null;
  supersededBy: string | null;
  /** Of newsletters and alerts, or a foreword. */
  text: readonly { heading: string; paragraphs: readonly string[] }[];
  /** Only of products that carry lines. */
  lines?: ProductLines;
};
