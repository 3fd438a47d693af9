import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import type { Stack } from './stack.ts';
import { aReport, TWO_PHASES } from './two-phases.ts';

const invitee = (organisation: string, rilo: string | null) => ({ organisation, rilo, joins: 'phase-1' });

/** Two phases, with two services of Belgium among the members, and one of another region. */
export const PAIR_PLAN = {
  ...TWO_PHASES,
  invitees: [
    ...[invitee('be-customs', 'rilo-we'), invitee('be-police', 'rilo-we')],
    ...[invitee('fr-customs', 'rilo-we'), invitee('kr-customs', 'rilo-ap')],
  ],
};
export const PAIR_MEMBERS = ['bea.belgium', 'pia.police', 'felix.france', 'kira.korea'];

/** The id of an operation of this plan, in its second phase. */
export function aPairOperation(stack: Stack): Promise<string> {
  return aRunningOperation(stack, { plan: PAIR_PLAN, accepting: PAIR_MEMBERS, wall: '2026-03-20T09:00' });
}

export type Lot = { lines: { quantity: string }[]; seizure: object };
let lots = 1_000;

/** Goods of an amount, at a place, that no other lot has: two reports of it may be one seizure, and no others may. */
export function aLot(more: object = {}): Lot {
  lots *= 3;
  return { lines: [{ quantity: String(lots) }], seizure: { transport: '4', place: String(lots).repeat(3), ...more } };
}

/** Reports this lot in the first phase. */
export async function reported(caller: Caller, path: string, { lines, seizure }: Lot, seizedAt = '2026-03-10T12:00:00Z'): Promise<any> {
  return created(await caller.post(`${path}/cases`, aReport(seizedAt, lines, seizure)));
}

export const pairsOf = async (caller: Caller, path: string, query = ''): Promise<any[]> =>
  (await caller.get(`${path}/duplicates?limit=200${query}`)).body.items;

/** The pair of these two cases, once it is found, or is in this state. */
export async function pairOf(stack: Stack, path: string, [a, b]: readonly { id: string }[], state?: string): Promise<any> {
  const { clara } = castOf(() => stack);
  return stack.until(async () =>
    (await pairsOf(clara, path)).find(
      (pair) => [a, b].every((each) => pair.sides.some(({ caseId }: any) => caseId === each?.id)) && (!state || pair.state === state),
    ),
  );
}

/** Everything that has been reported so far has been compared. */
export async function compared({ database, until }: Stack): Promise<void> {
  const left = 'select (select count(*) from stale_case)::int + (select count(*) from unmatched_case)::int as rows';
  await until(async () => (await database.pool.query(left)).rows[0].rows === 0);
}

/** Reports of one lot by customs and by the police of Belgium, and their pair. */
export async function aPair(stack: Stack, path: string, lot: Lot = aLot()): Promise<{ ours: any; theirs: any; pair: any }> {
  const { bea, pia } = castOf(() => stack);
  const ours = await reported(bea, path, lot);
  const theirs = await reported(pia, path, lot);
  return { ours, theirs, pair: await pairOf(stack, path, [ours, theirs]) };
}

/** What somebody says of a pair. */
export const says = (decision: string, more: object = {}): object => ({ decision, reason: 'One seal number', ...more });

export const codeOf = async (answer: Promise<any>): Promise<string> => (await answer).body.code;
