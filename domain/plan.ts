import type { StatedHandling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { Service } from './organisation.ts';
import type { Phase } from './phase.ts';
import type { RetentionRule } from './retention.ts';
import type { Ladder, Late, Silence } from './tasking.ts';

/** Goods that the operation looks for, and the only units in which members may report them. */
export type Target = { heading: string; units: readonly string[] };

/** What officers are told to look for; a report names the one by which its goods were found. */
export type RiskIndicator = { key: string; name: string };

/**
 * An explicit rule that lets figures of different headings or units be added. Without one they stay apart: a dose is not a unit.
 * `reason` is what a reader of the published total is told.
 */
export type Sum = { key: string; name: string; unit: string; parts: readonly { heading: string; unit: string }[]; reason: string };

/** An organisation asked to take part, the regional office that follows it up, and the phase with which it joins. */
export type Invitee = { organisation: string; rilo: string | null; joins: string };

/**
 * `perService` asks, within the count, for at least one approver of each service named; `perLead` for one of each lead organisation. A
 * quorum has one of the two at most: with both, nobody could say of whom a step still waits.
 */
export type Quorum = { count: number; perService?: readonly Service[] | undefined; perLead?: boolean | undefined };

/**
 * Steps as a plan names them, by post: a change of holder needs no new plan. `deadline` counts from the opening of the step; what is still
 * open then lapses, or counts as agreed where the plan announced a silence procedure.
 */
export type StepRule = {
  name: string;
  posts: readonly string[];
  quorum: Quorum;
  /** Opens together with the step before it, not after it. */
  isParallel?: boolean | undefined;
  /** Posts whose rejection alone ends the approval. Without it a rejection is a vote: it ends the approval once the quorum is out of reach. */
  veto?: readonly string[] | undefined;
  deadline?: { hours: number; ladder: Ladder; then: 'lapse' | 'consent' } | undefined;
  /** What a resubmission after a return makes of it: it is asked anew, or what it had agreed to stands. `repeat` by default. */
  onResubmission?: 'repeat' | 'keep' | undefined;
};

/** Where a plan that came into force by the fast track is not ratified: the operation goes on until its coordinators decide, or stands still. */
export const UNRATIFIED_COURSES = ['continue', 'suspend'] as const;
export type UnratifiedCourse = (typeof UNRATIFIED_COURSES)[number];

/** Decisions that may have a chain of their own. Without one, an amendment and an extension follow the plan's; the others need none. */
export type Chains = {
  amendment?: readonly StepRule[] | undefined;
  extension?: readonly StepRule[] | undefined;
  closing?: readonly StepRule[] | undefined;
  publication?: readonly StepRule[] | undefined;
  /** Decides for each recipient of the publication apart. */
  release?: readonly StepRule[] | undefined;
  /** Decides on each subscription to summaries. Without one, somebody of those who sign figures off does. */
  subscription?: readonly StepRule[] | undefined;
  /** For emergencies: fewer steps now, and a ratification by these others later. */
  fastTrack?:
    | {
        approval: readonly StepRule[];
        ratification: readonly StepRule[];
        /** `continue` by default. */
        ifUnratified?: UnratifiedCourse | undefined;
      }
    | undefined;
  /** Posts whose holders may close an operation although something is still open. */
  override?: readonly string[] | undefined;
};

/** Asks those who took part, some months after the operation, what became of its cases. */
export type FollowUp = { key: string; title: string; opensAt: Moment; dueBy: Moment };

/** `noticeDays`: how long before it everybody who takes part is told of it; see domain/meeting.ts for what holds where it is not said. */
export type Meeting = { key: string; title: string; startsAt: Moment; endsAt: Moment; place: string; noticeDays?: number | undefined };

/** Another operation, by id, whose results roll up into this one: seizures of these of its phases and headings (empty: of all). */
export type Strand = { operation: string; phases: readonly string[]; headings: readonly string[]; reason: string };

/** A recommendation of an earlier operation that this plan carries on. */
export type CarriedRecommendation = { recommendation: string; text: string };

export const FORM_DEPTHS = ['minimal', 'long'] as const;
export type FormDepth = (typeof FORM_DEPTHS)[number];

/** A period for which every participant reports or says that there is nothing to report. */
export type ReportingPeriod = { key: string; phase: string; from: Moment; until: Moment; dueBy: Moment };

export const EDITION_STATUSES = ['preliminary', 'interim', 'final', 'corrected'] as const;
export type EditionStatus = (typeof EDITION_STATUSES)[number];

/** A planned edition counts what was received up to its cut-off of the seizures made in its phases. */
export type EditionRule = {
  key: string;
  status: EditionStatus;
  phases: readonly string[];
  cutOff: Moment;
  confirmBy: Moment;
  embargo: Moment;
  /** What it waits for besides: see domain/release.ts. */
  embargoEvent?: string | undefined;
};

/** What a disputed figure holds up: nothing, itself, or the whole edition. `none` by default. */
export const DISPUTE_RULES = ['none', 'hold-figure', 'hold-edition'] as const;
export type DisputeRule = (typeof DISPUTE_RULES)[number];

/** What becomes of a report of what an edition counts that comes after its cut-off. It counts in the next one by default. */
export const LATE_REPORT_RULES = ['next-edition', 'flagged', 'refused'] as const;
export type LateReportRule = (typeof LATE_REPORT_RULES)[number];

export type Plan = {
  title: string;
  objectives: readonly string[];
  leads: readonly string[];
  partners: readonly string[];
  phases: readonly Phase[];
  targets: readonly Target[];
  sums: readonly Sum[];
  invitees: readonly Invitee[];
  invitation: { answerBy: Moment; ladder: Ladder; isLocal?: boolean | undefined; late?: Late | undefined };
  form: FormDepth;
  reporting: {
    periods: readonly ReportingPeriod[];
    nilReturns: boolean;
    ladder: Ladder;
    isLocal?: boolean | undefined;
    late?: Late | undefined;
  };
  approval: readonly StepRule[];
  editions: readonly EditionRule[];
  publication: {
    silence: Silence;
    ladder: Ladder;
    signOff: readonly StepRule[];
    recipients: readonly string[];
    late?: Late | undefined;
    disputes?: DisputeRule | undefined;
    lateReports?: LateReportRule | undefined;
    /** Leads and partners, by code, that publish too: nothing goes out while they name different countries. */
    reconciles?: readonly string[] | undefined;
  };
  chains?: Chains | undefined;
  followUps?: readonly FollowUp[] | undefined;
  meetings?: readonly Meeting[] | undefined;
  strands?: readonly Strand[] | undefined;
  recommendations?: readonly CarriedRecommendation[] | undefined;
  riskIndicators?: readonly RiskIndicator[] | undefined;
  retention?: readonly RetentionRule[] | undefined;
  /** How reports may be used whose owners do not say it more strictly. */
  handling?: StatedHandling | undefined;
  /** `fourEyes`: whoever wrote a newsletter or an alert does not release it. */
  bulletins?: { fourEyes: boolean } | undefined;
};
