import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { created } from './operations.ts';
import { at } from './plans.ts';
import { aCompleteOperation, previewOf, rowOf } from './retention.ts';
import { leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let id: string;
let belgian: [string, string];
let french: string;
const { clara, bea, felix, otto, kira, paul } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  ({ id, belgian, french } = await aCompleteOperation(stack));
  await advance(clara, id, '2028-04-01T09:00'); // the period of reports is over
});
afterAll(() => stack.stop());

const hold = (by: typeof clara, body: object) => by.post(`/operations/${id}/holds`, { reason: 'The trial goes on', ...body });
const due = async () => [(await rowOf(stack, id, 'reports', 'be-customs')).due, (await rowOf(stack, id, 'reports', 'fr-customs')).due];
const lift = (by: typeof clara, holdId: string) => by.post(`/holds/${holdId}/lifts`, { reason: 'It is over' });

test('a hold of a case, of an administration or of everything keeps just that, until it is lifted or has run out', async () => {
  expect(await due()).toEqual([2, 1]);
  const ofCase = created(await hold(bea, { caseId: belgian[0] }));
  expect(ofCase).toMatchObject({ organisation: 'be-customs', caseId: belgian[0], placedFor: 'be-customs', until: null });
  expect(await due()).toEqual([1, 1]);
  const ofFrance = created(await hold(clara, { organisation: 'fr-customs' }));
  expect(await due()).toEqual([1, 0]);
  const ofAll = created(await hold(clara, { until: at('2028-05-01T00:00') }));
  expect(ofAll).toMatchObject({ organisation: null, caseId: null, placedFor: 'wco' });
  expect(await due()).toEqual([0, 0]);
  expect((await previewOf(stack, id)).items.every(({ kept, records }: any) => kept.held === records)).toBe(true);
  const items = (await clara.get(`/operations/${id}/retention/records?class=reports&standing=held`)).body.items;
  expect(items.map((item: any) => item.id).toSorted()).toEqual([...belgian, french].toSorted());

  created(await lift(clara, ofFrance.id));
  expect((await lift(clara, ofFrance.id)).body.code).toBe('hold.lifted-before');
  expect(await due()).toEqual([0, 0]);
  await advance(clara, id, '2028-05-02T09:00');
  expect((await lift(clara, ofAll.id)).body.code).toBe('hold.lifted-before');
  expect(await due()).toEqual([1, 1]);
  created(await lift(bea, ofCase.id));
  expect(await due()).toEqual([2, 1]);
});

test('who placed a hold lifts it, and nobody else; owners hold what is their own, and see that of nobody else', async () => {
  const own = created(await hold(bea, {}));
  expect(own).toMatchObject({ organisation: 'be-customs', caseId: null });
  expect((await lift(clara, own.id)).body.code).toBe('hold.of-others');
  expect((await lift(felix, own.id)).status).toBe(404);
  const ofAll = created(await hold(clara, {}));
  expect((await lift(bea, ofAll.id)).body.code).toBe('hold.of-others');
  const seenBy = async (by: typeof clara) => (await by.get(`/operations/${id}/holds`)).body.items.map((item: any) => item.id);
  expect((await seenBy(otto)).slice(0, 2)).toEqual([ofAll.id, own.id]);
  expect(await seenBy(felix)).toContain(ofAll.id);
  expect(await seenBy(felix)).not.toContain(own.id);
  for (const [by, holdId] of [
    [clara, ofAll.id],
    [bea, own.id],
  ] as const)
    created(await lift(by, holdId));
});

test('a hold that covers nothing of its maker, nothing at all, or only the past is refused, and leaves nothing', async () => {
  const foreign = { organisation: 'fr-customs' };
  for (const [by, body, code] of [
    [bea, foreign, 'hold.unfit'],
    [bea, { caseId: french }, 'hold.unfit'],
    [clara, { organisation: 'kr-customs' }, 'hold.unfit'],
    [clara, { caseId: id }, 'hold.unfit'],
    [clara, { organisation: 'be-customs', caseId: french }, 'hold.unfit'],
    [clara, { until: at('2028-01-01T00:00') }, 'hold.until-past'],
    [clara, { until: { wall: '2029-01-01T00:00', zone: 'Mars/Olympus' } }, 'request.invalid'],
    [clara, { reason: ' ' }, 'request.invalid'],
    [paul, {}, 'permission.denied'],
    [kira, {}, 'operation.not-found'],
  ] as const) {
    const refused = await leavingNothing(stack.database, () => hold(by, body));
    expect([body, refused.body.code]).toEqual([body, code]);
  }
});

test('what is held when its turn comes stays, though it was decided on, and the proof says why', async () => {
  const { sha256 } = await previewOf(stack, id);
  await stack.stopWork(); // decided, and not carried out yet
  const decided = created(await clara.post(`/operations/${id}/purges`, { preview: sha256, reason: 'Their time is over' }));
  expect((await clara.post(`/operations/${id}/purges`, { preview: sha256, reason: 'Again' })).body.code).toBe('purge.under-way');
  created(await hold(bea, { caseId: belgian[0] }));
  await stack.startWork();
  const done = await stack.until(async () => {
    const { body } = await clara.get(`/purges/${decided.id}`);
    return body.state === 'done' && body;
  });
  expect(done.items.filter((item: any) => item.class === 'reports')).toEqual([
    { class: 'reports', organisation: 'be-customs', purged: 1, kept: 1, toCome: 0 },
    { class: 'reports', organisation: 'fr-customs', purged: 1, kept: 0, toCome: 0 },
  ]);
  expect((await bea.get(`/cases/${belgian[0]}`)).body).toMatchObject({ reference: 'BE-1', tombstone: null });
  expect((await bea.get(`/cases/${belgian[1]}`)).body).toMatchObject({ reference: null, report: null });
  expect((await previewOf(stack, id)).sha256).toBeNull();
  expect((await clara.post(`/operations/${id}/purges`, { preview: 'x', reason: '' })).body.code).toBe('request.invalid');
});

test('nobody but a coordinator decides a purge', async () => {
  for (const [by, status] of [
    [bea, 403],
    [otto, 403],
    [paul, 403],
    [kira, 404],
  ] as const) {
    const refused = await by.post(`/operations/${id}/purges`, { preview: 'ab'.repeat(32), reason: 'Now' });
    expect(refused.status).toBe(status);
  }
});
