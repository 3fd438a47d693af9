import type { NamedFigure } from './edition.ts';
import type { Moment } from './moment.ts';
import type { EditionStatus } from './plan.ts';
import type { Silence, TaskingKind } from './tasking.ts';

type Submitted = 'plan' | 'edition';

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
  'confirm-request': { operation: string; organisation: string; edition: string; deadline: Moment; silence: Silence; taskId: string };
  reminder: { operation: string; organisation: string; asks: TaskingKind; deadline: Moment; taskId: string };
  /** To a regional office or a coordinator: who has not answered. */
  'silence-list': { operation: string; asks: TaskingKind; deadline: Moment; organisations: readonly string[] };
  'decision-request': { operation: string; subject: Submitted; step: string; approvalId: string };
  returned: { operation: string; subject: Submitted; outcome: 'returned' | 'rejected'; reason: string; by: string };
  'edition-published': {
    operation: string;
    edition: string;
    status: EditionStatus;
    cutOff: Moment;
    publicationId: string;
    figures: readonly NamedFigure[];
  };
};

export type LetterKind = keyof LetterContents;
export type LetterContent = LetterContents[LetterKind];

/** A kind together with its own content, so that a switch over the kind knows the content. */
export type Letter = { [Kind in LetterKind]: { kind: Kind; content: LetterContents[Kind] } }[LetterKind];

/** `sending` is held by a worker until its lease runs out; `refused` is for good. */
export const LETTER_STATES = ['queued', 'sending', 'sent', 'refused'] as const;
export type LetterState = (typeof LETTER_STATES)[number];
