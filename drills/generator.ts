import type { Instant } from '../domain/clock.ts';
import type { CaseReport, Direction, GoodsLine, Seizure } from '../domain/case.ts';
import { heavyTail, pick, randomOf, shuffle, type Random } from './random.ts';
import { decimalOf, shareOut, stepsOf } from './share.ts';

export type Amount = { heading: string; unit: string; quantity: string };

export type Wanted = {
  /** The same seed and wishes give the same cases. */
  seed: string;
  /** What the references of these cases begin with. An administration may use each reference once in an operation. */
  prefix: string;
  /** How many members report; each gets at least one case. */
  members: number;
  cases: number;
  seizures: number;
  quantities: readonly Amount[];
  /** When the seizures were made: from `from` up to but not including `until`. */
  from: Instant;
  until: Instant;
  /** Countries (ISO 3166-1) between which goods travel. */
  countries: readonly string[];
};

export type GeneratedCase = { member: number; report: CaseReport };

/** Only what is weighed or measured has decimals; a test holds this list against the catalogue, which drills do not import. */
export const MEASURED_UNITS: readonly string[] = ['MGM', 'GRM', 'KGM', 'TNE', 'MLT', 'LTR', 'CMQ', 'MTQ'];
const MEASURED_SCALE = 3;

const HOUR_MS = 3_600_000;

/** Where seizures are made, and how goods come there: modes of transport of UN/ECE Recommendation 19. */
const SCENES = [
  { place: 'Sea port', transport: '1' },
  { place: 'Free zone', transport: '1' },
  { place: 'Airport, freight', transport: '4' },
  { place: 'Airport, arrivals', transport: '4' },
  { place: 'Land border', transport: '3' },
  { place: 'Customs warehouse', transport: '3' },
  { place: 'Postal centre', transport: '5' },
  { place: 'Express courier hub', transport: '5' },
];

const DIRECTIONS: readonly Direction[] = ['import', 'import', 'import', 'export', 'transit'];

/**
 * Cases that add up exactly to what is wanted: cases, seizures, and each quantity by heading and unit. Few members report much, few
 * seizures are large. Answered in the order of their dates, as they would come in. Throws when no cases could add up to the wish:
 * fewer cases than members, fewer seizures than cases, or less to seize than there are seizures.
 */
export function generateCases({ seed, prefix, members, cases, seizures, quantities, from, until, countries }: Wanted): GeneratedCase[] {
  if (until <= from) throw new Error('Cases need a window of time: it must end after it begins.');
  const random = randomOf(seed);
  const casesOfMember = shareOut(BigInt(cases), weights(random, members, 1.3));
  const owners = shuffle(
    random,
    casesOfMember.flatMap((count, member) => Array.from({ length: Number(count) }, () => member)),
  );
  const seizuresOfCase = shareOut(BigInt(seizures), weights(random, cases, 2.5)).map(Number);
  const goods = goodsOf(random, seizures, quantities);

  let next = 0;
  const drafts = owners.map((member, i) => {
    const firstAt = from + Math.floor(random() * (until - from));
    const mine = goods.slice(next, next + (seizuresOfCase[i] ?? 0));
    next += mine.length;
    return { member, firstAt, seizures: mine.map((lines, j) => seizureOf(random, { number: j + 1, firstAt, until, lines, countries })) };
  });
  drafts.sort((a, b) => a.firstAt - b.firstAt);
  return drafts.map((draft, i) => ({ member: draft.member, report: { reference: referenceOf(prefix, i), seizures: draft.seizures } }));
}

type Scene = { number: number; firstAt: Instant; until: Instant; lines: GoodsLine[]; countries: readonly string[] };

function seizureOf(random: Random, { number, firstAt, until, lines, countries }: Scene): Seizure {
  const { place, transport } = pick(random, SCENES);
  const seizedAt = number === 1 ? firstAt : Math.min(until - 1, firstAt + Math.floor(random() * 48 * HOUR_MS));
  const [departure, destination] = [pick(random, countries), pick(random, countries)];
  return {
    number,
    seizedAt: new Date(seizedAt).toISOString(),
    place,
    direction: pick(random, DIRECTIONS),
    transport,
    departure,
    destination,
    goods: lines,
  };
}

/** The goods lines of each seizure, at least one. */
function goodsOf(random: Random, seizures: number, quantities: readonly Amount[]): GoodsLine[][] {
  const kinds = quantities.map((amount) => kindOf(amount)).filter(({ steps }) => steps > 0n);
  const room = kinds.reduce((sum, { steps }) => sum + steps, 0n);
  if (room < BigInt(seizures)) throw new Error(`${seizures} seizures cannot share ${room} in all: each needs something that was seized.`);

  const holders = kinds.map((): number[] => []);
  const order = shuffle(
    random,
    Array.from({ length: seizures }, (_, i) => i),
  );
  kinds.forEach((_, k) => holders[k]?.push(order[k % seizures] ?? 0));
  for (const seizure of order.slice(Math.min(kinds.length, seizures))) holders[kindWithRoom(random, kinds, holders)]?.push(seizure);
  for (const seizure of order.filter(() => random() < 0.12)) addSecond(random, kinds, holders, seizure);

  const lines = Array.from({ length: seizures }, (): GoodsLine[] => []);
  kinds.forEach(({ heading, unit, steps, scale }, k) => {
    const seizuresOfKind = holders[k] ?? [];
    const shares = shareOut(steps, weights(random, seizuresOfKind.length, 0.9));
    seizuresOfKind.forEach((seizure, i) => lines[seizure]?.push({ heading, unit, quantity: decimalOf(shares[i] ?? 0n, scale) }));
  });
  return lines;
}

type Kind = { heading: string; unit: string; steps: bigint; scale: number };

function kindOf({ heading, unit, quantity }: Amount): Kind {
  const scale = MEASURED_UNITS.includes(unit) ? MEASURED_SCALE : 0;
  return { heading, unit, scale, steps: stepsOf(quantity, scale) };
}

/** Kinds of which much was seized turn up more often, but by far not in proportion: what is counted in millions comes in large lots. */
function kindWithRoom(random: Random, kinds: readonly Kind[], holders: readonly number[][]): number {
  const chances = kinds.map(({ steps }, k) => (BigInt(holders[k]?.length ?? 0) < steps ? Math.sqrt(Number(steps)) : 0));
  let left = random() * chances.reduce((a, b) => a + b, 0);
  for (const [k, chance] of chances.entries()) {
    if (left < chance) return k;
    left -= chance;
  }
  return chances.findLastIndex((chance) => chance > 0);
}

function addSecond(random: Random, kinds: readonly Kind[], holders: readonly number[][], seizure: number): void {
  const k = Math.floor(random() * kinds.length);
  const holding = holders[k];
  const steps = kinds[k]?.steps ?? 0n;
  if (holding && !holding.includes(seizure) && BigInt(holding.length) < steps) holding.push(seizure);
}

function weights(random: Random, count: number, alpha: number): number[] {
  return Array.from({ length: count }, () => heavyTail(random, alpha));
}

function referenceOf(prefix: string, i: number): string {
  return `${prefix}-${String(i + 1).padStart(5, '0')}`;
}
