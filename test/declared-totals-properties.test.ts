import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { realTimeClock } from '../domain/clock.ts';
import { totalsDeclared } from '../domain/declared-total.ts';
import { appendCase, appendCorrection } from '../prisma/facts/cases.ts';
import { appendDeclaration } from '../prisma/facts/declared-counts.ts';
import { readRemainders } from '../prisma/reads/remainders.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let persons: { id: string; organisationId: string }[];
beforeAll(async () => {
  stack = await aStack({ works: false });
  const { prisma } = stack.database;
  persons = [];
  for (const subject of ['bea.belgium', 'felix.france']) persons.push(await prisma.person.findUniqueOrThrow({ where: { subject } }));
});
afterAll(() => stack.stop());

const PLAN = resolvedPlan(TWO_PHASES as never);
const PERIODS = { first: '2026-03-10T12:00:00Z', second: '2026-03-20T12:00:00Z' };
type Period = keyof typeof PERIODS;
/** Drugs hold cocaine and heroin; nothing is declared of heroin. */
const HEADINGS = ['drugs', 'cocaine', 'heroin', 'medicines'] as const;
type Found = { heading: (typeof HEADINGS)[number]; unit: string; quantity: number };

type Step =
  | {
      does: 'declare';
      by: number;
      period: Period;
      heading: 'drugs' | 'cocaine' | 'medicines';
      unit: string;
      quantity: number;
      cases: number;
    }
  | { does: 'complete'; by: number; period: Period; isComplete: boolean }
  | { does: 'report' | 'correct'; by: number; period: Period; goods: Found[]; which: number };

const by = fc.integer({ min: 0, max: 1 });
const period = fc.constantFrom<Period>('first', 'second');
const unit = fc.constantFrom('KGM', 'GRM');
const quantity = fc.integer({ min: 0, max: 30 });
const goods = fc.array(fc.record({ heading: fc.constantFrom(...HEADINGS), unit, quantity }), { minLength: 1, maxLength: 3 });
const declaring = fc.record({
  does: fc.constant('declare' as const),
  by,
  period,
  heading: fc.constantFrom('drugs' as const, 'cocaine' as const, 'medicines' as const),
  unit,
  quantity,
  cases: fc.integer({ min: 0, max: 3 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: declaring },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('complete' as const), by, period, isComplete: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constantFrom('report' as const, 'correct' as const), by, period, goods, which: fc.nat(20) }),
  },
);

type Case = { id: string; version: number; by: number; period: Period; goods: Found[] };

/** What should be left over, recomputed from what was said last: of each number as much as the cases of its owner do not give. */
function expected(declared: Map<string, number>, complete: Map<string, boolean>, cases: Case[]): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (key: string, amount: number): void => {
    if (amount > 0) sums[key] = (sums[key] ?? 0) + amount;
  };
  for (const who of [0, 1])
    for (const when of ['first', 'second'] as const) {
      if (complete.get(`${who}/${when}`)) continue;
      const own = cases.filter((each) => each.by === who && each.period === when);
      const totalOf = (name: string): number => declared.get(`${who}/${when}/${name}`) ?? 0;
      const given = (headings: readonly string[], unit: string): number =>
        own
          .flatMap(({ goods }) => goods)
          .reduce((sum, one) => sum + (headings.includes(one.heading) && one.unit === unit ? one.quantity : 0), 0);
      const counted = (headings: readonly string[]): number =>
        own.filter(({ goods }) => goods.some(({ heading }) => headings.includes(heading))).length;
      for (const unit of ['KGM', 'GRM']) {
        const cocaine = Math.max(totalOf(`cocaine ${unit}`) - given(['cocaine'], unit), 0);
        add(`quantity cocaine ${unit}`, cocaine);
        add(`quantity drugs ${unit}`, totalOf(`drugs ${unit}`) - given(['drugs', 'cocaine', 'heroin'], unit) - cocaine);
        add(`quantity medicines ${unit}`, totalOf(`medicines ${unit}`) - given(['medicines'], unit));
      }
      add('cases cocaine', totalOf('cocaine cases') - counted(['cocaine']));
      add('cases drugs', totalOf('drugs cases') - counted(['drugs', 'cocaine', 'heroin']));
      add('cases medicines', totalOf('medicines cases') - counted(['medicines']));
    }
  return sums;
}

test('in whatever order totals, reports and corrections come, each total counts for what the cases do not show, and for no more', async () => {
  const { prisma } = stack.database;
  const run = async (steps: Step[]): Promise<void> => {
    const at = new Date();
    const operation = { title: 'x', stage: 'running', stageSince: at, isDrill: false, clock: { ...realTimeClock(at.getTime()) } };
    const { id: operationId } = await prisma.operation.create({
      data: { id: randomUUID(), ...operation, createdById: persons[0]?.id ?? '', createdAt: at },
    });
    const declared = new Map<string, number>();
    const complete = new Map<string, boolean>();
    const cases: Case[] = [];
    for (const one of steps) {
      const { id: personId = '', organisationId = '' } = persons[one.by] ?? {};
      const who = { operationId, organisationId, personId, at: at.toISOString(), reason: 'Again' };
      const receipt = { personId, key: randomUUID(), fingerprint: '', reply: { status: 201, body: {}, etag: null, location: null } };
      const when = { key: one.period, phase: one.period === 'first' ? 'phase-1' : 'phase-2' };
      if (one.does === 'declare') {
        const { heading, unit, quantity, cases } = one;
        const counts = totalsDeclared([{ heading, cases, quantities: [{ unit, quantity: String(quantity) }] }], undefined);
        await appendDeclaration(stack.database, 'totals', { ...who, id: randomUUID(), period: when, counts, takesNew: true }, receipt);
        declared.set(`${one.by}/${one.period}/${heading} ${unit}`, quantity).set(`${one.by}/${one.period}/${heading} cases`, cases);
      } else if (one.does === 'complete') {
        const counts = totalsDeclared([], one.isComplete);
        await appendDeclaration(stack.database, 'totals', { ...who, id: randomUUID(), period: when, counts, takesNew: true }, receipt);
        complete.set(`${one.by}/${one.period}`, one.isComplete);
      } else {
        const own = cases.filter((each) => each.by === one.by);
        const known = one.does === 'correct' ? own[one.which % Math.max(own.length, 1)] : undefined;
        const reported = known ?? { id: randomUUID(), version: 0, by: one.by, period: one.period, goods: one.goods };
        Object.assign(reported, { version: reported.version + 1, period: one.period, goods: one.goods });
        const lines = one.goods.map((line) => ({ ...line, quantity: String(line.quantity) }));
        const report = { reference: reported.id, seizures: [{ number: 1, seizedAt: PERIODS[one.period], goods: lines }] };
        const writing = {
          ...who,
          caseId: reported.id,
          version: reported.version,
          report,
          plan: PLAN,
          channel: 'form' as const,
          warnings: [],
        };
        if (known) expect(await appendCorrection(stack.database, writing)).toBeNull();
        else expect(await appendCase(stack.database, writing, receipt)).toBeNull();
        if (!known) cases.push(reported);
      }
    }
    const remainders = await readRemainders(stack.database, { operationId, phases: null, cutOff: new Date() });
    const found = remainders.map(({ measure, heading, unit, remainder }) => [
      [measure, heading, unit].filter(Boolean).join(' '),
      Number(remainder),
    ]);
    expect(Object.fromEntries(found)).toEqual(expected(declared, complete, cases));
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), run), { numRuns: 60, endOnFailure: true });
});
