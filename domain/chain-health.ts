import type { Chain } from './chain.ts';
import type { StepRule } from './plan.ts';
import type { Approver } from './step.ts';

/** How long the same posts took in another approval. Steps without a deadline tell nothing about that. */
export type PastStep = { posts: readonly string[]; wasLate: boolean };

export const CONCERNS = {
  nobody: 'Nobody can decide this step.',
  'one-approver': 'One person alone can decide this step. Nobody replaces them while they are away, unless they appoint a stand-in.',
  'always-late': 'These posts have let every deadline pass lately. Ask them first, or give them more time.',
} as const;
export type Concern = keyof typeof CONCERNS;

export type StepHealth = { chain: string; step: string; posts: readonly string[]; people: number; concerns: Concern[] };

/** Fewer say nothing about a post: everybody is late once. */
const FEWEST_PAST_STEPS = 2;

/** What may hold an approval up in these chains, told before it is submitted. `approvers` are those who may speak today. */
export function healthOf(chains: readonly Chain[], approvers: readonly Approver[], past: readonly PastStep[]): StepHealth[] {
  return chains.flatMap(({ pointer, rules }) => rules.map((rule) => stepHealth(pointer, rule, approvers, past)));
}

function stepHealth(
  chain: string,
  { name, posts }: Pick<StepRule, 'name' | 'posts'>,
  approvers: readonly Approver[],
  past: readonly PastStep[],
): StepHealth {
  const people = new Set(approvers.filter(({ post }) => posts.includes(post)).map(({ personId }) => personId)).size;
  const same = past.filter((step) => step.posts.length === posts.length && step.posts.every((post) => posts.includes(post)));
  const isAlwaysLate = same.length >= FEWEST_PAST_STEPS && same.every(({ wasLate }) => wasLate);
  const concerns: Concern[] = [...(people === 0 ? (['nobody'] as const) : people === 1 ? (['one-approver'] as const) : [])];
  return { chain, step: name, posts, people, concerns: isAlwaysLate ? [...concerns, 'always-late'] : concerns };
}
