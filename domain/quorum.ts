import type { Approval, Approver, Step } from './approval.ts';
import type { Service } from './organisation.ts';

/** One approval that a step still needs; of this service, where the quorum asks for it by name. */
type Slot = { stepIndex: number; service: Service | null };

/** Somebody who could fill a slot. A voice speaks once in an approval, whichever of its posts or holders speaks. */
type Candidate = { voice: string; service: Service };

/**
 * The first step that can no longer be completed, or null while there is a way to the end. Every voice speaks once in an approval, so a
 * post that several steps name serves only one of them: this looks for voices for all the slots that are left at the same time
 * (a bipartite matching, found by augmenting paths).
 */
export function stuckStep(approval: Approval): Step | null {
  const { steps, stepIndex } = approval;
  const voiceOf = voices(steps);
  const taken = new Map<string, Slot>();

  function findVoice(slot: Slot, tried: Set<string>): boolean {
    for (const { voice, service } of candidates(approval, slot, voiceOf)) {
      if ((slot.service !== null && slot.service !== service) || tried.has(voice)) continue;
      tried.add(voice);
      const other = taken.get(voice);
      if (other && !findVoice(other, tried)) continue;
      taken.set(voice, slot);
      return true;
    }
    return false;
  }

  const slots = steps.flatMap((step, i) => (i < stepIndex ? [] : slotsOf(step, i)));
  const unfilled = slots.find((slot) => !findVoice(slot, new Set()));
  return unfilled ? (steps[unfilled.stepIndex] ?? null) : null;
}

function slotsOf({ quorum: { count, perService = [] } }: Step, stepIndex: number): Slot[] {
  const named: Slot[] = [...new Set(perService)].map((service) => ({ stepIndex, service }));
  const others = Array.from({ length: Math.max(0, count - named.length) }, (): Slot => ({ stepIndex, service: null }));
  return [...named, ...others];
}

/** Who has agreed in the open step fills one of its slots; who has agreed before fills none; the author and the author's posts never do. */
function candidates({ author, steps, stepIndex, agreed }: Approval, slot: Slot, voiceOf: (approver: Approver) => string): Candidate[] {
  const step = steps[slot.stepIndex];
  if (!step) return [];
  const spoken = agreed.map(voiceOf);
  const here = slot.stepIndex === stepIndex ? agreed.filter((approver) => approver.step === step.name) : [];
  const said = here.map(({ post, service }) => ({ voice: `said as ${post}`, service }));
  const able = step.approvers.filter(
    (approver) => approver.personId !== author.personId && !author.posts.includes(approver.post) && !spoken.includes(voiceOf(approver)),
  );
  return [...said, ...able.map((approver) => ({ voice: voiceOf(approver), service: approver.service }))];
}

/** Posts that share a holder are one voice: whoever holds both speaks once. */
function voices(steps: readonly Step[]): (approver: Approver) => string {
  const approvers = steps.flatMap((step) => step.approvers);
  const voiceOfPost = new Map(approvers.map(({ post }) => [post, post]));
  for (const { personId, post } of approvers) {
    for (const other of approvers.filter((approver) => approver.personId === personId)) {
      const [kept, merged] = [voiceOfPost.get(post) ?? post, voiceOfPost.get(other.post) ?? other.post];
      for (const [name, voice] of voiceOfPost) if (voice === merged) voiceOfPost.set(name, kept);
    }
  }
  return ({ post }) => voiceOfPost.get(post) ?? post;
}
