import fc from 'fast-check';
import { appoint, endOf, isValidAt, spans, type Rank, type Term } from '../domain/contact.ts';

let count = 0;
const aTerm = (term: Partial<Term> = {}): Term => ({
  ...{ id: `term-${(count += 1)}`, personId: `person-${count}`, rank: 'holder', from: 0, until: null },
  ...term,
});

/** The terms after a newcomer, whose predecessors end where it begins; as they were where it is refused. */
function after(terms: readonly Term[], newcomer: Term): readonly Term[] {
  const appointed = appoint(terms, newcomer);
  if ('refused' in appointed) return terms;
  return [...terms.map((term) => (appointed.ends.includes(term.id) ? { ...term, until: newcomer.from } : term)), newcomer];
}

const holdersAt = (terms: readonly Term[], at: number): Term[] => terms.filter((term) => term.rank === 'holder' && isValidAt(term, at));

test('a new holder follows the one before, and deputies stay', () => {
  const [bea, deputy] = [aTerm({ id: 'bea' }), aTerm({ id: 'deputy', rank: 'deputy' })];
  expect(appoint([bea, deputy], aTerm({ from: 10 }))).toEqual({ ends: ['bea'] });
  expect(appoint([bea, deputy], aTerm({ from: 10, rank: 'deputy' }))).toEqual({ ends: [] });
});

test('a deputy who becomes the holder is the deputy no more', () => {
  const [bea, deputy] = [aTerm({ id: 'bea' }), aTerm({ id: 'deputy', personId: 'dora', rank: 'deputy' })];
  expect(appoint([bea, deputy], aTerm({ personId: 'dora', from: 10 }))).toEqual({ ends: ['bea', 'deputy'] });
});

test('nobody is named twice for the same time', () => {
  expect(appoint([aTerm({ personId: 'bea' })], aTerm({ personId: 'bea', from: 10 }))).toEqual({ refused: 'contact.named-before' });
  const deputy = aTerm({ personId: 'bea', rank: 'deputy', from: 10 });
  expect(appoint([aTerm({ personId: 'bea' })], deputy)).toEqual({ refused: 'contact.named-before' });
  expect(appoint([aTerm({ personId: 'bea', until: 10 })], deputy)).toEqual({ ends: [] });
});

test('a holder for a while, after whom the former would come back, is refused; so is one in the way of a later one', () => {
  expect(appoint([aTerm()], aTerm({ from: 10, until: 20 }))).toEqual({ refused: 'contact.overlap' });
  expect(appoint([aTerm({ from: 15 })], aTerm({ from: 10 }))).toEqual({ refused: 'contact.overlap' });
  expect(appoint([aTerm({ id: 'mistaken', from: 10 })], aTerm({ from: 10 }))).toEqual({ ends: ['mistaken'] });
  expect(appoint([aTerm({ until: 15 })], aTerm({ from: 10, until: 20 }))).toMatchObject({ ends: [expect.any(String)] });
});

test('a term that is ended before it began was never valid, and is in nobody`s way', () => {
  expect(endOf(aTerm({ from: 10 }), 5)).toBe(10);
  expect(endOf(aTerm({ from: 10, until: 20 }), 25)).toBeNull();
  expect(endOf(aTerm({ from: 10, until: 20 }), 15)).toBe(15);
  expect(appoint([aTerm({ from: 15, until: 15 })], aTerm({ from: 10 }))).toEqual({ ends: [] });
});

test('a term spans what lies in it from end to end', () => {
  expect(spans({ from: 0, until: 10 }, { from: 0, until: 10 })).toBe(true);
  expect(spans({ from: 0, until: 10 }, { from: 5, until: 11 })).toBe(false);
  expect(spans({ from: 0, until: null }, { from: -1, until: 5 })).toBe(false);
});

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
