import { castOf } from './cast.ts';
import { aDraft, anApprovedOperation, approve, aRunningOperation, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

test('results roll up by the rule of the plan, once each, and never in a circle', async () => {
  const child = await aRunningOperation(stack, { plan: { title: 'Operation Bulb' }, accepting: ['bea.belgium', 'felix.france'] });
  const shared = aReport();
  created(await bea.post(`/operations/${child}/cases`, shared));
  created(await felix.post(`/operations/${child}/cases`, aReport('2026-03-10T12:00:00+01:00', [{}, { heading: 'vaccines', unit: 'E27' }])));
  const strand = { operation: child, phases: [], headings: ['medicines'], reason: 'Bulb is its part in the post' };
  const middle = await aRunningOperation(stack, { plan: { title: 'Operation Stem', strands: [strand] } });
  const parent = await aRunningOperation(stack, {
    plan: {
      strands: [
        { ...strand, operation: middle, headings: [] },
        { ...strand, headings: [] },
      ],
    },
    accepting: ['bea.belgium', 'felix.france'],
  });
  created(
    await bea.post(`/operations/${parent}/cases`, {
      ...shared,
      seizures: aReport('2026-03-10T12:00:00+01:00', [{ quantity: '5' }])['seizures'],
    }),
  );

  const statisticsOf = async (id: string) => (await clara.get(`/operations/${id}/statistics`)).body.figures;
  expect(await statisticsOf(middle)).toMatchObject({
    cases: 2,
    quantities: [{ heading: 'medicines', quantity: '2' }],
    strands: [{ operation: child, title: 'Operation Bulb', cases: 2, seizures: 2 }],
    denominators: { invited: 2, reported: 0 },
  });
  expect(await statisticsOf(parent)).toMatchObject({
    cases: 2,
    quantities: [
      { heading: 'medicines', quantity: '6' }, // Belgium's own five, and France's one
      { heading: 'vaccines', quantity: '1' },
    ],
  });
  expect((await statisticsOf(child)).strands).toBeUndefined();

  const circular = aPlan({ title: 'Operation Bulb', strands: [{ ...strand, operation: parent, headings: [] }] });
  created(await clara.post(`/operations/${child}/amendments`, { reason: 'The other way round', plan: circular }));
  const { status, body } = await clara.post(`/operations/${child}/submissions`);
  expect([status, body.errors]).toMatchObject([422, [{ pointer: '/strands/0/operation', code: 'plan.strand-circular' }]]);
  const blind = await aDraft(stack, { plan: { strands: [{ ...strand, operation: '00000000-0000-7000-8000-000000000000' }] } });
  const unknown = await clara.post(`/operations/${blind}/submissions`);
  expect(unknown.body.errors).toMatchObject([{ pointer: '/strands/0/operation', code: 'plan.strand-unknown' }]);
}, 120_000);

test('two plans that would make a circle together are approved one after the other, and the later one comes back', async () => {
  const one = await anApprovedOperation(stack);
  const other = await anApprovedOperation(stack);
  const approvals: string[] = [];
  for (const [id, under] of [
    [one, other],
    [other, one],
  ] as const) {
    const strands = [{ operation: under, phases: [], headings: [], reason: 'Part of it' }];
    created(await clara.post(`/operations/${id}/amendments`, { reason: 'Under one roof', plan: aPlan({ strands }) }));
    approvals.push(created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  }
  for (const approvalId of approvals) await approve(stack, dirk, approvalId);
  const stateOf = async (id: string): Promise<string> => (await clara.get(`/operations/${id}/plan`)).body.state;
  await stack.until(async () => (await stateOf(one)) !== 'submitted' && (await stateOf(other)) !== 'submitted');
  expect([await stateOf(one), await stateOf(other)].toSorted()).toEqual(['approved', 'returned']);
  const returned = (await stateOf(one)) === 'returned' ? one : other;
  expect((await clara.get(`/operations/${returned}`)).body).toMatchObject({ stage: 'approved', planVersion: 1 });
  created(await clara.post(`/operations/${returned}/launches`));
}, 120_000);
