import type { Author, Decision, Voice } from './approval.ts';
import type { Subject } from './letter.ts';
import type { Moment } from './moment.ts';
import type { Plan, UnratifiedCourse } from './plan.ts';
import type { Approver, Step } from './step.ts';
import type { TaskingChange } from './tasking-change.ts';
import type { TaskingOrder } from './tasking-order.ts';

/** Where a decision came from. `commandId` follows from the caller's Idempotency-Key, so that a repeat is recognised everywhere. */
export type Command = { commandId: string; actorId: string };

export type SubmitCommand = Command & {
  approvalId: string;
  planVersion: number;
  /** How often the draft had been written over when it was checked: what is submitted is what was checked. */
  edits: number;
  subject: Extract<Subject, 'plan' | 'amendment' | 'extension'>;
  author: Author;
  steps: readonly Step[];
  /** The approval that was returned before this one, and what still stands of it. */
  previousId: string | null;
  kept: readonly Voice[];
  fastTrack: FastTrack | null;
};

/** Fewer steps now, in an emergency; and those by which the plan is ratified once it is in force, and what follows if it is not. */
export type FastTrack = { legalBasis: string; reason: string; ratification: readonly Step[]; ifUnratified: UnratifiedCourse };

export type LaunchCommand = Command;

export type SuspendCommand = Command & { reason: string };

/**
 * The plan in force, and the draft of an amendment if there is one, with every moment that lay ahead moved; and the deadlines that no plan
 * holds. Worked out before it is sent, because wall times become instants in one place only.
 */
export type ResumeCommand = Command & {
  /** Number of the version that was moved. */
  basedOn: number;
  days: number;
  plan: Plan;
  draft: { number: number; edits: number; plan: Plan } | null;
  taskings: readonly { taskingId: string; deadline: Moment }[];
  tasks: readonly { taskId: string; deadline: Moment }[];
  /** What addressees who wait for an answer have asked for. */
  requests: readonly { requestId: string; until: Moment }[];
  /** What a reader of the plan is told of the moved version. */
  reason: string;
};

export type CancelCommand = Command & { reason: string };

/** `approvalId` is null where the plan asks nobody; then there are no steps. `override` says why what is open may stay open. */
export type CloseCommand = Command & {
  approvalId: string | null;
  author: Author;
  steps: readonly Step[];
  override: string | null;
  /** What is open in sentences, and by its keys. */
  openEnds: readonly string[];
  known: readonly string[];
};

export type FreezeCommand = Command & { editionId: string; key: string };

/** Asks those who release figures whether an organisation is to have them regularly, on these terms. */
export type SubscribeCommand = Command & {
  approvalId: string;
  subscriptionId: string;
  version: number;
  author: Author;
  steps: readonly Step[];
};
/** `version` counts how often the draft had been written when it was checked; `checked` says why what looks like a name is none. */
export type ReleaseCommand = Command & { version: number; checked: string | null };

export type TaskCommand = Command & { order: TaskingOrder };

export type ChangeCommand = Command & { change: TaskingChange };

/** `approvers` are those who may speak for the posts of the approval at the moment of the decision, stand-ins among them. */
export type DecideCommand = Command & { decision: Decision; approvers: readonly Approver[] };
