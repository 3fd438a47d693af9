import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix, kira } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const WARNED = [{ quantity: '0' }];
const MEMBERS = ['bea.belgium', 'felix.france', 'kira.korea'];

test('a scorecard tells how soon and how fully an administration reports beside the median of all, and shows each its own', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: MEMBERS, wall: '2026-03-20T12:00' });
  const path = `/operations/${id}`;
  const full = {
    transport: '4',
    direction: 'import',
    placeType: 'airport',
    departure: 'CN',
    destination: 'BE',
    detection: { method: 'scanner' },
  };
  created(await bea.post(`${path}/cases`, aReport('2026-03-18T12:00:00+01:00', [{}], full)));
  created(await bea.post(`${path}/cases`, aReport('2026-03-16T12:00:00+01:00', WARNED as never)));
  created(await felix.post(`${path}/cases`, aReport('2026-03-10T12:00:00+01:00')));
  expect((await bea.get(`${path}/scorecards`)).body.median).toMatchObject({ daysToReport: null, completeness: null });

  created(
    await kira.post(`${path}/cases`, aReport('2026-03-19T12:00:00+01:00', [{}], { transport: '4', direction: 'import', departure: 'CN' })),
  );
  const { median, items } = (await clara.get(`${path}/scorecards`)).body;
  expect(median).toMatchObject({ daysToReport: 3, completeness: 0.5, warnedCases: 0 });
  expect(items).toMatchObject([
    {
      organisation: 'be-customs',
      cases: 2,
      daysToReport: 3,
      completeness: 0.5,
      warnedCases: 0.5,
      errors: [{ code: 'case.quantity-zero', count: 1 }],
    },
    { organisation: 'fr-customs', cases: 1, daysToReport: 10, completeness: 0, warnedCases: 0, errors: [] },
    { organisation: 'kr-customs', cases: 1, daysToReport: 1, completeness: 0.5, warnedCases: 0, errors: [] },
  ]);
  expect(items[0].inTime).toBe(1);
  const own = (await bea.get(`${path}/scorecards`)).body;
  expect(own).toEqual({ median, items: [items[0]] });
});
