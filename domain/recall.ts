/**
 * By what somebody may have less than before. `handling`: an owner said otherwise of its reports; `consent`: it took a consent back; `register`: it
 * said otherwise of all of them, or a recipient is another kind of organisation now; `plan`: another plan is in force; `membership`: a recipient
 * takes part no more.
 */
export const RESTRICTION_KINDS = ['handling', 'consent', 'register', 'plan', 'membership'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** How far a recall has come with one recipient: `unconfirmed` while it has not been asked. */
export const RECALL_STATES = ['open', 'done', 'unable', 'unconfirmed'] as const;
export type RecallState = (typeof RECALL_STATES)[number];
