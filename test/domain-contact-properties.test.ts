import fc from 'fast-check';
import { appoint, isValidAt, type Rank, type Term } from '../domain/contact.ts';
import { aTerm } from './terms.ts';

/** The terms after a newcomer, whose predecessors end where it begins; as they were where it is refused. */
function after(terms: readonly Term[], newcomer: Term): readonly Term[] {
  const appointed = appoint(terms, newcomer);
  if ('refused' in appointed) return terms;
  return [...terms.map((term) => (appointed.ends.includes(term.id) ? { ...term, until: newcomer.from } : term)), newcomer];
}

const holdersAt = (terms: readonly Term[], at: number): Term[] => terms.filter((term) => term.rank === 'holder' && isValidAt(term, at));

const term = fc.record({
  personId: fc.constantFrom('a', 'b', 'c', 'd'),
  rank: fc.constantFrom<Rank>('holder', 'deputy'),
  from: fc.integer({ min: 0, max: 40 }),
  lasts: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
});

test('whoever is named when and in whatever order, there is never more than one holder, and nobody is holder and deputy at once', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 25 }), (named) => {
      const terms = named.reduce<readonly Term[]>(
        (sofar, { lasts, ...one }) => after(sofar, aTerm({ ...one, until: lasts === null ? null : one.from + lasts })),
        [],
      );
      for (let at = 0; at <= 85; at += 1) {
        expect(holdersAt(terms, at).length).toBeLessThanOrEqual(1);
        const people = terms.filter((one) => isValidAt(one, at)).map(({ personId }) => personId);
        expect(new Set(people).size).toBe(people.length);
      }
    }),
  );
});

test('a succession leaves no time without a holder between the two', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (from) => {
      const terms = after([aTerm()], aTerm({ from }));
      for (let at = 0; at <= 50; at += 1) expect(holdersAt(terms, at)).toHaveLength(1);
    }),
  );
});
