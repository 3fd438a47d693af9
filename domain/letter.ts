import type { Asked } from './asked.ts';
import type { BulletinText } from './bulletin.ts';
import type { OpenKind } from './closing.ts';
import type { Rank } from './contact.ts';
import type { NamedFigure } from './edition.ts';
import type { EditionMatter } from './edition-matter.ts';
import type { Moment } from './moment.ts';
import type { EditionStatus } from './plan.ts';
import type { ProductKind } from './product.ts';
import type { Silence, TaskingKind } from './tasking.ts';

/** What an approval decides on. */
export const SUBJECTS = [
  'plan',
  'amendment',
  'extension',
  'edition',
  'closing',
  'publication',
  'release',
  'ratification',
  'unlock',
  'subscription',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/**
 * What a letter about an approval says of what is decided. `partner` is the name of the one whom a release passes a publication on to,
 * `edition` the key of the edition that it is about.
 */
export type Matter = { subject: Subject; partner?: string; edition?: string };

/** Of these the approval is told: with the others something else follows that is told, or nothing is to be done. */
export function isApprovalTold(subject: Subject): boolean {
  return (
    subject === 'plan' || subject === 'amendment' || subject === 'extension' || subject === 'ratification' || subject === 'subscription'
  );
}

/**
 * What whoever decides has to know besides, so that a letter can be passed on without the console: who submitted it and what for, on which
 * legal basis in an emergency, and where to read it.
 */
export type Brief = Matter & {
  submittedBy?: string;
  purpose?: string;
  legalBasis?: string;
  urgency?: string;
  planVersion?: string;
  editionId?: string;
  /** Whom the reader stands in for. */
  standsFor?: string;
};

/**
 * What each kind of letter is made from. It is stored as data and put into words when the letter is sent, so that it is always in
 * the language and the wording of that day. `operation` and `organisation` are names for people, ids are those of the API. A letter
 * is passed on to people who have no access, so it carries its whole content and not only a link.
 */
export type LetterContents = {
  invitation: { operation: string; organisation: string; deadline: Moment; taskId: string };
  'report-request': {
    operation: string;
    organisation: string;
    period: string;
    from: Moment;
    until: Moment;
    deadline: Moment;
    taskId: string;
  };
  /** `figures` are those of the organisation, which it is to confirm. Letters that were queued before these were told have neither. */
  'confirm-request': {
    operation: string;
    organisation: string;
    edition: string;
    deadline: Moment;
    silence: Silence;
    taskId: string;
    editionId?: string;
    figures?: readonly NamedFigure[];
  };
  reminder: { operation: string; organisation: string; deadline: Moment; taskId: string } & Asked;
  /** To a regional office or a coordinator: who has not answered. */
  'silence-list': { operation: string; deadline: Moment; organisations: readonly string[] } & Asked;
  /**
   * `deadline` is an instant: steps are due some hours after they open. `silence` says what an open step becomes then; consent counts only
   * where this letter announced it. `changes` counts the fields of a resubmission that differ from what was returned.
   */
  'decision-request': Brief & {
    operation: string;
    step: string;
    deadline?: string;
    silence?: 'lapse' | 'consent';
    changes?: number;
    approvalId: string;
  };
  /** What lapsed has a step and the instant of its deadline; what somebody decided has their reason. */
  returned: Matter & {
    operation: string;
    outcome: 'returned' | 'rejected' | 'lapsed';
    step?: string;
    by?: string;
    reason?: string;
    deadline?: string;
  };
  /** To the author and the coordinators, of what they go on with. */
  approved: Matter & { operation: string };
  'edition-published': {
    operation: string;
    edition: string;
    status: EditionStatus;
    cutOff: Moment;
    publicationId: string;
    figures: readonly NamedFigure[];
  };
  /** Brings a product as an attachment. What a coordination unit wrote stands in the letter too. */
  'product-sent': ProductLetter & { text?: BulletinText };
  /** Says where a product is, for whoever has a token. */
  'product-link': ProductLetter;
  /** Asks for anything that has no letter of its own. */
  'task-request': {
    operation: string;
    organisation: string;
    asks: TaskingKind;
    title: string;
    instructions: string | null;
    deadline: Moment;
    taskId: string;
    /** Where it is about what somebody gets: their name. */
    recipient?: string;
  };
  /** What the reader's organisation has, and may not have any more. Nothing of it is told. */
  'recall-notice': {
    operation: string;
    organisation: string;
    products: readonly { name: string; number: number; madeAt: string; sha256: string; cases: number }[];
    deadline: Moment;
    taskId: string;
  };
  /** `deadline` is the one that does not hold any more. */
  'task-withdrawn': { operation: string; organisation: string; reason: string; deadline: Moment; taskId: string } & Asked;
  'deadline-moved': { operation: string; organisation: string; deadline: Moment; taskId: string } & Asked;
  /** Open tasks that somebody holds from now on. */
  'handed-over': { operation: string; organisation: string; tasks: readonly (Asked & { deadline: Moment })[] };
  /** To the coordinators: an addressee asks for more time. `deadline` is what it asks for. */
  'extension-asked': { operation: string; organisation: string; deadline: Moment; reason: string; requestId: string } & Asked;
  /** `deadline` is the one that holds now. */
  'extension-decided': {
    operation: string;
    organisation: string;
    outcome: 'granted' | 'refused';
    deadline: Moment;
    reason: string;
    taskId: string;
  } & Asked;
  'decision-reminder': Brief & {
    operation: string;
    step: string;
    deadline: string;
    silence: 'lapse' | 'consent';
    approvalId: string;
  };
  /** To stand-ins and coordinators: posts that have not decided, before or at the deadline. Only who stands in for one can decide. */
  'decision-overdue': Brief & {
    operation: string;
    step: string;
    deadline: string;
    organisations: readonly string[];
    approvalId: string;
  };
  /** To a regional office and the coordination units. `before` and `after` are names; null where there was or is nobody. `from` may lie ahead. */
  'contact-changed': {
    operation: string;
    organisation: string;
    role: string;
    /** A holder where it is not said. A deputy comes, or goes, and takes nobody's place. */
    rank?: Rank;
    before: string | null;
    after: string | null;
    from: Moment;
  };
  /** To the owner of a case that does not count any more, or counts again. */
  'case-recounted': { operation: string; reference: string; caseId: string; reason: string; isCounted: boolean };
  /** To the owners of two reports that are, or are not any more, one seizure. `organisation` is the other one, `reference` the reader's own. */
  'case-linked': {
    operation: string;
    organisation: string;
    reference: string;
    isLinked: boolean;
    /** The reader's own report counts for both. */
    isPrimary: boolean;
    reason: string;
    duplicateId: string;
  };
  'participation-withdrawn': { operation: string; organisation: string; reason: string };
  /** Without a reason of somebody's, the plan in force was not ratified and says that the operation stands still then. */
  'operation-suspended': { operation: string; reason?: string; isUnratified?: boolean };
  'operation-resumed': { operation: string; days: string };
  'operation-cancelled': { operation: string; reason: string };
  'operation-closed': { operation: string };
  'meeting-invitation': MeetingContent;
  /** `before` is when it would have begun; null where it begins when it did. `reason` is what the plan that changed it says. */
  'meeting-changed': MeetingContent & { before: Moment | null; reason: string | null };
  'meeting-cancelled': MeetingContent & { reason: string | null };
  /** To the coordinators: a closing was approved, and does not take effect for what has been left open since it was asked for. */
  'closing-refused': { operation: string; openEnds: readonly OpenKind[] };
  'edition-matter': EditionMatter;
};

/** A meeting by its key in the plan. Of two letters about it, that of the higher `sequence` holds, in calendars too. */
type MeetingContent = {
  operation: string;
  meeting: string;
  title: string;
  starts: Moment;
  ends: Moment;
  place: string;
  sequence: number;
};

/** `title` is the name of the subscription or the bulletin; `deadline` is until when it is to be acknowledged. `sha256` is that of the file. */
type ProductLetter = {
  operation: string;
  organisation: string;
  title: string;
  productKind: ProductKind;
  number: number;
  handling: string;
  /** An instant. */
  cutOffAt: string;
  deliveryId: string;
  /** Tells letters about one delivery apart: one that is sent again is another letter. */
  occasion: string;
  sha256: string;
  file: { name: string; type: string; size: number; sha256: string };
  deadline?: Moment;
};

export type LetterKind = keyof LetterContents;
export type LetterContent = LetterContents[LetterKind];

/** A kind together with its own content, so that a switch over the kind knows the content. */
export type Letter = { [Kind in LetterKind]: { kind: Kind; content: LetterContents[Kind] } }[LetterKind];

/**
 * `sending` is held by a worker until its lease runs out; `refused` is for good; `dropped` reminded of something that was done before it
 * could go out.
 */
export const LETTER_STATES = ['queued', 'sending', 'sent', 'refused', 'dropped'] as const;
export type LetterState = (typeof LETTER_STATES)[number];
