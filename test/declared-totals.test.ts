import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport, codesOf, correction, type Line } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const drugs = { heading: 'drugs', units: ['KGM'] };
const PLAN = { ...TWO_PHASES, targets: [{ heading: 'medicines', units: ['C62'] }, drugs] };
const running = async (): Promise<string> =>
  `/operations/${await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' })}`;

const medicines = (quantity: string, counts: object = {}): object => ({
  heading: 'medicines',
  quantities: [{ unit: 'C62', quantity }],
  ...counts,
});
const declare = (member: typeof bea, path: string, totals: object[], more: object = {}) =>
  member.post(`${path}/declared-totals`, { period: 'first', totals, ...more });
const report = async (path: string, lines: Line[]) => created(await bea.post(`${path}/cases`, aReport(undefined, lines)));
const left = async (path: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await clara.get(`${path}/remainders`)).body.remainders.map((each: any) => [
      [each.measure, each.heading ?? 'all', each.unit].filter(Boolean).join(' '),
      each.remainder,
    ]),
  );

test('totals are left over until cases replace them, and no unit counts twice', async () => {
  const path = await running();
  created(await declare(bea, path, [medicines('1000', { cases: 3, seizures: 4 }), { heading: null, cases: 5 }]));
  expect(await left(path)).toEqual({
    'cases all': '5',
    'cases medicines': '3',
    'quantity medicines C62': '1000',
    'seizures medicines': '4',
  });

  const { id } = await report(path, [{ quantity: '400.5' }]);
  expect(await left(path)).toEqual({
    'cases all': '4',
    'cases medicines': '2',
    'quantity medicines C62': '599.5',
    'seizures medicines': '3',
  });
  await report(path, [{ quantity: '700' }]);
  expect(await left(path)).toEqual({ 'cases all': '3', 'cases medicines': '1', 'seizures medicines': '2' });
  expect((await bea.put(`/cases/${id}`, correction(aReport(undefined, [{ quantity: '100' }])))).status).toBe(200);
  expect(await left(path)).toMatchObject({ 'quantity medicines C62': '200' });

  created(await declare(felix, path, [medicines('50')])); // what another administration found replaces nothing of this one's
  expect(await left(path)).toMatchObject({ 'quantity medicines C62': '250' });
});

test('a seizure of another period or unit replaces nothing, and one of a subtype replaces what its heading was declared with', async () => {
  const path = await running();
  const found = [
    { heading: 'drugs', quantities: [{ unit: 'KGM', quantity: '100' }] },
    { heading: 'cocaine', quantities: [{ unit: 'KGM', quantity: '60' }] },
  ];
  created(await declare(bea, path, found));
  expect(await left(path)).toEqual({ 'quantity cocaine KGM': '60', 'quantity drugs KGM': '40' });
  created(await bea.post(`${path}/cases`, aReport('2026-03-17T12:00:00Z', [{ heading: 'cocaine', quantity: '9', unit: 'KGM' }])));
  expect(await left(path)).toEqual({ 'quantity cocaine KGM': '60', 'quantity drugs KGM': '40' });
  await report(path, [{ heading: 'heroin', quantity: '30', unit: 'KGM' }]);
  expect(await left(path)).toEqual({ 'quantity cocaine KGM': '60', 'quantity drugs KGM': '10' });
  await report(path, [{ heading: 'cocaine', quantity: '65', unit: 'KGM' }]);
  expect(await left(path)).toEqual({ 'quantity drugs KGM': '5' });
});

test('a total is corrected with a reason, and nothing is left of a period whose details are complete', async () => {
  const path = await running();
  created(await declare(bea, path, [medicines('1000')]));
  expect((await declare(bea, path, [medicines('900')])).body.code).toBe('count.reason-missing');
  created(await declare(bea, path, [medicines('900')], { reason: "One case was France's" }));
  expect(await left(path)).toEqual({ 'quantity medicines C62': '900' });
  created(await declare(bea, path, [], { detailsComplete: true }));
  expect(await left(path)).toEqual({});
  created(await declare(bea, path, [], { detailsComplete: false, reason: 'One more is to follow' }));
  expect(await left(path)).toEqual({ 'quantity medicines C62': '900' });
  const { items } = (await bea.get(`${path}/declared-totals`)).body;
  expect(items.map(({ measure, amount, version }: any) => [measure, amount, version])).toEqual([
    ['quantity', '900', 2],
    ['complete', '0', 2],
  ]);
  expect((await felix.get(`${path}/declared-totals`)).body.items).toEqual([]);
});

test('totals answer the request for reports of their period, contradict a nil return, and count their administration as reporting', async () => {
  const path = await running();
  const id = path.split('/').at(-1);
  const tasks = async () =>
    Object.fromEntries(
      (await bea.get('/tasks?limit=200')).body.items
        .filter((task: any) => task.operationId === id && task.kind === 'report')
        .map((task: any) => [task.key, [task.state, task.answer]]),
    );
  created(await declare(bea, path, [{ heading: null, cases: 0 }]));
  expect((await tasks())['first']).toEqual(['open', null]); // nothing found is said by a nil return
  created(await declare(bea, path, [{ heading: null, cases: 2 }], { reason: 'Found after all' }));
  expect((await tasks())['first']).toEqual(['answered', 'reported']);
  expect((await bea.post(`${path}/nil-returns`, { period: 'first' })).body.code).toBe('nil-return.contradicted');
  expect((await clara.get(`${path}/statistics`)).body.figures).toMatchObject({ cases: 0, denominators: { reported: 1, nil: 0 } });
  const { items } = (await clara.get(`${path}/participations`)).body;
  expect(items.map(({ organisation, standing }: any) => [organisation, standing])).toContainEqual(['be-customs', 'reported']);
  created(await declare(bea, path, [{ heading: null, cases: 0 }], { reason: 'A mistake' }));
  created(await bea.post(`${path}/nil-returns`, { period: 'first' }));

  await advance(clara, id ?? '', '2026-04-07T09:00'); // the second period is due, and lapses
  await stack.until(async () => (await tasks())['second']?.[0] === 'lapsed');
  created(await bea.post(`${path}/declared-totals`, { period: 'second', totals: [{ heading: null, seizures: 1 }] }));
  const late = (await bea.get('/tasks?limit=200')).body.items.find((task: any) => task.operationId === id && task.key === 'second');
  expect([late.state, late.answer, late.late]).toEqual(['answered', 'reported', true]);
});

test('totals of no heading or unit that cases could be reported in are refused with pointers, and nothing is stored', async () => {
  const path = await running();
  const totals = [
    medicines('1'),
    { heading: 'unicorns', cases: 1 },
    { heading: 'cocaine', quantities: [{ unit: 'C62', quantity: 1 }] },
    { heading: null, quantities: [{ unit: 'C62', quantity: 1 }] },
    { heading: 'vaccines' },
    {
      heading: 'medicines',
      quantities: [
        { unit: 'C62', quantity: 1 },
        { unit: 'C62', quantity: 2 },
      ],
    },
  ];
  expect(codesOf(await leavingNothing(stack.database, () => declare(bea, path, totals)))).toEqual([
    422,
    'count.invalid',
    {
      '/totals/1/heading': 'case.heading-unknown',
      '/totals/2/quantities/0/unit': 'case.unit-not-allowed',
      '/totals/3/heading': 'total.heading-missing',
      '/totals/4': 'total.empty',
      '/totals/5/heading': 'count.twice',
      '/totals/5/quantities/1/unit': 'count.twice',
    },
  ]);
  expect((await declare(bea, path, [])).body.code).toBe('request.invalid');
});
