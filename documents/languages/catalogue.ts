import type { LetterContents, LetterKind } from '../../domain/letter.ts';
import type { EditionStatus } from '../../domain/plan.ts';
import type { RequestName } from '../letter-requests.ts';

/** Particulars of letters that are shown with a label, in the order in which they are shown. */
export const PARTICULARS = [
  'operation',
  'organisation',
  'edition',
  'status',
  'cutOff',
  'period',
  'from',
  'until',
  'step',
  'by',
  'reason',
  'deadline',
  'taskId',
  'approvalId',
  'publicationId',
] as const;
export type Particular = (typeof PARTICULARS)[number];

/**
 * Everything that letters say in one language. Its type is the check that nothing is left untranslated. Names of operations and
 * organisations stand apart from the sentences: their gender, number and script are unknown.
 */
export type Catalogue = {
  /** For dates and numbers. */
  locale: string;
  /** What stands between a label and its value. */
  colon: string;
  letters: {
    [Kind in LetterKind]: {
      subject: (content: LetterContents[Kind]) => string;
      says: (content: LetterContents[Kind]) => readonly string[];
    };
  };
  particulars: Record<Particular, string>;
  statuses: Record<EditionStatus, string>;
  requests: Record<RequestName, string>;
  /** Above the list of requests. */
  howTo: string;
  /** Under a letter that asks an organisation for something. */
  whoAnswers: string;
  automatic: string;
  exercise: { mark: string; says: string };
};
