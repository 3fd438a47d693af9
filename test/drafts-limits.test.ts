import { randomUUID } from 'node:crypto';
import { appendCaseOfDraft } from '../prisma/facts/cases.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { leavingNothing } from './rows.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { aStack, type Stack } from './stack.ts';
import { TWO_PHASES, aReport } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix, kira, rita } = castOf(
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

test('a draft that is saved between its check and its submission is not reported as it was before', async () => {
  const report = { ...aReport(), reference: 'D-5' };
  const { id } = await draft(report);
  expect((await bea.put(`/drafts/${id}`, { report: { ...report, summary: 'Weighed again' } })).status).toBe(200);
  const { id: personId, organisationId } = await stack.database.prisma.person.findUniqueOrThrow({ where: { subject: 'bea.belgium' } });
  const what = { report: report as never, plan: resolvedPlan(TWO_PHASES as never), channel: 'form' as const, reason: null, warnings: [] };
  const by = { operationId: path.split('/').at(-1) ?? '', organisationId, personId, at: '2026-03-20T09:00:00Z' };
  const writing = { caseId: randomUUID(), version: 1, ...by, ...what };
  const receipt = (key: string) => ({ personId, key, fingerprint: '', reply: { status: 201, body: {}, etag: null, location: null } });
  const submit = (version: number) => appendCaseOfDraft(stack.database, writing, receipt(`version ${version}`), { id, version });
  expect(await submit(1)).toBe('request.stale');
  expect((await bea.get(`/drafts/${id}`)).body.state).toBe('open');
  expect(await submit(2)).toBeNull();
  expect((await bea.get(`/drafts/${id}`)).body).toMatchObject({ state: 'submitted', caseId: writing.caseId });
});

test('only reporters of its administration see a draft, and the database shows it to nobody who reads for all', async () => {
  const { id } = await draft({ summary: 'A secret' });
  expect((await clara.get(`/drafts/${id}`)).body.code).toBe('permission.denied');
  expect((await felix.get(`/drafts/${id}`)).body.code).toBe('draft.not-found');
  expect((await rita.get(`/drafts/${id}`)).body.code).toBe('draft.not-found');
  expect((await felix.post(`/drafts/${id}/submissions`)).body.code).toBe('draft.not-found');
  expect((await felix.get(`${path}/drafts`)).body.items).toEqual([]);
  const { rows } = await queryAs(stack.database.pool, EVERYTHING, { text: 'select content from draft_content' });
  expect(rows).toEqual([]);
  expect((await kira.post(`${path}/drafts`, { report: {} })).body.code).toBe('participation.not-active');
});

test('what is withdrawn is forgotten', async () => {
  const { id, version } = await draft({ summary: 'Never mind' });
  expect(created(await bea.post(`/drafts/${id}/withdrawals`))).toMatchObject({ id, version, state: 'withdrawn' });
  expect((await bea.get(`/drafts/${id}`)).body).toMatchObject({ state: 'withdrawn', report: null, errors: [] });
  expect((await bea.post(`/drafts/${id}/submissions`)).body.code).toBe('draft.ended');
});

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

test.each<[string, unknown, number, string]>([
  ['more than 200 kB', { summary: 'é'.repeat(100_001) }, 413, 'draft.too-large'],
  ['seventeen levels', nested(17), 422, 'request.invalid'],
  ['a field whose name is NUL', { '\0': 1 }, 422, 'request.invalid'],
  ['half a character', { summary: '\ud800' }, 422, 'request.invalid'],
  ['a list', [], 422, 'request.invalid'],
])('a draft of %s is refused', async (_, report, status, code) => {
  const answer = await leavingNothing(stack.database, () => bea.post(`${path}/drafts`, { report }));
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('an administration keeps 500 drafts open at most', async () => {
  const { id } = await draft({});
  await stack.database.pool.query(
    `insert into draft (id, operation_id, organisation_id, author_id, version, begun_at, saved_at)
     select gen_random_uuid(), operation_id, organisation_id, author_id, 1, begun_at, saved_at from draft, generate_series(1, 500) where id = $1`,
    [id],
  );
  expect((await bea.post(`${path}/drafts`, { report: {} })).body.code).toBe('draft.too-many');
  created(await felix.post(`${path}/drafts`, { report: {} }));
});
