import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport, codesOf } from './two-phases.ts';

let stack: Stack;
const { clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
let path: string;

beforeAll(async () => {
  stack = await aStack();
  const accepting = ['bea.belgium', 'felix.france'];
  path = `/operations/${await aRunningOperation(stack, { plan: TWO_PHASES, accepting, wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

const draft = async (report: object): Promise<any> => created(await bea.post(`${path}/drafts`, { report }));
const flaws = (errors: any[]): Record<string, string> => Object.fromEntries(errors.map(({ pointer, code }) => [pointer, code]));

test('a draft takes whatever is written so far, says what it lacks, and becomes a case once it lacks nothing', async () => {
  const begun = await draft({ reference: 'D-1', seizures: [{ number: 'one' }], notes: 'call the lab' });
  expect(Object.keys(flaws(begun.errors))).toEqual(expect.arrayContaining(['/seizures/0/number', '/seizures/0/goods', '/notes']));
  expect((await clara.get(`${path}/cases`)).body.items).toEqual([]);

  const early = { ...aReport('2026-02-15T12:00:00Z'), reference: 'D-1' };
  const saved = await bea.put(`/drafts/${begun.id}`, { report: early });
  expect([saved.status, saved.body.version, flaws(saved.body.errors)]).toEqual([200, 2, { '/seizures/0/seizedAt': 'case.outside-phases' }]);
  const refused = await leavingNothing(stack.database, () => bea.post(`/drafts/${begun.id}/submissions`));
  expect(codesOf(refused)).toEqual([422, 'case.invalid', { '/seizures/0/seizedAt': 'case.outside-phases' }]);

  const right = { ...aReport(), reference: 'D-1' };
  expect((await bea.put(`/drafts/${begun.id}`, { report: right })).body.errors).toEqual([]);
  const reported = created(await bea.post(`/drafts/${begun.id}/submissions`));
  expect((await clara.get(`/cases/${reported.id}`)).body.report).toEqual(right);
  const ended = (await bea.get(`/drafts/${begun.id}`)).body;
  expect([ended.state, ended.caseId, ended.report, ended.version]).toEqual(['submitted', reported.id, null, 3]);
  const told = (await clara.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === begun.id);
  expect(told.map(({ type }: any) => type)).toEqual(['draft.saved', 'draft.saved', 'draft.saved', 'draft.submitted']);
  expect(told[3].data).toEqual({ case: reported.id });
});

test('a draft ends once: submitted twice at the same moment it is one case, and afterwards nothing changes it', async () => {
  const { id } = await draft({ ...aReport(), reference: 'D-2' });
  const answers = await Promise.all([1, 2, 3, 4].map(() => bea.post(`/drafts/${id}/submissions`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(new Set(answers.flatMap(({ body }) => body.code ?? []))).toEqual(new Set(['draft.ended']));
  expect((await bea.put(`/drafts/${id}`, { report: {} })).body.code).toBe('draft.ended');
  expect((await bea.post(`/drafts/${id}/withdrawals`)).body.code).toBe('draft.ended');
  expect((await bea.get(`${path}/cases?limit=200`)).body.items.filter(({ reference }: any) => reference === 'D-2')).toHaveLength(1);
});

test('a draft whose reference is taken stays as it is, and a repeat of its submission gets the first answer', async () => {
  created(await bea.post(`${path}/cases`, { ...aReport(), reference: 'D-3' }));
  const { id } = await draft({ ...aReport(), reference: 'D-3' });
  expect((await bea.post(`/drafts/${id}/submissions`)).body.code).toBe('case.reference-taken');
  expect((await bea.get(`/drafts/${id}`)).body).toMatchObject({ state: 'open', caseId: null, version: 1 });
  expect((await bea.put(`/drafts/${id}`, { report: { ...aReport(), reference: 'D-4' } })).status).toBe(200);
  const key = { 'Idempotency-Key': 'submit the third' };
  const first = created(await bea.post(`/drafts/${id}/submissions`, {}, key));
  expect(created(await bea.post(`/drafts/${id}/submissions`, {}, key))).toEqual(first);
});

test('of two who save at the same moment one is told that the draft has changed', async () => {
  const { id } = await draft({ summary: 'A' });
  const tag = { 'If-Match': '"v1"' };
  const saves = await Promise.all(['B', 'C', 'D'].map((summary) => bea.put(`/drafts/${id}`, { report: { summary } }, tag)));
  expect(saves.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await bea.get(`/drafts/${id}`)).body.version).toBe(2);
});
