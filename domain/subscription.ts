import type { Language } from './language.ts';
import type { Cadence } from './cadence.ts';
import type { Chain } from './chain.ts';
import type { Channel } from './delivery.ts';
import type { Detail, Purpose } from './handling.ts';
import type { Plan, StepRule } from './plan.ts';
import { isField } from './phase.ts';
import type { ProductFormat } from './product.ts';

export const SUBSCRIPTION_KINDS = ['summary', 'regional'] as const;
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

export const TREND_STEPS = ['week', 'month'] as const;
export type TrendStep = (typeof TREND_STEPS)[number];

/** Fewer seizures than this in one cell tell of one of them. */
export const LEAST_SMALLEST_CELL = 2;
export const USUAL_SMALLEST_CELL = 3;

/** Empty lists are all: every heading of the plan, every region, every phase of field activity. */
export type SubscriptionScope = {
  headings: readonly string[];
  /** Codes of regional offices: reports of those whom they follow up. */
  regions: readonly string[];
  phases: readonly string[];
  detail: Detail;
  purpose: Purpose;
};

/** What was agreed on. It changes only by another version that is agreed on in the same way. */
export type SubscriptionTerms = {
  kind: SubscriptionKind;
  scope: SubscriptionScope;
  cadence: Cadence;
  zone: string;
  format: ProductFormat;
  /** Letters go to the people whom the register names, and webhooks to the addresses that the organisation has given there. */
  channel: Channel;
  language: Language;
  smallestCell: number;
  /** Of regional summaries. */
  trend: TrendStep | null;
};

/** `proposed` until a version has been approved. */
export const SUBSCRIPTION_STATES = ['proposed', 'active', 'paused', 'ended'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export const TERMS_STATES = ['proposed', 'submitted', 'approved', 'returned', 'rejected', 'replaced'] as const;
export type TermsState = (typeof TERMS_STATES)[number];

/** Whoever signs the figures off agrees to who gets them, one of them where the plan says nothing else. */
export function subscriptionChain({ chains, publication, approval }: Pick<Plan, 'chains' | 'publication' | 'approval'>): Chain {
  const own = chains?.subscription ?? [];
  if (own.length > 0) return { pointer: '/chains/subscription', rules: own };
  const signing = publication.signOff.length > 0 ? publication.signOff : approval;
  const posts = [...new Set(signing.flatMap((step) => step.posts))];
  const rules: StepRule[] = [{ name: 'leads', posts, quorum: { count: 1 } }];
  return { pointer: publication.signOff.length > 0 ? '/publication/signOff' : '/approval', rules };
}

/** The phases that a scope means. */
export function phasesOf({ phases }: Pick<SubscriptionScope, 'phases'>, plan: Pick<Plan, 'phases'>): Plan['phases'] {
  return plan.phases.filter((phase) => isField(phase) && (phases.length === 0 || phases.includes(phase.key)));
}
