import type { Approval } from './approval.ts';
import { disjointPaths } from './disjoint-paths.ts';
import { hasSpoken, isOwnWork } from './four-eyes.ts';
import { slotsOf, type Approver, type Slot, type Step } from './step.ts';

/** Have those who agreed in a step made up its quorum? */
export function hasQuorum(step: Step, voices: Approval['voices']): boolean {
  const agreed = voices.filter((voice) => voice.step === step.name && voice.kind === 'approve');
  return agreed.length >= step.quorum.count && slotsOf(step).every(({ needs }) => agreed.some(needs));
}

/**
 * The first step that can no longer be completed by those who may speak today, or null while there is a way to the end. A post speaks once
 * in an approval, and so does whoever holds it or stands in: this leads every approval that is still needed to a post, from there to a
 * holder, and from there to the one who says it, so that no two share any of these. Where several stand in for each other in a row, it
 * is more hopeful than `refuse`, which lets none of them be heard in two places.
 */
export function stuckStep(approval: Approval, approvers: readonly Approver[]): Step | null {
  const able = approvers.filter((approver) => !isOwnWork(approval.author, approver, approvers) && !hasSpoken(approval, approver));
  const slots = approval.steps.flatMap((step) => (approval.complete.some((done) => done.step === step.name) ? [] : slotsOf(step)));
  const paths = disjointPaths((node) => {
    const [layer, name] = [node.slice(0, node.indexOf(' ')), node.slice(node.indexOf(' ') + 1)];
    if (layer === 'slot') return placesOf(approval, slots[Number(name)], able);
    if (layer === 'post')
      return able.filter(({ post }) => post === name).map(({ personId, standsFor }) => `holder ${standsFor ?? personId}`);
    if (layer === 'holder')
      return able.filter(({ personId, standsFor }) => (standsFor ?? personId) === name).map(({ personId }) => `voice ${personId}`);
    return [];
  });
  // A slot that nobody can fill has nowhere to go, as the end of a path has: it is not asked for one.
  const unfilled = slots.find((slot, i) => placesOf(approval, slot, able).length === 0 || !paths.find(`slot ${i}`));
  return unfilled?.step ?? null;
}

/** What can fill a slot: what was said in its step, and posts of the step that have not spoken. */
function placesOf({ voices }: Approval, slot: Slot | undefined, able: readonly Approver[]): string[] {
  if (!slot) return [];
  const { step, needs } = slot;
  const said = voices.filter((voice) => voice.step === step.name && voice.kind === 'approve' && needs(voice));
  const posts = able.filter((approver) => step.posts.includes(approver.post) && needs(approver)).map(({ post }) => post);
  return [...said.map(({ post }) => `said ${post}`), ...[...new Set(posts)].map((post) => `post ${post}`)];
}
