import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport, codesOf, correction } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix, kira } = castOf(
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

describe('in an operation in its second phase', () => {
  let path: string;
  beforeAll(async () => {
    path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' })}`;
  });

  test.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      'of goods that are in no catalogue',
      aReport(undefined, [{ heading: 'unicorns' }, {}]),
      { '/seizures/0/goods/0/heading': 'case.heading-unknown' },
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
    const other = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, wall: '2026-03-20T09:00' })}`;
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
