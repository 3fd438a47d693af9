import type { PRODUCT_FORMATS, ProductContent, ProductKind } from '../../../domain/product.ts';
import type { HandlingCode, Purpose, TlpLabel, Withholding } from '../../../domain/handling.ts';
import type { ACTIVITY_KINDS } from '../../../domain/catalogue/activity-kinds.ts';
import type { GROUP_STATES } from '../../../domain/catalogue/groups.ts';
import type { PERSON_STATES } from '../../../domain/catalogue/persons.ts';
import type { RiloCode } from '../../../domain/catalogue/rilos.ts';
import type { Forms } from '../plural.ts';

/** What stands above a part of a product. */
export type SectionName =
  | 'figures'
  | 'countries'
  | 'goods'
  | 'trend'
  | 'participation'
  | 'differences'
  | 'withheld'
  | 'held'
  | 'agreement'
  | 'about'
  | 'downloads';

/** What stands before a value, or above a column of values. */
export type LabelName =
  | 'operation'
  | 'cutOff'
  | 'madeAt'
  | 'window'
  | 'phases'
  | 'headings'
  | 'regions'
  | 'recipient'
  | 'counts'
  | 'handling'
  | 'tlp'
  | 'purposes'
  | 'permission'
  | 'embargo'
  | 'previous'
  | 'supersedes'
  | 'supersededBy'
  | 'id'
  | 'checksum'
  | 'status'
  | 'number'
  | 'name'
  | 'figure'
  | 'unit'
  | 'value'
  | 'code'
  | 'country'
  | 'heading'
  | 'quantity'
  | 'cases'
  | 'seizures'
  | 'from'
  | 'before'
  | 'now'
  | 'reason'
  | 'administrations'
  | 'members'
  | 'step'
  | 'post'
  | 'at'
  | 'all'
  | 'noData'
  | 'suppressed';

type Terms<Entries extends readonly { code: string }[]> = Readonly<Record<Entries[number]['code'], string>>;

/**
 * Everything that products say in one language. Its type is the check that nothing is left unsaid. Titles and names are what people typed, in
 * whatever language: they stand apart from sentences, or at an end of them.
 */
export type ProductWords = {
  /** For dates and numbers. The digits are the same ones in every language, so that figures can be compared. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** What stands between a label and its value, and between the parts of a list. */
  colon: string;
  comma: string;
  kinds: Record<ProductKind, string>;
  statuses: Record<ProductContent['status'], readonly [label: string, says: string]>;
  sections: Record<SectionName, string>;
  labels: Record<LabelName, string>;
  formats: Record<(typeof PRODUCT_FORMATS)[number], string>;
  handling: Record<HandlingCode, string>;
  tlp: Record<TlpLabel, string>;
  purposes: Record<Purpose, string>;
  withholdings: Record<Withholding, string>;
  denominators: Record<keyof NonNullable<ProductContent['denominators']>, string>;
  reasons: Record<keyof NonNullable<ProductContent['reasons']>, string>;
  members: Record<keyof NonNullable<ProductContent['agreement']>['members'], string>;
  says: {
    /** Over a product that is no longer in force. */
    superseded: string;
    /** `invited` is in the number that the language has for it. */
    reported: (about: { reported: string; invited: string; count: number }) => string;
    countLevel: string;
    notAdded: string;
    suppressed: Forms;
    absent: string;
    heldBack: string;
    differsFrom: string;
    reasonsOf: string;
    withheldFrom: string;
    nothingWithheld: string;
    boundaries: string;
    questions: string;
    othersRow: string;
    unchanged: string;
  };
  pictures: {
    countries: (about: { shown: number }) => string;
    goods: (about: { unit: string }) => string;
    trend: string;
    map: string;
    /** How a picture is told to those who do not see it: what it shows, and its largest values. */
    told: (about: { title: string; largest: readonly string[]; values: number }) => string;
  };
  figures: {
    bonus: string;
    declared: string;
    number: string;
    /** Of summaries: what came in their period, as against all so far. */
    recent: string;
    /** Those that are compared, and their seizures in the period that begins at the day behind it. */
    steady: string;
    steadySeizures: string;
  };
  units: Readonly<Record<string, string>>;
  headings: Readonly<Record<string, string>>;
  valueBases: Readonly<Record<string, string>>;
  persons: Terms<typeof PERSON_STATES>;
  groups: Terms<typeof GROUP_STATES>;
  activity: Terms<typeof ACTIVITY_KINDS>;
  regions: Record<RiloCode, string>;
  /** Countries whose names ICU does not know, or says otherwise; and all that are not shown apart. */
  countries: Readonly<Record<string, string>> & { others: string };
};
