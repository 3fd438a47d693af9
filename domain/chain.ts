import type { Plan, StepRule } from './plan.ts';

export type Chain = { pointer: string; rules: readonly StepRule[] };

/** Every chain of approval steps that a plan gives, with its place in the plan. */
export function chainsOf({ approval, publication, chains = {} }: Plan): Chain[] {
  const { amendment, extension, closing, release, subscription, fastTrack } = chains;
  const given = [
    { pointer: '/approval', rules: approval },
    { pointer: '/chains/amendment', rules: amendment },
    { pointer: '/chains/extension', rules: extension },
    { pointer: '/chains/closing', rules: closing },
    { pointer: '/publication/signOff', rules: publication.signOff },
    { pointer: '/chains/publication', rules: chains.publication },
    { pointer: '/chains/release', rules: release },
    { pointer: '/chains/subscription', rules: subscription },
    { pointer: '/chains/fastTrack/approval', rules: fastTrack?.approval },
    { pointer: '/chains/fastTrack/ratification', rules: fastTrack?.ratification },
  ];
  return given.flatMap(({ pointer, rules }) => (rules ? [{ pointer, rules }] : []));
}

/** The chain that decides on a version of the plan. An amendment and an extension follow the plan's where they have none of their own. */
export function chainFor(plan: Plan, subject: 'plan' | 'amendment' | 'extension'): Chain {
  const own = subject === 'plan' ? undefined : plan.chains?.[subject];
  return own?.length ? { pointer: `/chains/${subject}`, rules: own } : { pointer: '/approval', rules: plan.approval };
}
