import type { Instant } from './clock.ts';
import { flaw, type Flaw } from './failure.ts';
import { instantOf, type Moment } from './moment.ts';
import type { Plan } from './plan.ts';

/** A later version extends the operation when a phase ends later, or one is added; otherwise it amends it. */
export function natureOf(inForce: Plan, next: Plan): 'amendment' | 'extension' {
  const isLonger = next.phases.some(({ key, closesAt }) => {
    const before = inForce.phases.find((phase) => phase.key === key);
    return !before || instantOf(closesAt) > instantOf(before.closesAt);
  });
  return isLonger ? 'extension' : 'amendment';
}

/**
 * What an amendment may not do to the plan in force: rewrite what has happened by `now`, or drop who was invited. The figures of the
 * past rest on it. The cut-off of an edition is past once it is frozen: one that was returned may be counted anew at a later one.
 * `frozen` are the keys of editions that are frozen and were not returned.
 */
export function amendmentFlaws(inForce: Plan, next: Plan, { now, frozen }: { now: Instant; frozen: readonly string[] }): Flaw[] {
  const happened = (moment: Moment): boolean => instantOf(moment) <= now;
  const phases = inForce.phases.flatMap((phase) => {
    const i = next.phases.findIndex(({ key }) => key === phase.key);
    const kept = next.phases[i];
    if (!happened(phase.opensAt)) return [];
    const isRewritten =
      !kept || kept.opensAt.at !== phase.opensAt.at || (happened(phase.closesAt) && kept.closesAt.at !== phase.closesAt.at);
    return isRewritten ? [flaw(kept ? `/phases/${i}` : '/phases', 'plan.past-rewritten')] : [];
  });
  const editions = inForce.editions.flatMap((edition) => {
    const i = next.editions.findIndex(({ key }) => key === edition.key);
    if (!frozen.includes(edition.key) || next.editions[i]?.cutOff.at === edition.cutOff.at) return [];
    return [flaw(i < 0 ? '/editions' : `/editions/${i}/cutOff`, 'plan.past-rewritten')];
  });
  const periods = inForce.reporting.periods.flatMap((period) => {
    const i = next.reporting.periods.findIndex(({ key }) => key === period.key);
    const kept = next.reporting.periods[i];
    if (!happened(period.from)) return [];
    const isRewritten = !kept || kept.from.at !== period.from.at || (happened(period.until) && kept.until.at !== period.until.at);
    return isRewritten ? [flaw(kept ? `/reporting/periods/${i}` : '/reporting/periods', 'plan.past-rewritten')] : [];
  });
  const followUps = (inForce.followUps ?? []).flatMap((followUp) => {
    const i = next.followUps?.findIndex(({ key }) => key === followUp.key) ?? -1;
    const isKept = next.followUps?.[i]?.opensAt.at === followUp.opensAt.at;
    return !happened(followUp.opensAt) || isKept ? [] : [flaw(i < 0 ? '/followUps' : `/followUps/${i}/opensAt`, 'plan.past-rewritten')];
  });
  const invited = next.invitees.map(({ organisation }) => organisation);
  const dropped = inForce.invitees.some(({ organisation }) => !invited.includes(organisation))
    ? [flaw('/invitees', 'plan.invitee-dropped')]
    : [];
  return [...phases, ...periods, ...editions, ...followUps, ...dropped];
}
