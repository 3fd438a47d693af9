import type { Asked } from '../../domain/asked.ts';
import type { OpenEnd } from '../../domain/closing.ts';
import type { CountryDifference } from '../../domain/release.ts';
import type { ContactRole } from '../../domain/contact.ts';
import type { LetterContents, LetterKind } from '../../domain/letter.ts';
import type { EditionStatus } from '../../domain/plan.ts';
import type { ProductKind } from '../../domain/product.ts';
import type { RequestName } from '../letter-requests.ts';
import type { SheetWords } from './sheet-words.ts';

/** Particulars of letters that are shown with a label, in the order in which they are shown. */
export const PARTICULARS = [
  'operation',
  'organisation',
  'partner',
  'recipient',
  'title',
  'instructions',
  'edition',
  'submittedBy',
  'purpose',
  'legalBasis',
  'urgency',
  'standsFor',
  'status',
  'cutOff',
  'cutOffAt',
  'handling',
  'period',
  'from',
  'until',
  'starts',
  'ends',
  'place',
  'step',
  'role',
  'before',
  'after',
  'by',
  'reason',
  'deadline',
  'taskId',
  'requestId',
  'approvalId',
  'publicationId',
  'deliveryId',
  'sha256',
] as const;
export type Particular = (typeof PARTICULARS)[number];

/**
 * Everything that letters and templates say in one language. Its type is the check that nothing is left untranslated. Names of operations and
 * organisations stand apart from the sentences: their gender, number and script are unknown. Sentences with a number go through
 * `counted`, since languages differ in how many plural forms they have.
 */
export type Catalogue = {
  /** For dates and numbers. */
  locale: string;
  /** Which way the language is written; names that run the other way are kept apart. */
  direction: 'ltr' | 'rtl';
  /** What stands between a label and its value. */
  colon: string;
  letters: {
    [Kind in LetterKind]: {
      subject: (content: LetterContents[Kind]) => string;
      says: (content: LetterContents[Kind]) => readonly string[];
    };
  };
  /** What is asked for, in a few words. */
  named: (asked: Asked) => string;
  /** Of a product that is called back: when it was made, how many reports it carried, and what it hashes to. */
  recalled: (product: { made: string; cases: number; sha256: string }) => string;
  /** Who names a country that others do not name. */
  listed: (difference: CountryDifference) => string;
  /** Several letters to one person that go out as one mail. */
  digest: {
    subject: (about: { operation: string; letters: number }) => string;
    says: (about: { letters: number }) => string;
    /** Above each letter. */
    part: (about: { number: number; of: number }) => string;
  };
  particulars: Record<Particular, string>;
  statuses: Record<EditionStatus, string>;
  products: Record<ProductKind, string>;
  roles: Record<ContactRole, string>;
  /** What may still be open when an operation is to be closed. */
  openEnds: Record<OpenEnd, string>;
  requests: Record<RequestName, string>;
  /** Above the list of requests. */
  howTo: string;
  /** Under a letter that asks an organisation for something. */
  whoAnswers: string;
  automatic: string;
  exercise: { mark: string; says: string };
  /** The template by which cases are reported as a table. */
  sheet: SheetWords;
};
