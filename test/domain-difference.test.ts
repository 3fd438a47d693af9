import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { differences } from '../domain/difference.ts';

test('an invitee that is added at the top of a list is one difference', () => {
  const before = { invitees: [{ organisation: 'be' }, { organisation: 'fr' }] };
  const after = { invitees: [{ organisation: 'at' }, { organisation: 'be' }, { organisation: 'fr' }] };
  expect(differences(before, after)).toEqual([{ pointer: '/invitees/at', before: undefined, after: { organisation: 'at' } }]);
});

test('seizures go by their number and goods by their heading, so that one more at the top is one difference', () => {
  const seizure = (number: number, quantity: string) => ({ number, goods: [{ heading: 'ivory', quantity }] });
  expect(differences({ seizures: [seizure(1, '5')] }, { seizures: [seizure(2, '7'), seizure(1, '6')] })).toEqual([
    { pointer: '/seizures/1/goods/ivory/quantity', before: '5', after: '6' },
    { pointer: '/seizures/2', before: undefined, after: seizure(2, '7') },
  ]);
});

test('steps that change places are a difference, although each of them stayed as it was', () => {
  const [first, second] = [{ name: 'director' }, { name: 'deputy' }];
  expect(differences({ approval: [first, second] }, { approval: [second, first] })).toEqual([
    { pointer: '/approval', before: ['director', 'deputy'], after: ['deputy', 'director'] },
  ]);
});

test('lists whose items have no name are compared whole, and names are escaped as pointers ask', () => {
  const [before, after] = [{ ladder: [{ offsetHours: -72 }] }, { ladder: [{ offsetHours: -48 }] }];
  expect(differences(before, after)).toEqual([{ pointer: '/ladder', before: before.ladder, after: after.ladder }]);
  expect(differences({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toEqual([{ pointer: '/a~1b~0c', before: 1, after: 2 }]);
});

/** Documents whose objects often carry the names that lists are compared by, and whose names are sometimes those of JavaScript itself. */
const word = fc.constantFrom('a', 'b', 'key', 'name', 'organisation', 'heading', '__proto__', 'constructor');
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, 'a', 'b'),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(word, tie('document'), { maxKeys: 4 }),
  ),
}));

test('two documents have differences if and only if they are not equal', () => {
  fc.assert(
    fc.property(document, document, fc.boolean(), (before, other, isSame) => {
      const [one, two] = [asJson(before), asJson(isSame ? before : other)];
      expect(differences(one, two).length > 0).toBe(!isDeepStrictEqual(one, two));
    }),
    { numRuns: 2_000 },
  );
});

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
