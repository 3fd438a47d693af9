import type { Approval, Author } from './approval.ts';
import type { Approver } from './step.ts';

/**
 * Would the author decide on the author's own work? Nobody decides who wrote it, who shares a post with somebody who did, or who stands in
 * for such a person: otherwise the author could approve by proxy. Roles do not matter, an administrator's neither.
 */
export function isOwnWork(author: Author, approver: Approver, approvers: readonly Approver[]): boolean {
  const isAuthors = (person: string): boolean =>
    person === author.personId ||
    (author.writers ?? []).includes(person) ||
    approvers.some(({ personId, standsFor, post }) => personId === person && standsFor === null && author.posts.includes(post));
  return peopleOf(approver).some(isAuthors);
}

/**
 * Has this approver been heard in the approval, in whatever step? A post speaks once. So does everybody who holds it: by themselves, through
 * a stand-in, or as the stand-in of another.
 */
export function hasSpoken({ voices }: Pick<Approval, 'voices'>, approver: Approver): boolean {
  const people = peopleOf(approver);
  return voices.some((voice) => voice.post === approver.post || peopleOf(voice).some((person) => people.includes(person)));
}

function peopleOf({ personId, standsFor }: Pick<Approver, 'personId' | 'standsFor'>): string[] {
  return standsFor === null ? [personId] : [personId, standsFor];
}
