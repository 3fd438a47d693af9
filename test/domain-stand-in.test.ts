import fc from 'fast-check';
import { closesCycle, type StandIn } from '../domain/stand-in.ts';

const absence = (personId: string, standInId: string, from: number, until: number): StandIn => ({ personId, standInId, from, until });

test.each<[string, StandIn[], StandIn, boolean]>([
  ['nobody stands in for the stand-in', [], absence('a', 'b', 0, 9), false],
  ['two stand in for each other', [absence('b', 'a', 0, 9)], absence('a', 'b', 0, 9), true],
  ['two do so one after the other', [absence('b', 'a', 9, 12)], absence('a', 'b', 0, 9), false],
  ['three stand in for each other', [absence('b', 'c', 0, 9), absence('c', 'a', 5, 9)], absence('a', 'b', 0, 9), true],
  ['three never do so at one moment', [absence('b', 'c', 0, 4), absence('c', 'a', 4, 9)], absence('a', 'b', 0, 9), false],
])('stand-ins make a circle or not where %s', (_, known, next, isCycle) => {
  expect(closesCycle(known, next)).toBe(isCycle);
});

test('at no moment do people stand in for each other in a circle, in whatever order they are appointed', () => {
  const someone = fc.nat(4).map((i) => `person-${i}`);
  const appointments = fc.array(fc.tuple(someone, someone, fc.nat(8), fc.integer({ min: 1, max: 8 })), { maxLength: 15 });
  fc.assert(
    fc.property(appointments, (tries) => {
      const known: StandIn[] = [];
      for (const [personId, standInId, from, length] of tries) {
        const next = { personId, standInId, from, until: from + length };
        if (personId !== standInId && !closesCycle(known, next)) known.push(next);
      }
      for (let moment = 0; moment < 16; moment += 1) {
        const valid = known.filter(({ from, until }) => from <= moment && moment < until);
        let left = valid;
        const isEnd = ({ standInId }: StandIn): boolean => !left.some(({ personId }) => personId === standInId);
        while (left.some(isEnd)) left = left.filter((standIn) => !isEnd(standIn));
        expect(left).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
