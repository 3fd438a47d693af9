import fc from 'fast-check';
import type { Plan } from '../domain/plan.ts';
import { circularStrands, sharesOf } from '../domain/strand.ts';

type Strands = Pick<Plan, 'strands'>;
const strand = (operation: string, headings: string[] = [], phases: string[] = []) => ({
  operation,
  phases,
  headings,
  reason: 'part of it',
});

test('a strand of a strand rolls up by its own rule, bounded by the headings of those above it', () => {
  const plans: Record<string, Strands> = {
    parent: { strands: [strand('child', ['medicines', 'vaccines'])] },
    child: { strands: [strand('grandchild', ['vaccines', 'masks'], ['spring'])] },
  };
  expect(sharesOf('parent', plans)).toEqual([
    { operation: 'child', phases: null, headings: ['medicines', 'vaccines'], depth: 1 },
    { operation: 'grandchild', phases: ['spring'], headings: ['vaccines'], depth: 2 },
  ]);
});

test('where no heading is left nothing rolls up, neither from there nor from below', () => {
  const plans: Record<string, Strands> = {
    parent: { strands: [strand('child', ['medicines'])] },
    child: { strands: [strand('grandchild', ['masks'])] },
    grandchild: { strands: [strand('last')] },
  };
  expect(sharesOf('parent', plans).map(({ operation }) => operation)).toEqual(['child']);
});

test('an operation reached by two ways has a share for each', () => {
  const plans: Record<string, Strands> = {
    parent: { strands: [strand('left'), strand('right')] },
    left: { strands: [strand('shared', ['masks'])] },
    right: { strands: [strand('shared')] },
  };
  const shares = sharesOf('parent', plans).filter(({ operation }) => operation === 'shared');
  expect(shares.map(({ headings }) => headings)).toEqual([['masks'], null]);
});

test.each([
  ['itself', { strands: [strand('own')] }, {}, [0]],
  ['a child that has it as its child', { strands: [strand('other'), strand('child')] }, { child: { strands: [strand('own')] } }, [1]],
  ['nobody that leads back', { strands: [strand('child')] }, { child: { strands: [strand('grandchild')] } }, []],
] as const)('an operation above %s', (_, plan, plans, circular) => {
  expect(circularStrands('own', plan, plans)).toEqual(circular);
});

test('plans that were let into force one after the other never roll up in a circle, and counting them always ends', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const rule = fc.record({ operation: fc.constantFrom(...names), under: fc.array(fc.constantFrom(...names), { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 12 }), (rules) => {
      const inForce: Record<string, Strands> = {};
      for (const { operation, under } of rules) {
        const plan = { strands: under.map((name) => strand(name)) };
        if (circularStrands(operation, plan, inForce).length === 0) inForce[operation] = plan;
      }
      for (const name of names) expect(sharesOf(name, inForce).map(({ operation }) => operation)).not.toContain(name);
      const reckless = Object.fromEntries(rules.map(({ operation, under }) => [operation, { strands: under.map((name) => strand(name)) }]));
      for (const name of names) expect(sharesOf(name, reckless).map(({ operation }) => operation)).not.toContain(name);
    }),
  );
});
