import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { anApprovedOperation, aRunningOperation, created, ownTask } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport, codesOf, correction } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const figuresOf = async (path: string) => (await clara.get(`${path}/statistics`)).body.figures;
const statesOf = async (path: string) =>
  Object.fromEntries((await clara.get(`${path}/participations`)).body.items.map((item: any) => [item.organisation, item.state]));

test('before the launch and after the end nothing is reported', async () => {
  const approved = await anApprovedOperation(stack, { plan: TWO_PHASES });
  expect((await bea.post(`/operations/${approved}/cases`, aReport())).body.code).toBe('operation.not-found');
  const running = await aRunningOperation(stack, { plan: TWO_PHASES });
  await stack.database.prisma.operation.update({ where: { id: running }, data: { stage: 'completed' } });
  for (const [list, body] of [
    ['cases', aReport()],
    ['nil-returns', { period: 'first' }],
  ] as const) {
    expect((await bea.post(`/operations/${running}/${list}`, body)).body.code).toBe('operation.not-running');
  }
  const invitation = await ownTask(felix, running, 'take-part');
  expect((await felix.post(`/tasks/${invitation.id}/answers`, { answer: 'accept' })).body.code).toBe('operation.not-running');
});

test('an answer to an invitation is corrected until its deadline, a refusal has its reason, and who declined does not report', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: [], wall: '2026-02-10T09:00' });
  const answers = `/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`;
  expect((await bea.post(answers, { answer: 'confirm' })).body.code).toBe('task.answer-unfit');
  expect((await bea.post(answers, { answer: 'decline', reason: '  ' })).body.code).toBe('task.reason-missing');
  expect((await felix.post(answers, { answer: 'accept' })).body.code).toBe('task.not-found');
  created(await bea.post(answers, { answer: 'decline', reason: 'No staff' }));
  created(await bea.post(answers, { answer: 'accept' }));
  expect((await statesOf(`/operations/${id}`))['be-customs']).toBe('accepted');
  created(await bea.post(answers, { answer: 'decline', reason: 'No staff after all' }));
  expect((await statesOf(`/operations/${id}`))['be-customs']).toBe('declined');
  expect((await bea.post(`/operations/${id}/cases`, aReport())).body.code).toBe('participation.not-active');
});

test('a report answers the request for reports of its period by itself; a nil return before a period is refused', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-02-25T09:00' });
  const path = `/operations/${id}`;
  expect((await felix.post(`${path}/nil-returns`, { period: 'first' })).body.code).toBe('nil-return.too-early');
  await advance(clara, id, '2026-03-18T09:00');

  const tasks = async (member: Caller) =>
    Object.fromEntries(
      (await member.get('/tasks?limit=200')).body.items
        .filter((task: any) => task.operationId === id && task.kind === 'report')
        .map((task: any) => [task.key, task.answer]),
    );
  expect(await tasks(bea)).toEqual({ first: null, second: null });
  const { id: caseId } = created(await bea.post(`${path}/cases`, aReport('2026-03-15T23:59:59+01:00')));
  expect(await tasks(bea)).toEqual({ first: 'reported', second: null });
  const two = { ...correction(aReport('2026-03-16T00:00:00+01:00'), 'It was past midnight') };
  expect((await bea.put(`/cases/${caseId}`, two)).status).toBe(200);
  expect(await tasks(bea)).toEqual({ first: 'reported', second: 'reported' });
  created(await felix.post(`${path}/nil-returns`, { period: 'first' }));
  expect(await tasks(felix)).toEqual({ first: 'nil-return', second: null });

  expect((await figuresOf(path)).denominators).toMatchObject({ accepted: 2, reported: 1, nil: 1 });
  created(await felix.post(`${path}/cases`, aReport('2026-03-10T12:00:00Z'))); // found after all: the report counts, not the nil return
  expect((await figuresOf(path)).denominators).toMatchObject({ accepted: 2, reported: 2, nil: 0 });
});

test('a report after all supersedes a nil return where everybody sees it, until it is corrected away from the period', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' });
  const path = `/operations/${id}`;
  for (const period of ['first', 'second']) created(await felix.post(`${path}/nil-returns`, { period }));
  const standing = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries((await clara.get(`${path}/nil-returns`)).body.items.map((nil: any) => [nil.period, nil.supersededBy]));
  const nil = async (): Promise<number> => (await figuresOf(path)).denominators.nil;
  const told = async () =>
    (await clara.get(`${path}/events?limit=200`)).body.items.filter(({ type }: any) => type.startsWith('case.')).at(-1);
  created(await bea.post(`${path}/cases`, aReport()));
  expect([await standing(), await nil()]).toEqual([{ first: null, second: null }, 1]);
  expect((await told()).data).not.toHaveProperty('supersedesNilReturns');

  const { id: caseId, reportedAt } = created(await felix.post(`${path}/cases`, aReport('2026-03-10T12:00:00Z')));
  expect([await standing(), await nil()]).toEqual([{ first: { caseId, at: reportedAt }, second: null }, 0]);
  expect((await told()).data.supersedesNilReturns).toEqual(['first']);
  created(await felix.post(`${path}/cases`, aReport('2026-03-11T12:00:00Z'))); // the first is still the one
  expect((await standing())['first']).toEqual({ caseId, at: reportedAt });

  const other = (await clara.get(`${path}/cases?organisation=fr-customs`)).body.items[0];
  for (const one of [caseId, other.id]) {
    expect((await felix.put(`/cases/${one}`, correction(aReport('2026-03-17T12:00:00Z'), 'Wrong week'))).status).toBe(200);
  }
  expect((await told()).data.supersedesNilReturns).toEqual(['second']);
  expect(await standing()).toEqual({ first: null, second: { caseId, at: expect.any(String) } });
  created(await felix.post(`${path}/declared-totals`, { period: 'first', totals: [{ heading: null, cases: 1 }] }));
  expect((await standing())['first']).toEqual({ caseId: null, at: expect.any(String) });
});

test('where the plan takes no nil returns, none is taken', async () => {
  const id = await aRunningOperation(stack, { plan: { ...TWO_PHASES, reporting: { ...TWO_PHASES.reporting, nilReturns: false } } });
  expect((await bea.post(`/operations/${id}/nil-returns`, { period: 'first' })).body.code).toBe('nil-return.period-unknown');
});

test('the long form asks for every one of its fields in every seizure', async () => {
  const id = await aRunningOperation(stack, { plan: { ...TWO_PHASES, form: 'long' } });
  const fields = { place: 'Brussels', direction: 'import', transport: '4', departure: 'CN', destination: 'BE' };
  const missing = Object.fromEntries(Object.keys(fields).map((field) => [`/seizures/0/${field}`, 'case.required-by-form']));
  expect(codesOf(await bea.post(`/operations/${id}/cases`, aReport()))).toEqual([422, 'case.invalid', missing]);
  expect(created(await bea.post(`/operations/${id}/cases`, aReport(undefined, [{}], fields))).report.seizures[0]).toMatchObject(fields);
});

test('quantities add up exactly to the last digit, by heading and unit, and across them only by a rule of the plan', async () => {
  const sum = {
    key: 'products',
    name: 'Medical products',
    unit: 'C62',
    reason: 'Both are counted in pieces',
    parts: ['medicines', 'medical-devices'].map((heading) => ({ heading, unit: 'C62' })),
  };
  const id = await aRunningOperation(stack, { plan: { ...TWO_PHASES, sums: [sum] }, wall: '2026-03-20T09:00' });
  const path = `/operations/${id}`;
  const empty = await figuresOf(path);
  expect([empty.cases, empty.quantities, empty.sums[0].quantity]).toEqual([0, [], '0']);

  const devices = { heading: 'medical-devices', quantity: 0.1 };
  const lines = [
    { quantity: '999999999999999.999999' },
    { quantity: '0.000001' },
    devices,
    { ...devices, quantity: '0.2' },
    { heading: 'vaccines', unit: 'E27', quantity: 7 },
  ];
  created(await bea.post(`${path}/cases`, aReport(undefined, lines)));
  created(await bea.post(`${path}/cases`, aReport(undefined, [{ quantity: '999999999999999.999999' }])));
  const { quantities, sums } = await figuresOf(path);
  expect(quantities).toEqual([
    { heading: 'medical-devices', unit: 'C62', quantity: '0.3', seizures: 1 },
    { heading: 'medicines', unit: 'C62', quantity: '1999999999999999.999999', seizures: 2 },
    { heading: 'vaccines', unit: 'E27', quantity: '7', seizures: 1 },
  ]);
  expect(sums.map((each: any) => each.quantity)).toEqual(['2000000000000000.299999']);
});
