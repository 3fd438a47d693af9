import { type Answer, type Caller } from './caller.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { anApprovedOperation, aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, at } from './plans.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let bea: Caller;
let felix: Caller;
let kira: Caller;

beforeAll(async () => {
  stack = await aStack();
  [clara, bea, felix, kira] = (await Promise.all(
    ['clara.coordinator', 'bea.belgium', 'felix.france', 'kira.korea'].map(async (person) => checked(await stack.as(person), new Set())),
  )) as [Caller, Caller, Caller, Caller];
});
afterAll(() => stack.stop());

/** A preparation and two phases with a period each; Belgium, France and Korea are invited. */
const PLAN = {
  phases: [
    { key: 'preparation', name: 'Preparation', kind: 'preparation', opensAt: at('2026-02-01T00:00'), closesAt: at('2026-03-02T00:00') },
    { key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: at('2026-03-02T00:00'), closesAt: at('2026-03-16T00:00') },
    { key: 'phase-2', name: 'Phase 2', kind: 'cyber-patrol', opensAt: at('2026-03-16T00:00'), closesAt: at('2026-03-30T00:00') },
  ],
  reporting: {
    periods: [
      { key: 'first', phase: 'phase-1', from: at('2026-03-02T00:00'), until: at('2026-03-16T00:00'), dueBy: at('2026-03-20T18:00') },
      { key: 'second', phase: 'phase-2', from: at('2026-03-16T00:00'), until: at('2026-03-30T00:00'), dueBy: at('2026-04-06T18:00') },
    ],
    nilReturns: true,
    ladder: [],
  },
  invitees: ['be-customs', 'fr-customs', 'kr-customs'].map((organisation) => ({ organisation, rilo: null, joins: 'phase-1' })),
  editions: [
    {
      key: 'final',
      status: 'final',
      phases: ['phase-1', 'phase-2'],
      cutOff: at('2026-04-10T18:00'),
      confirmBy: at('2026-04-17T18:00'),
      embargo: at('2026-05-04T10:00'),
    },
  ],
} as const;

type Line = { heading?: string; quantity?: unknown; unit?: string };
let references = 0;

/** A case of one seizure at this time, with these lines. */
function aReport(seizedAt = '2026-03-10T12:00:00+01:00', lines: Line[] = [{}], seizure: object = {}): Record<string, unknown> {
  const goods = lines.map((line) => ({ heading: 'medicines', quantity: '1', unit: 'C62', ...line }));
  return aCase({ reference: `REF-${++references}`, seizures: [{ number: 1, seizedAt, goods, ...seizure }] });
}

const correction = (report: Record<string, unknown>, reason = 'Counted again') => ({ reason, seizures: report['seizures'] });
const codesOf = ({ status, body }: Answer): unknown => [
  status,
  body.code,
  Object.fromEntries(body.errors.map((flaw: any) => [flaw.pointer, flaw.code])),
];
const figuresOf = async (path: string) => (await clara.get(`${path}/statistics`)).body.figures;
const statesOf = async (path: string) =>
  Object.fromEntries((await clara.get(`${path}/participations`)).body.items.map((item: any) => [item.organisation, item.state]));

describe('in an operation in its second phase', () => {
  let path: string;
  beforeAll(async () => {
    path = `/operations/${await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' })}`;
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      'of goods that the plan does not look for',
      aReport(undefined, [{ heading: 'weapons' }, {}]),
      { '/seizures/0/goods/0/heading': 'case.heading-not-targeted' },
    ],
    ['in a unit of another heading', aReport(undefined, [{}, { unit: 'E27' }]), { '/seizures/0/goods/1/unit': 'case.unit-not-allowed' }],
    ['in the same unit written otherwise', aReport(undefined, [{ unit: 'c62' }]), { '/seizures/0/goods/0/unit': 'case.unit-not-allowed' }],
    ['before the first phase of field activity', aReport('2026-03-01T23:59:59+01:00'), { '/seizures/0/seizedAt': 'case.outside-phases' }],
    ['of the preparation', aReport('2026-02-15T12:00:00Z'), { '/seizures/0/seizedAt': 'case.outside-phases' }],
    ['of the year 0', aReport('0000-01-01T00:00:00Z'), { '/seizures/0/seizedAt': 'case.outside-phases' }],
    [
      'of a second after the present of the operation',
      aReport('2026-03-20T09:00:01+01:00'),
      { '/seizures/0/seizedAt': 'case.in-the-future' },
    ],
    [
      'of the real present, which lies in the future of the drill',
      aReport('2026-12-31T00:00:00Z'),
      { '/seizures/0/seizedAt': 'case.in-the-future' },
    ],
    [
      'with two seizures of one number',
      aCase({ seizures: [...(aReport()['seizures'] as []), ...(aReport()['seizures'] as [])] }),
      { '/seizures/1/number': 'case.seizure-number-twice' },
    ],
  ])('a report %s is refused with a pointer to it, and nothing is stored', async (_, report, flaws) => {
    const before = await countRows(stack.database);
    expect(codesOf(await bea.post(`${path}/cases`, report))).toEqual([422, 'case.invalid', flaws]);
    expect(await countRows(stack.database)).toEqual(before);
  });

  test.each([
    ['the first instant of a phase', '2026-03-02T00:00:00+01:00'],
    ['the last instant of a phase', '2026-03-15T22:59:59.999Z'],
    ['the present of the operation', '2026-03-20T08:00:00Z'],
    ['a moment of another zone that lies inside', '2026-03-01T18:00:00-05:00'],
  ])('a seizure at %s counts', async (_, seizedAt) => {
    const before = (await figuresOf(path)).seizures;
    created(await bea.post(`${path}/cases`, aReport(seizedAt)));
    expect((await figuresOf(path)).seizures).toBe(before + 1);
  });

  test('a reference is taken once by an administration, and free for another one', async () => {
    const report = { ...aReport(), reference: 'ONE' };
    created(await bea.post(`${path}/cases`, report));
    expect((await bea.post(`${path}/cases`, report)).body.code).toBe('case.reference-taken');
    created(await felix.post(`${path}/cases`, report));
  });

  test('corrections keep every version with its reason, and only the latest counts', async () => {
    const one = aReport(undefined, [{ quantity: '100' }]);
    const before = await figuresOf(path);
    const { id } = created(await bea.post(`${path}/cases`, one));
    for (const quantity of ['250', '99.5']) {
      const { status } = await bea.put(`/cases/${id}`, correction(aReport(undefined, [{ quantity }]), `Weighed again: ${quantity}`));
      expect(status).toBe(200);
    }
    const { version, versions, reference } = (await bea.get(`/cases/${id}`)).body;
    expect([version, reference]).toEqual([3, one['reference']]);
    expect(versions.map((each: any) => [each.version, each.reason, each.report.seizures[0].goods[0].quantity, each.author])).toEqual([
      [1, null, '100', 'Bea Belgium'],
      [2, 'Weighed again: 250', '250', 'Bea Belgium'],
      [3, 'Weighed again: 99.5', '99.5', 'Bea Belgium'],
    ]);
    const quantity = (figures: any): number => Number(figures.quantities.find((each: any) => each.heading === 'medicines').quantity);
    expect(quantity(await figuresOf(path)) - quantity(before)).toBe(99.5);
  });

  test('nobody but its owner corrects a case, and a correction is checked like a report', async () => {
    const { id } = created(await bea.post(`${path}/cases`, aReport()));
    const tag = { 'If-Match': '"v1"' };
    expect((await felix.put(`/cases/${id}`, correction(aReport()), tag)).body.code).toBe('case.not-found');
    expect((await clara.put(`/cases/${id}`, correction(aReport()), tag)).body.code).toBe('permission.denied');
    const wrong = correction(aReport('2026-03-01T12:00:00Z', [{ unit: 'KGM' }]));
    const flaws = { '/seizures/0/seizedAt': 'case.outside-phases', '/seizures/0/goods/0/unit': 'case.unit-not-allowed' };
    expect(codesOf(await bea.put(`/cases/${id}`, wrong, tag))).toEqual([422, 'case.invalid', flaws]);
    expect((await bea.put(`/cases/${id}`, { seizures: aReport()['seizures'] }, tag)).body.errors[0].pointer).toBe('/reason');
    expect((await bea.get(`/cases/${id}`)).body.versions).toHaveLength(1);
  });

  test('a nil return is refused where a case was reported, unless it was corrected away; for another period it is taken', async () => {
    const nil = (period: string) => felix.post(`${path}/nil-returns`, { period });
    const { id } = created(await felix.post(`${path}/cases`, aReport('2026-03-17T12:00:00Z')));
    expect((await nil('second')).body.code).toBe('nil-return.contradicted');
    expect((await felix.put(`/cases/${id}`, correction(aReport('2026-03-10T12:00:00Z'), 'Wrong month'))).status).toBe(200);
    created(await nil('second'));
    expect((await nil('second')).body.code).toBe('nil-return.given-before');
    expect((await nil('first')).body.code).toBe('nil-return.contradicted');
    expect((await nil('third')).body.code).toBe('nil-return.period-unknown');
  });

  test('a seizure in the last instant of a period is none of the next, to however many digits its time is given', async () => {
    const other = `/operations/${await aRunningOperation(stack, { plan: PLAN, wall: '2026-03-20T09:00' })}`;
    created(await bea.post(`${other}/cases`, aReport('2026-03-15T22:59:59.9999Z')));
    expect((await bea.post(`${other}/nil-returns`, { period: 'first' })).body.code).toBe('nil-return.contradicted');
    created(await bea.post(`${other}/nil-returns`, { period: 'second' }));
  });

  test('who has not accepted the invitation does not report; who accepts late, after it fell silent, does', async () => {
    expect((await kira.post(`${path}/cases`, aReport())).body.code).toBe('participation.not-active');
    expect((await kira.post(`${path}/nil-returns`, { period: 'first' })).body.code).toBe('participation.not-active');
    expect((await statesOf(path))['kr-customs']).toBe('silent');

    const invitation = await ownTask(kira, path.split('/').at(-1) ?? '', 'take-part');
    expect(created(await kira.post(`/tasks/${invitation.id}/answers`, { answer: 'accept' }))).toMatchObject({
      state: 'answered',
      late: true,
    });
    expect((await statesOf(path))['kr-customs']).toBe('accepted');
    const asked = (await kira.get('/tasks?state=open')).body.items.map((task: any) => task.key);
    expect(asked).toEqual(['first', 'second']);
    created(await kira.post(`${path}/cases`, aReport('2026-03-10T12:00:00Z')));
    const open = (await kira.get('/tasks?state=open')).body.items.map((task: any) => task.key);
    expect(open).toEqual(['second']);
  });
});

test('before the launch and after the end nothing is reported', async () => {
  const approved = await anApprovedOperation(stack, { plan: PLAN });
  expect((await bea.post(`/operations/${approved}/cases`, aReport())).body.code).toBe('operation.not-found');
  const running = await aRunningOperation(stack, { plan: PLAN });
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

test('an invitation is answered once, a refusal with its reason, and who declined does not report', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: [], wall: '2026-02-10T09:00' });
  const answers = `/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`;
  expect((await bea.post(answers, { answer: 'confirm' })).body.code).toBe('task.answer-unfit');
  expect((await bea.post(answers, { answer: 'decline', reason: '  ' })).body.code).toBe('task.reason-missing');
  expect((await felix.post(answers, { answer: 'accept' })).body.code).toBe('task.not-found');
  created(await bea.post(answers, { answer: 'decline', reason: 'No staff' }));
  expect((await bea.post(answers, { answer: 'accept' })).body.code).toBe('task.closed');
  expect((await statesOf(`/operations/${id}`))['be-customs']).toBe('declined');
  expect((await bea.post(`/operations/${id}/cases`, aReport())).body.code).toBe('participation.not-active');
});

test('a report answers the request for reports of its period by itself; a nil return before a period is refused', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'felix.france'], wall: '2026-02-25T09:00' });
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

test('where the plan takes no nil returns, none is taken', async () => {
  const id = await aRunningOperation(stack, { plan: { ...PLAN, reporting: { ...PLAN.reporting, nilReturns: false } } });
  expect((await bea.post(`/operations/${id}/nil-returns`, { period: 'first' })).body.code).toBe('nil-return.period-unknown');
});

test('the long form asks for every one of its fields in every seizure', async () => {
  const id = await aRunningOperation(stack, { plan: { ...PLAN, form: 'long' } });
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
  const id = await aRunningOperation(stack, { plan: { ...PLAN, sums: [sum] }, wall: '2026-03-20T09:00' });
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
