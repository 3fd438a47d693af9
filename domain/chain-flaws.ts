import { chainsOf, type Chain } from './chain.ts';
import { flaw, type Flaw } from './failure.ts';
import type { Plan, StepRule } from './plan.ts';
import type { Audience } from './tasking.ts';

/** What is wrong with the approval steps of a plan, as far as the plan itself shows it. */
export function chainFlaws(plan: Plan): Flaw[] {
  return chainsOf(plan).flatMap((chain) => [
    ...emptiness(chain),
    ...sameNames(chain),
    ...openEndedness(chain),
    ...chain.rules.flatMap((rule, i) => ruleFlaws(chain, rule, i)),
  ]);
}

/** The fast track must end in somebody's decision: now, and when it is ratified. */
function emptiness({ pointer, rules }: Chain): Flaw[] {
  return pointer.startsWith('/chains/fastTrack') && rules.length === 0 ? [flaw(pointer, 'plan.incomplete')] : [];
}

/** What came into force in haste must not wait for its ratification for ever: nothing would follow from nobody deciding. */
function openEndedness({ pointer, rules }: Chain): Flaw[] {
  if (pointer !== '/chains/fastTrack/ratification') return [];
  return rules.flatMap(({ deadline }, i) => (deadline ? [] : [flaw(`${pointer}/${i}/deadline`, 'plan.ratification-open-ended')]));
}

/** Agreement is kept by the name of its step. */
function sameNames({ pointer, rules }: Chain): Flaw[] {
  const names = rules.map(({ name }) => name);
  return names.flatMap((name, i) => (names.indexOf(name) < i ? [flaw(`${pointer}/${i}/name`, 'plan.key-twice')] : []));
}

/** Who can be told of a step. It belongs to no administration, so that there is no regional office and no deputy of a contact for it. */
const AUDIENCES: readonly Audience[] = ['addressee', 'stand-in', 'coordinator'];

/**
 * A step ends at its deadline, whether it lapses or silence is consent then, and asks whoever decides it when it opens: a later rung, or one
 * before that, would tell nobody anything.
 */
function ruleFlaws({ pointer }: Chain, { posts, veto = [], deadline }: StepRule, i: number): Flaw[] {
  const rungs = deadline?.ladder ?? [];
  return [
    ...veto.flatMap((post, j) => (posts.includes(post) ? [] : [flaw(`${pointer}/${i}/veto/${j}`, 'plan.veto-unknown')])),
    ...rungs.flatMap(({ offsetHours, tells }, j) => {
      const rung = `${pointer}/${i}/deadline/ladder/${j}`;
      return [
        ...(offsetHours > 0 ? [flaw(`${rung}/offsetHours`, 'plan.rung-after-end')] : []),
        ...(offsetHours <= -(deadline?.hours ?? 0) ? [flaw(`${rung}/offsetHours`, 'plan.rung-before-start')] : []),
        ...tells.flatMap((audience, k) => (AUDIENCES.includes(audience) ? [] : [flaw(`${rung}/tells/${k}`, 'plan.audience-unfit')])),
      ];
    }),
  ];
}
