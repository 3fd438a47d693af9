import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { BREAKDOWNS, type Breakdown } from '../domain/breakdown.ts';
import type { CaseReport, GoodsLine, Seizure } from '../domain/case.ts';
import { realTimeClock } from '../domain/clock.ts';
import type { CaseWriting } from '../prisma/facts/case-rows.ts';
import { appendCases, appendCorrections } from '../prisma/facts/cases.ts';
import { takeCases } from '../prisma/facts/intake.ts';
import { loadFigures } from '../prisma/reads/figures.ts';
import { readBreakdown, readFigures } from '../prisma/reads/statistics.ts';
import { EVERYTHING, queryAs, seeAll } from '../prisma/sight.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import { link, unlink } from './linking.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let members: { id: string; code: string }[];
let person: string;
const plan = resolvedPlan(TWO_PHASES as never);
const AT = '2026-04-01T00:00:00.000Z';

beforeAll(async () => {
  stack = await aStack({ works: false });
  const { prisma } = stack.database;
  person = (await prisma.person.findUniqueOrThrow({ where: { subject: 'clara.coordinator' } })).id;
  const codes = ['be-customs', 'fr-customs', 'kr-customs'];
  members = await Promise.all(
    codes.map(async (code) => ({ code, id: (await prisma.organisation.findUniqueOrThrow({ where: { code } })).id })),
  );
});
afterAll(() => stack.stop());

async function anOperation(): Promise<string> {
  const { prisma } = stack.database;
  const at = new Date(AT);
  const clock = { ...realTimeClock(at.getTime()) };
  const operation = { title: 'x', stage: 'running', stageSince: at, isDrill: false, clock, createdById: person, createdAt: at };
  const { id } = await prisma.operation.create({ data: { id: randomUUID(), ...operation } });
  const joining = { operationId: id, state: 'accepted', joins: 'phase-1', rilo: 'rilo-we', invitedAt: at };
  await prisma.participation.createMany({ data: members.map((member) => ({ ...joining, organisationId: member.id })) });
  return id;
}

const ask = (text: string, values: unknown[]) => queryAs(stack.database.pool, EVERYTHING, { text, values });

type Step =
  | { do: 'report'; by: number; seizures: Seizure[] }
  | { do: 'correct'; which: number; seizures: Seizure[] }
  | { do: 'exclude' | 'include'; which: number }
  | { do: 'link' | 'unlink'; which: number; with: number }
  | { do: 'again'; upTo: number }
  | { do: 'keep'; limit: number };

const lines: fc.Arbitrary<GoodsLine> = fc.record(
  {
    heading: fc.constantFrom('medicines', 'vaccines', 'masks', 'ivory'),
    unit: fc.constantFrom('C62', 'E27'),
    quantity: fc.constantFrom('0.1', '7', '1200.000001'),
    isWeighed: fc.boolean(),
    values: fc.array(
      fc.constantFrom({ amount: '3.5', currency: 'EUR', basis: 'street' }, { amount: '4', currency: 'USD', basis: 'customs' }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  },
  { requiredKeys: ['heading', 'unit', 'quantity'] },
);
const seizures: fc.Arbitrary<Seizure[]> = fc
  .array(
    fc.record(
      {
        number: fc.constant(1),
        seizedAt: fc.constantFrom('2026-03-10T12:00:00Z', '2026-03-15T23:30:00Z', '2026-03-20T00:00:00Z'),
        goods: fc.array(lines, { minLength: 1, maxLength: 3 }),
        transport: fc.constantFrom('1', '4'),
        direction: fc.constantFrom('import' as const, 'export' as const),
        placeType: fc.constant('airport'),
        departure: fc.constantFrom('CN', 'IN'),
        destination: fc.constant('BE'),
        persons: fc.constant([{ state: 'arrested', count: 2 }]),
        groups: fc.constant([{ state: 'disrupted', count: 1 }]),
      },
      { requiredKeys: ['number', 'seizedAt', 'goods'] },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((some) => some.map((seizure, i) => ({ ...seizure, number: i + 1 })));
const which = fc.nat(7);
const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ do: fc.constant('report' as const), by: fc.nat(2), seizures }),
    fc.record({ do: fc.constant('correct' as const), which, seizures }),
    fc.record({ do: fc.constantFrom('exclude' as const, 'include' as const), which }),
    fc.record({ do: fc.constantFrom('link' as const, 'unlink' as const), which, with: which }),
    fc.record({ do: fc.constant('again' as const), upTo: fc.nat(5) }),
    fc.record({ do: fc.constant('keep' as const), limit: fc.constantFrom(1, 3, 1_000) }),
  ),
  { minLength: 3, maxLength: 14 },
);

/** Does one thing to the cases that there are, as the facts do: a change and its stale row in one statement. */
async function take(operationId: string, cases: CaseWriting[], step: Step): Promise<void> {
  const found = (index: number): CaseWriting | undefined => (cases.length === 0 ? undefined : cases[index % cases.length]);
  if (step.do === 'keep') return void (await keepTallies(stack.database, step.limit));
  if (step.do === 'report') {
    const report: CaseReport = { reference: `R-${cases.length}`, seizures: step.seizures };
    const organisationId = members[step.by]?.id ?? '';
    const writing = { caseId: randomUUID(), version: 1, operationId, organisationId, personId: person, report, plan, at: AT, reason: null };
    cases.push({ ...writing, channel: 'batch', warnings: [] });
    return void expect((await appendCases(stack.database, cases.slice(-1))).size).toBe(1);
  }
  if (step.do === 'again') return sendAgain(operationId, cases, step.upTo);
  const known = found(step.which);
  if (!known) return;
  if (step.do === 'correct') {
    Object.assign(known, { version: known.version + 1, reason: 'Counted again', report: { ...known.report, seizures: step.seizures } });
    return void expect((await appendCorrections(stack.database, [known])).size).toBe(1);
  }
  const stale = 'stale as (insert into stale_case (operation_id, case_id) values ($1, $2))';
  const { caseId, organisationId } = known;
  if (step.do === 'exclude') {
    const text = `with ${stale} insert into case_exclusion (id, case_id, operation_id, organisation_id, reason, excluded_by_id, excluded_at)
      values ($3, $2, $1, $4, 'twice', $5, $6) on conflict do nothing`;
    await ask(text, [operationId, caseId, randomUUID(), organisationId, person, AT]);
  } else if (step.do === 'include') {
    const text = `with ${stale} update case_exclusion set included_by_id = $3, included_at = $4, inclusion_reason = 'once'
      where case_id = $2 and included_at is null`;
    await ask(text, [operationId, caseId, person, AT]);
  } else if ('with' in step) {
    const other = found(step.with);
    if (!other || other === known) return;
    const pair = { operationId, personId: person, at: new Date(AT), primary: other.caseId, secondary: caseId };
    await (step.do === 'link' ? link : unlink)(stack.database, pair);
  }
}

/** A file that is imported again, broken off at some case, while another start of it is under way: nothing is new in either. */
async function sendAgain(operationId: string, cases: readonly CaseWriting[], upTo: number): Promise<void> {
  for (const { id: organisationId } of members) {
    const reports = cases.filter((each) => each.organisationId === organisationId).map(({ report }) => report);
    const intake = { operationId, organisationId, personId: person, plan, channel: 'sheet' as const, at: AT, reason: 'Uploaded again' };
    const starts = [reports.slice(0, upTo), reports].map((some) => takeCases(stack.database, intake, some));
    expect((await Promise.all(starts)).flat().filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
  }
}

const byKey = (rows: Breakdown[]) => [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
const breakdowns = async (operationId: string) =>
  Promise.all(BREAKDOWNS.map(async (by) => byKey(await readBreakdown(stack.database, by, { operationId, phase: '' }, 2_000))));

test('whatever was reported, corrected, imported again, excluded and linked, in any order, the figures are those of a recomputation from the ledger', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (some) => {
      const operationId = await anOperation();
      const cases: CaseWriting[] = [];
      for (const step of some) await take(operationId, cases, step);

      const phases = ['phase-1', 'phase-2'];
      const scope = { operationId, phases, cutOff: new Date(AT) };
      const { figures } = await stack.database.prisma.$transaction(async (tx) => {
        await seeAll(tx);
        return loadFigures(tx, plan, scope);
      });
      expect(await readFigures(stack.database, plan, { operationId, now: new Date(AT) })).toEqual(figures);

      const stale = await breakdowns(operationId);
      while ((await keepTallies(stack.database, 1_000)) > 0);
      expect((await ask('select from stale_case', [])).rowCount).toBe(0);
      expect(await breakdowns(operationId)).toEqual(stale);

      await ask('delete from tally where operation_id = $1', [operationId]);
      await ask('delete from tallied_case where operation_id = $1', [operationId]);
      await ask('insert into stale_case (operation_id, case_id) select operation_id, id from case_report where operation_id = $1', [
        operationId,
      ]);
      while ((await keepTallies(stack.database, 1_000)) > 0);
      expect(await breakdowns(operationId)).toEqual(stale);
    }),
    { numRuns: 25 },
  );
});
