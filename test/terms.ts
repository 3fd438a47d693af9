import type { Term } from '../domain/contact.ts';

let count = 0;

/** A holder without end, of a person of its own. State only what matters. */
export const aTerm = (term: Partial<Term> = {}): Term => ({
  ...{ id: `term-${(count += 1)}`, personId: `person-${count}`, rank: 'holder', from: 0, until: null },
  ...term,
});
