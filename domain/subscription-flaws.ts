import { nextEnd, type Clocks } from './cadence.ts';
import { commodityOf } from './catalogue/headings.ts';
import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { ceilingOf, isWithin, type Recipient } from './handling.ts';
import { instantOf } from './moment.ts';
import type { Plan } from './plan.ts';
import { phasesOf, type SubscriptionTerms } from './subscription.ts';

/** What terms are checked against. `regions`: the offices that follow somebody up in this operation. */
export type Subscribing = {
  plan: Plan;
  recipient: Recipient & { code: string; brands: readonly string[] };
  regions: readonly string[];
  /** Whether the recipient has given an address that can be called. */
  hasWebhook: boolean;
  now: Instant;
};

/** What is wrong with the terms of a subscription. `clocks` are those of its zone, which is known to be one. */
export function subscriptionFlaws(terms: SubscriptionTerms, subscribing: Subscribing, clocks: Clocks): Flaw[] {
  return [
    ...scopeFlaws(terms, subscribing),
    ...rightFlaws(terms, subscribing),
    ...regionalFlaws(terms, subscribing),
    ...channelFlaws(terms, subscribing),
    ...cadenceFlaws(terms, subscribing, clocks),
  ];
}

/** A scope that nothing can ever be in. */
function scopeFlaws({ scope }: SubscriptionTerms, { plan, regions }: Subscribing): Flaw[] {
  const isSought = (code: string): boolean => plan.targets.some(({ heading }) => heading === code || commodityOf(heading) === code);
  return [
    ...scope.headings.flatMap((code, i) => (isSought(code) ? [] : [flaw(`/scope/headings/${i}`, 'subscription.heading-not-in-plan')])),
    ...scope.regions.flatMap((code, i) => (regions.includes(code) ? [] : [flaw(`/scope/regions/${i}`, 'subscription.region-empty')])),
    ...scope.phases.flatMap((key, i) =>
      phasesOf({ phases: [key] }, plan).length > 0 ? [] : [flaw(`/scope/phases/${i}`, 'subscription.phase-unfit')],
    ),
  ];
}

function rightFlaws({ scope: { detail } }: SubscriptionTerms, { recipient }: Subscribing): Flaw[] {
  const ceiling = ceilingOf(recipient);
  return [
    ...(isWithin(detail, ceiling) ? [] : [flaw('/scope/detail', 'subscription.beyond-ceiling')]),
    ...(ceiling.isOwnBrandOnly && recipient.brands.length === 0 ? [flaw('/scope', 'subscription.no-brands')] : []),
  ];
}

/** A regional office's own view of its region. */
function regionalFlaws({ kind, scope: { regions }, trend }: SubscriptionTerms, { recipient }: Subscribing): Flaw[] {
  if (kind === 'summary') return trend === null ? [] : [flaw('/trend', 'subscription.trend-regional-only')];
  const isOwn = recipient.kind === 'rilo' && regions.length === 1 && regions[0] === recipient.code;
  return isOwn ? [] : [flaw('/scope/regions', 'subscription.not-own-region')];
}

function channelFlaws({ channel }: SubscriptionTerms, { hasWebhook }: Subscribing): Flaw[] {
  return channel === 'webhook' && !hasWebhook ? [flaw('/channel', 'subscription.no-webhook')] : [];
}

/** A cadence of which no window ends while the operation has anything to tell. */
function cadenceFlaws({ cadence, scope }: SubscriptionTerms, { plan, now }: Subscribing, clocks: Clocks): Flaw[] {
  const phaseEnds = phasesOf(scope, plan).map(({ closesAt }) => instantOf(closesAt));
  const publishedAt = plan.editions.map(({ embargo }) => instantOf(embargo));
  const moments = [...plan.phases.map(({ closesAt }) => closesAt), ...plan.reporting.periods.map(({ dueBy }) => dueBy)].map(instantOf);
  const end = nextEnd(cadence, now, { phaseEnds, publishedAt }, clocks);
  const isNever = end === null || end > Math.max(...moments, ...publishedAt);
  return isNever ? [flaw('/cadence', 'subscription.never-due')] : [];
}
