import type { Service } from './organisation.ts';
import type { StepRule } from './plan.ts';

/**
 * Somebody who may speak for a post today: one of its holders, or a stand-in of one, who speaks with the holder's service and
 * organisation. Worked out anew for every decision: a new holder or a stand-in appointed after the submission can decide.
 */
export type Approver = { personId: string; standsFor: string | null; post: string; service: Service; organisation: string };

/** The quorum of a step once its approval is open: the lead organisations of the plan stand in it by name. */
export type StepQuorum = { count: number; perService?: readonly Service[] | undefined; perOrganisation?: readonly string[] | undefined };

/** A step as its approval carries it: by post, like the rule that it was made from. */
export type Step = Omit<StepRule, 'quorum'> & { quorum: StepQuorum };

/** The steps of a chain for an approval that opens now. A later change of the plan's leads leaves them as they were submitted. */
export function stepsOf(rules: readonly StepRule[], leads: readonly string[]): Step[] {
  return rules.map(({ quorum: { count, perService, perLead }, ...rule }) => ({
    ...rule,
    quorum: { count, ...(perService ? { perService } : {}), ...(perLead ? { perOrganisation: leads } : {}) },
  }));
}

/** Steps that are open together: a parallel step joins the one before it. */
export function groupsOf(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && step.isParallel) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** One approval that a step needs: of somebody of this service or organisation where the quorum names it, of anybody otherwise. */
export type Slot = { step: Step; needs: (approver: Pick<Approver, 'service' | 'organisation'>) => boolean };

export function slotsOf(step: Step): Slot[] {
  const { count, perService = [], perOrganisation = [] } = step.quorum;
  const named = [
    ...[...new Set(perService)].map((name): Slot => ({ step, needs: ({ service }) => service === name })),
    ...[...new Set(perOrganisation)].map((name): Slot => ({ step, needs: ({ organisation }) => organisation === name })),
  ];
  const others = Array.from({ length: Math.max(0, count - named.length) }, (): Slot => ({ step, needs: () => true }));
  return [...named, ...others];
}
