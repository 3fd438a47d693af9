import { CURRENT_FACTORS } from './catalogue/factors.ts';
import type { Direction, MatchKey } from './case.ts';
import type { Instant } from './clock.ts';
import { normalise } from './conversion.ts';
import { kilometresBetween, likenessOf, type Coordinates } from './place-name.ts';

/** `heading` without subtype: one service says vaccines where another says medical products. */
export type SuspectGoods = { heading: string; unit: string; quantity: string };

export type SuspectSeizure = {
  at: Instant;
  transport?: string | undefined;
  direction?: Direction | undefined;
  place?: string | undefined;
  coordinates?: Coordinates | undefined;
  departure?: string | undefined;
  destination?: string | undefined;
  goods: readonly SuspectGoods[];
};

/** What of a case is compared with another. `units` are the joint units that its organisation belongs to, `keys` as they are compared. */
export type Suspect = {
  operation: string;
  organisation: string;
  country: string | null;
  service: string;
  units: readonly string[];
  external?: string | undefined;
  /** Its name in its own system, and those that others have given it who were sent it: organisation and name. */
  name?: string | undefined;
  knownAs?: readonly string[] | undefined;
  keys: readonly MatchKey[];
  seizures: readonly SuspectSeizure[];
};

/**
 * What speaks for, or against, two cases being one seizure, and how much. No algorithm is published by anybody who runs such operations;
 * what is compared are the blocking keys that practitioners name. A person decides, with these reasons in front of them.
 */
const WEIGHTS = {
  'same-parcel': 60,
  'same-container': 60,
  'same-lab-exhibit': 60,
  'same-national-reference': 60,
  'same-external-id': 60,
  /** Hundreds of parcels travel by one flight. */
  'same-flight': 25,
  /** One country, two days, one heading, and no two different means of transport. */
  'same-occasion': 30,
  'same-transport': 5,
  /** One reported where the consignment left, the other where it was going. */
  'both-ends': 40,
  'same-hour': 10,
  'same-quantity': 25,
  'near-quantity': 15,
  /** One car and one car are equal by chance. */
  'same-small-quantity': 5,
  'other-quantity': -20,
  'same-place': 15,
  'similar-place': 8,
  'same-route': 10,
  'two-services': 10,
  'joint-unit': 10,
  /** An administration makes many seizures that are alike. */
  'one-reporter': -15,
  'overlapping-operations': 5,
} as const;

export type ReasonCode = keyof typeof WEIGHTS;
export const REASON_CODES = Object.keys(WEIGHTS) as [ReasonCode, ...ReasonCode[]];
export type Reason = { code: ReasonCode; weight: number };
export type Score = { score: number; reasons: readonly Reason[] };

/** A number that both reports have, or an occasion with two more reasons. */
export const CANDIDATE_FROM = 55;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far two instants may lie apart: services write down the seizure, the opening or the entry; consignments, and containers, travel on. */
export const REACH = { occasion: 2 * DAY, oneReporter: DAY, ends: 14 * DAY, container: 30 * DAY, flight: 2 * DAY } as const;

/** Not specified, several, not applicable: nothing that could differ from what somebody else says. */
const UNTOLD_TRANSPORT: readonly (string | undefined)[] = [undefined, '0', '6', '9'];

/** A score must not cost more than a look: of a case with more seizures the first of them are compared. */
const MOST_SEIZURES = 100;

/** How likely two cases are one seizure, from 0 to 100, and why. The same whichever comes first, and in whatever order their seizures stand. */
export function scoreOf(one: Suspect, two: Suspect): Score {
  const [ours, theirs] = [seizuresOf(one), seizuresOf(two)];
  const pairs = ours.flatMap((a) => theirs.map((b) => ofPair([one, a], [two, b])));
  const best = pairs.reduce((most, codes) => (isStronger(codes, most) ? codes : most), [] as readonly ReasonCode[]);
  const gap = Math.min(...ours.flatMap((a) => theirs.map((b) => Math.abs(a.at - b.at))));
  const found = [...ofKeys(one, two, gap), ...best];
  const codes = found.length === 0 ? [] : [...found, ...ofReporters(one, two)];
  const reasons = inOrder(codes).map((code) => ({ code, weight: WEIGHTS[code] }));
  return { score: Math.max(0, Math.min(100, weightOf(codes))), reasons };
}

/** Sums per heading and dimension, so that 1.2 tonnes are 1,200 kilograms and the lines of one may be the total of the other. */
export function amountsOf({ goods }: Pick<SuspectSeizure, 'goods'>): ReadonlyMap<string, number> {
  const { totals, unconverted } = normalise(goods, CURRENT_FACTORS);
  return new Map([...totals, ...unconverted].map(({ heading, unit, quantity }) => [`${heading}/${unit}`, Number(quantity)]));
}

/** Where the goods came from and were going, also where a report takes its own country for granted. */
export function endsOf({ direction, departure, destination }: SuspectSeizure, country: string | null): { from: string; to: string } {
  const own = country ?? '';
  return { from: departure ?? (direction === 'export' ? own : ''), to: destination ?? (direction === 'import' ? own : '') };
}

type Weighed = SuspectSeizure & { amounts: ReadonlyMap<string, number> };

function seizuresOf({ seizures }: Suspect): Weighed[] {
  const all = seizures.map((seizure) => ({ ...seizure, amounts: amountsOf(seizure), text: JSON.stringify(seizure) }));
  return all.toSorted((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1)).slice(0, MOST_SEIZURES);
}

function ofKeys(one: Suspect, two: Suspect, gap: number): ReasonCode[] {
  const isOneCountry = one.country !== null && one.country === two.country;
  const isOneReporter = one.organisation === two.organisation;
  const has = ({ kind, value }: MatchKey): boolean => two.keys.some((other) => other.kind === kind && other.value === value);
  const kinds = new Set(one.keys.filter(has).map(({ kind }) => kind));
  // Numbers of laboratories and national systems are given anew in every country; containers and flights come again.
  const counts: Partial<Record<string, boolean>> = {
    parcel: true,
    container: gap <= REACH.container,
    flight: gap <= REACH.flight,
    'lab-exhibit': isOneCountry,
    'national-reference': isOneCountry,
  };
  const isOneName = isOneReporter && one.external !== undefined && one.external === two.external;
  const isOneRecord = isOneName || isKnownAs(one, two) || isKnownAs(two, one);
  const same = [...kinds].filter((kind) => counts[kind]).map((kind) => `same-${kind}` as ReasonCode);
  return isOneRecord ? [...same, 'same-external-id'] : same;
}

/** Whether the organisation of the other was sent this case, and calls it by the name that its own report has. */
function isKnownAs({ knownAs = [] }: Suspect, { organisation, name }: Suspect): boolean {
  return name !== undefined && knownAs.includes(`${organisation} ${name}`);
}

/** Nothing, where two seizures have nothing to do with each other: that quantities are equal means nothing by itself. */
function ofPair([one, a]: [Suspect, Weighed], [two, b]: [Suspect, Weighed]): ReasonCode[] {
  const shared = [...a.amounts.keys()].filter((key) => b.amounts.has(key));
  const headings = new Set(a.goods.map(({ heading }) => heading));
  const isTold = [a, b].every(({ transport }) => !UNTOLD_TRANSPORT.includes(transport));
  if ((isTold && a.transport !== b.transport) || !b.goods.some(({ heading }) => headings.has(heading))) return [];
  const occasion = occasionOf([one, a], [two, b]);
  if (!occasion) return [];
  const apart = Math.abs(a.at - b.at);
  return [
    occasion,
    ...(isTold ? (['same-transport'] as const) : []),
    ...(apart <= HOUR ? (['same-hour'] as const) : []),
    ...ofQuantities(shared.map((key) => [a.amounts.get(key) ?? 0, b.amounts.get(key) ?? 0])),
    ...(occasion === 'both-ends' ? [] : [...ofPlaces(a, b), ...ofRoutes(a, b)]),
    ...(occasion === 'same-occasion' && one.organisation === two.organisation ? (['one-reporter'] as const) : []),
  ];
}

function occasionOf([one, a]: [Suspect, SuspectSeizure], [two, b]: [Suspect, SuspectSeizure]): 'same-occasion' | 'both-ends' | null {
  const apart = Math.abs(a.at - b.at);
  const reach = one.organisation === two.organisation ? REACH.oneReporter : REACH.occasion;
  if (one.country !== null && one.country === two.country) return apart <= reach ? 'same-occasion' : null;
  const [ends, others] = [endsOf(a, one.country), endsOf(b, two.country)];
  const isOneRoute = ends.from !== '' && ends.to !== '' && ends.from === others.from && ends.to === others.to;
  const countries = [one.country, two.country];
  return isOneRoute && apart <= REACH.ends && countries.includes(ends.from) && countries.includes(ends.to) ? 'both-ends' : null;
}

/** By the amounts that agree best: one service may list what the other left out. */
function ofQuantities(amounts: readonly (readonly [number, number])[]): ReasonCode[] {
  const rated = amounts.map(([a, b]) => ({ most: Math.max(a, b), ratio: a === b ? 1 : Math.min(a, b) / Math.max(a, b) }));
  const best = rated.toSorted((a, b) => b.ratio - a.ratio || b.most - a.most)[0];
  if (!best) return [];
  if (best.ratio >= 0.98) return [rated.some(({ ratio, most }) => ratio >= 0.98 && most >= 10) ? 'same-quantity' : 'same-small-quantity'];
  if (best.ratio >= 0.8) return ['near-quantity'];
  return best.ratio < 0.5 ? ['other-quantity'] : [];
}

function ofPlaces(a: SuspectSeizure, b: SuspectSeizure): ReasonCode[] {
  const isNear = a.coordinates && b.coordinates && kilometresBetween(a.coordinates, b.coordinates) <= 2;
  const likeness = likenessOf(a.place, b.place);
  if (isNear || likeness >= 0.9) return ['same-place'];
  return likeness >= 0.5 ? ['similar-place'] : [];
}

function ofRoutes(a: SuspectSeizure, b: SuspectSeizure): ReasonCode[] {
  if (a.departure === undefined || a.destination === undefined) return [];
  return a.departure === b.departure && a.destination === b.destination ? ['same-route'] : [];
}

function ofReporters(one: Suspect, two: Suspect): ReasonCode[] {
  const isOneReporter = one.organisation === two.organisation;
  const isJoint = !isOneReporter && one.units.some((unit) => two.units.includes(unit));
  const isOneCountry = one.country !== null && one.country === two.country;
  const together = isJoint ? 'joint-unit' : !isOneReporter && isOneCountry && one.service !== two.service ? 'two-services' : null;
  return [
    ...(together ? [together] : []),
    ...(one.operation === two.operation ? [] : (['overlapping-operations'] as const)),
  ] as ReasonCode[];
}

function isStronger(codes: readonly ReasonCode[], than: readonly ReasonCode[]): boolean {
  const more = weightOf(codes) - weightOf(than);
  return more > 0 || (more === 0 && inOrder(codes).join() < inOrder(than).join());
}

function weightOf(codes: readonly ReasonCode[]): number {
  return codes.reduce((sum, code) => sum + WEIGHTS[code], 0);
}

function inOrder(codes: readonly ReasonCode[]): ReasonCode[] {
  return REASON_CODES.filter((code) => codes.includes(code));
}
