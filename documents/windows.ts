import { nextEnd, nextWindow, type Occasions, type Span, type Window } from '../domain/cadence.ts';
import { instantOf } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { phasesOf, type SubscriptionTerms } from '../domain/subscription.ts';
import { clocksOf } from './wall-clock.ts';

/** What the windows of a subscription follow from. `covered` is the end of the last one that is done with. */
export type Windowed = {
  terms: Readonly<Record<number, SubscriptionTerms>>;
  spans: readonly Span[];
  covered: number | null;
  plan: Pick<Plan, 'phases'>;
  publishedAt: readonly number[];
};

/** The next window of a subscription, by the wall clocks of its zone; or the one of which the summary was taken back. */
export function windowAfter({
  terms,
  spans,
  covered,
  plan,
  publishedAt,
  remade,
}: Windowed & { remade: Omit<Window, 'version'> | null }): Window | null {
  if (remade) {
    const span = spans.find(({ beginsAt, endsAt }) => remade.until > beginsAt && (endsAt === null || remade.until <= endsAt));
    return span ? { ...remade, version: span.version } : null;
  }
  return nextWindow(spans, covered, (version, after) => {
    const agreed = terms[version];
    return agreed ? nextEnd(agreed.cadence, after, occasionsOf(agreed, plan, publishedAt), clocksOf(agreed.zone)) : null;
  });
}

export function occasionsOf({ scope }: SubscriptionTerms, plan: Pick<Plan, 'phases'>, publishedAt: readonly number[]): Occasions {
  return { phaseEnds: phasesOf(scope, plan).map(({ closesAt }) => instantOf(closesAt)), publishedAt };
}
