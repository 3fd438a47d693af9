import type { Instant } from './clock.ts';
import type { FailureCode } from './failure.ts';
import { instantOf, isoOf } from './moment.ts';
import type { Stage } from './operation.ts';
import type { EditionRule, Plan } from './plan.ts';

/**
 * An embargo may wait for something besides its instant: `operation-closed`, `phase-closed:KEY`, or `released-by-coordinator`, which is the word of
 * the coordinators.
 */
const PHASE_CLOSED = 'phase-closed:';

/** Of `phase-closed:KEY` the key; undefined of any other event. */
export function phaseOfEvent(event: string): string | undefined {
  return event.startsWith(PHASE_CLOSED) ? event.slice(PHASE_CLOSED.length) : undefined;
}

/** The countries that an organisation is going to name as those that took part; null where it has not said. */
export type CountryList = { organisation: string; countries: readonly string[] | null };

/** A country that some of those who publish name, and others do not. */
export type CountryDifference = { country: string; namedBy: readonly string[]; missingFrom: readonly string[] };

/** Where lists differ, country by country; of those who have said nothing nobody knows. */
export function countryDifferences(lists: readonly CountryList[]): CountryDifference[] {
  const said = lists.flatMap(({ organisation, countries }) => (countries === null ? [] : [{ organisation, countries }]));
  const all = [...new Set(said.flatMap(({ countries }) => countries))].toSorted();
  return all.flatMap((country) => {
    const namedBy = said.filter(({ countries }) => countries.includes(country)).map(({ organisation }) => organisation);
    const missingFrom = said.filter(({ countries }) => !countries.includes(country)).map(({ organisation }) => organisation);
    return missingFrom.length === 0 ? [] : [{ country, namedBy, missingFrom }];
  });
}

/** Why an edition that the leads have signed is not published yet. */
export type Hold =
  | { kind: 'embargo'; until: string }
  | { kind: 'event'; event: string }
  | { kind: 'disputes'; figures: readonly string[] }
  | { kind: 'reconciliation'; unsaid: readonly string[]; differences: readonly CountryDifference[] };

export type ReleaseFacts = {
  now: Instant;
  stage: Stage;
  plan: Plan;
  rule: Pick<EditionRule, 'embargo' | 'embargoEvent'>;
  /** The coordinators have said that it may go out. */
  isReleased: boolean;
  disputed: readonly string[];
  lists: readonly CountryList[];
};

/** Everything that keeps a signed edition from being published; empty when it goes out. */
export function holdsOf({ now, stage, plan, rule, isReleased, disputed, lists }: ReleaseFacts): Hold[] {
  const { disputes, reconciles = [] } = plan.publication;
  const differences = countryDifferences(lists);
  const unsaid = reconciles.filter((code) => !lists.some(({ organisation, countries }) => organisation === code && countries !== null));
  return [
    ...(instantOf(rule.embargo) > now ? [{ kind: 'embargo' as const, until: rule.embargo.at }] : []),
    ...eventHolds(rule.embargoEvent, { now, stage, plan, isReleased }),
    ...(disputes === 'hold-edition' && disputed.length > 0 ? [{ kind: 'disputes' as const, figures: disputed }] : []),
    ...(reconciles.length > 0 && unsaid.length + differences.length > 0 ? [{ kind: 'reconciliation' as const, unsaid, differences }] : []),
  ];
}

function eventHolds(
  event: string | undefined,
  { now, stage, plan, isReleased }: Pick<ReleaseFacts, 'now' | 'stage' | 'plan' | 'isReleased'>,
): Hold[] {
  if (event === undefined) return [];
  const key = phaseOfEvent(event);
  if (key !== undefined) {
    const phase = plan.phases.find((candidate) => candidate.key === key);
    const closesAt = phase ? instantOf(phase.closesAt) : now; // a phase that an amendment took out holds nothing up
    return closesAt > now ? [{ kind: 'embargo', until: isoOf(closesAt) }] : [];
  }
  const hasCome = event === 'operation-closed' ? stage === 'closed' || stage === 'completed' : isReleased;
  return hasCome ? [] : [{ kind: 'event', event }];
}

/** The instant at which a signed edition that is held by nothing but time goes out; null where it waits for somebody. */
export function goesOutAt(holds: readonly Hold[], embargo: string): string | null {
  const instants = holds.map((hold) => (hold.kind === 'embargo' ? hold.until : null));
  if (instants.includes(null)) return null;
  return instants.reduce<string>((latest, at) => (at !== null && at > latest ? at : latest), embargo);
}

/** What waits for the closing of its operation does not keep it from being closed. */
export function waitsForClosing(holds: readonly Hold[]): boolean {
  return holds.some((hold) => hold.kind === 'event' && hold.event === 'operation-closed');
}

/** Why coordinators cannot let an edition out at this moment, or null. What waits for nobody but them is theirs to release. */
export function refuseRelease(stage: string, event: string | undefined, holds: readonly Hold[]): FailureCode | null {
  if (stage === 'published') return 'edition.published-before';
  if (stage !== 'embargoed') return 'edition.not-signed';
  const kinds = holds.filter((hold) => hold.kind !== 'event' || hold.event !== 'released-by-coordinator').map(({ kind }) => kind);
  if (kinds.includes('embargo') || kinds.includes('event')) return 'edition.under-embargo';
  if (kinds.includes('reconciliation')) return 'edition.unreconciled';
  if (kinds.includes('disputes')) return 'edition.disputed';
  return event === 'released-by-coordinator' ? null : 'edition.goes-by-itself';
}
