import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf, correction, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, felix, kira, rita, igor } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

const INVITEES = [
  { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' },
];

beforeAll(async () => {
  stack = await aStack();
  const accepting = ['bea.belgium', 'felix.france', 'kira.korea'];
  id = await aRunningOperation(stack, { plan: { ...TWO_PHASES, invitees: INVITEES }, accepting, wall: '2026-03-20T09:00' });
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const ZERO = [{ quantity: '0' }];
const CIRCULAR = { direction: 'import', departure: 'BE', destination: 'BE' };
const deadline = at('2026-03-25T18:00');
const reported = async (caller = bea, seizure: object = {}) =>
  created(await caller.post(`${path}/cases`, aReport(undefined, ZERO, seizure)));
const reviewOf = async (reviewId: string) =>
  (await clara.get(`${path}/reviews?limit=200`)).body.items.find((one: any) => one.id === reviewId);

test('a warning is a review that whoever follows the owner up can see, by state, region, code and owner', async () => {
  const { id: caseId, warnings } = await reported(bea, CIRCULAR);
  const korean = (await reported(kira)).warnings[0];
  const seenBy = async (caller: typeof bea, query = '') => {
    const { items } = (await caller.get(`${path}/reviews?limit=200${query}`)).body;
    return items.map((one: any) => one.id).filter((one: string) => [...warnings, korean].some((known: any) => known.id === one));
  };
  const belgian = warnings.map((one: any) => one.id);
  expect(await seenBy(clara)).toEqual([...belgian, korean.id]);
  expect(await seenBy(rita)).toEqual(belgian);
  expect(await seenBy(bea)).toEqual(belgian);
  expect(await seenBy(felix)).toEqual([]);
  expect(await seenBy(clara, '&rilo=rilo-ap')).toEqual([korean.id]);
  expect(await seenBy(clara, '&organisation=kr-customs')).toEqual([korean.id]);
  expect(await seenBy(clara, '&code=case.route-circular')).toEqual([belgian[0]]);
  expect(await seenBy(clara, `&case=${caseId}&state=open`)).toEqual(belgian);
  expect(await seenBy(clara, '&state=settled')).toEqual([]);
});

test('a regional office asks by a tasking that names the case; the owner says why it is right, and the answer is accepted', async () => {
  const { id: caseId, reference, warnings } = await reported(bea, CIRCULAR);
  const [circular, zero] = warnings.map((one: any) => `${path}/reviews/${one.id}`);
  const asked = created(await rita.post(`${circular}/questions`, { question: 'A return to sender?', deadline }));
  expect(asked).toMatchObject({ state: 'asked', taskingId: expect.any(String) });
  expect((await reviewOf(warnings[1].id)).state).toBe('asked');
  expect((await clara.post(`${circular}/questions`, { deadline })).body.code).toBe('review.asked-before');

  const task = (await bea.get('/tasks?limit=200')).body.items.find((one: any) => one.taskingId === asked.taskingId);
  expect(task).toMatchObject({ kind: 'correct-report', aboutId: caseId, title: `Is this right? Case ${reference}`, state: 'open' });
  expect(task.instructions.split('\n')).toEqual([
    'A return to sender?',
    expect.stringContaining('/seizures/0/destination: '),
    expect.stringContaining('/seizures/0/goods/0/quantity: '),
  ]);
  const letter = await stack.until(async () => (await postOf(stack, id)).find(({ mail }) => mail.text?.includes(reference)));
  expect(letter.mail.text).toContain('A return to sender?');

  expect((await clara.post(`${circular}/settlements`, { outcome: 'accepted' })).body.code).toBe('review.unanswered');
  created(await bea.post(`${circular}/answers`, { answer: 'It went out and came back' }));
  expect((await bea.get(`/tasks/${task.id}`)).body.state).toBe('open');
  created(await bea.post(`${zero}/answers`, { answer: 'The parcels were empty' }));
  expect((await bea.get(`/tasks/${task.id}`)).body).toMatchObject({ state: 'answered', answer: 'done' });
  expect(await reviewOf(warnings[0].id)).toMatchObject({ state: 'answered', answer: 'It went out and came back' });

  expect(created(await rita.post(`${circular}/settlements`, { outcome: 'accepted' }))).toMatchObject({
    state: 'settled',
    outcome: 'accepted',
  });
  expect((await clara.post(`${circular}/settlements`, { outcome: 'accepted' })).body.code).toBe('review.settled');
  expect((await bea.post(`${circular}/answers`, { answer: 'Once more' })).body.code).toBe('review.settled');
  expect((await clara.post(`${circular}/questions`, { deadline })).body.code).toBe('review.settled');
});

test('what its owner has answered, or a reviewer has settled, is not raised again while the field stays as it is', async () => {
  const report = aReport(undefined, ZERO, CIRCULAR);
  const { id: caseId, warnings } = created(await bea.post(`${path}/cases`, report));
  const [circular, zero] = warnings.map((one: any) => `${path}/reviews/${one.id}`);
  created(await bea.post(`${circular}/answers`, { answer: 'It came back' }));
  expect((await clara.post(`${zero}/settlements`, { outcome: 'dismissed' })).body.code).toBe('review.reason-missing');
  created(await clara.post(`${zero}/settlements`, { outcome: 'dismissed', reason: 'They were found empty' }));
  const put = async (seizure: object) => (await bea.put(`/cases/${caseId}`, correction(aReport(undefined, ZERO, seizure)))).body.warnings;
  expect((await put({ ...CIRCULAR, place: 'Brussels' })).map(({ id, state }: any) => [id, state])).toEqual([
    [warnings[0].id, 'answered'],
    [warnings[1].id, 'settled'],
  ]);
  const changed = (await put({ ...CIRCULAR, departure: 'FR', destination: 'FR' })).find(({ code }: any) => code === 'case.route-circular');
  expect(changed).toMatchObject({ state: 'open', answer: null });
  expect(changed.id).not.toBe(warnings[0].id);
});

test('a correction answers the task that asked for it, and settles what it mends', async () => {
  const { id: caseId, warnings } = await reported();
  const { taskingId } = created(await clara.post(`${path}/reviews/${warnings[0].id}/questions`, { deadline }));
  expect((await bea.put(`/cases/${caseId}`, correction(aReport()))).status).toBe(200);
  expect(await reviewOf(warnings[0].id)).toMatchObject({ state: 'settled', outcome: 'corrected' });
  const task = (await bea.get('/tasks?limit=200')).body.items.find((one: any) => one.taskingId === taskingId);
  expect(task).toMatchObject({ state: 'answered', answer: 'done', late: false });
  await stack.until(async () => (await clara.get(`${path}/taskings/${taskingId}`)).body.endedAt);
});

test('an answer to the task is an answer to the review; a tasking that is withdrawn leaves it open', async () => {
  const { warnings } = await reported();
  const review = `${path}/reviews/${warnings[0].id}`;
  const first = created(await clara.post(`${review}/questions`, { deadline }));
  created(await clara.post(`/taskings/${first.taskingId}/withdrawals`, { reason: 'Asked by telephone' }));
  expect((await reviewOf(warnings[0].id)).state).toBe('open');
  const { taskingId } = created(await clara.post(`${review}/questions`, { deadline }));
  const task = (await bea.get('/tasks?limit=200')).body.items.find((one: any) => one.taskingId === taskingId);
  created(await bea.post(`/tasks/${task.id}/answers`, { answer: 'unable', reason: 'It is right: they were empty' }));
  expect(await reviewOf(warnings[0].id)).toMatchObject({ state: 'answered', answer: 'It is right: they were empty' });

  const again = created(await clara.post(`${review}/questions`, { question: 'All of them?', deadline }));
  expect(again).toMatchObject({ state: 'asked' });
  expect(again.taskingId).not.toBe(taskingId);
});

test('what was answered and is asked again waits for another answer', async () => {
  const { warnings } = await reported();
  const review = `${path}/reviews/${warnings[0].id}`;
  created(await bea.post(`${review}/answers`, { answer: 'It is right' }));
  expect(created(await clara.post(`${review}/questions`, { question: 'How so?', deadline }))).toMatchObject({ state: 'asked' });
  expect((await clara.post(`${review}/settlements`, { outcome: 'accepted' })).body.code).toBe('review.unanswered');
  created(await bea.post(`${review}/answers`, { answer: 'The parcels were empty' }));
  expect(await reviewOf(warnings[0].id)).toMatchObject({ state: 'answered', answer: 'The parcels were empty' });
});

test('a coordination unit asks about everybody, and reads no report; a member answers for itself only', async () => {
  const { id: ocuId } = created(
    await clara.post(`${path}/ocus`, { key: 'main', name: 'OCU', kind: 'virtual', host: 'wco', zone: 'Europe/Brussels' }),
  );
  created(await clara.post(`/ocus/${ocuId}/staff`, { person: 'igor.interpol' }));
  const { id: caseId, warnings } = await reported();
  const review = `${path}/reviews/${warnings[0].id}`;
  expect((await igor.get(`/cases/${caseId}`)).status).toBe(404);
  expect((await igor.get(`${path}/reviews?case=${caseId}`)).body.items.map((one: any) => one.id)).toEqual([warnings[0].id]);
  expect((await felix.post(`${review}/answers`, { answer: 'It is right' })).body.code).toBe('review.not-found');
  expect((await bea.post(`${review}/settlements`, { outcome: 'dismissed', reason: 'It is right' })).body.code).toBe('permission.denied');
  expect(codesOf(await igor.post(`${review}/questions`, { deadline: at('2026-03-01T18:00') }))).toEqual([
    ...[422, 'request.invalid'],
    { '/deadline': 'tasking.deadline-past' },
  ]);
  created(await igor.post(`${review}/settlements`, { outcome: 'dismissed', reason: 'Known to the unit' }));
});

test('an operation with a warning that nobody has settled is not closed', async () => {
  const other = await aRunningOperation(stack, { plan: { editions: [] }, wall: '2026-03-20T09:00' });
  const { warnings } = created(await bea.post(`/operations/${other}/cases`, aReport(undefined, ZERO)));
  const { body } = await clara.post(`/operations/${other}/closings`);
  expect(body.code).toBe('operation.not-closable');
  expect(body.errors).toMatchObject([
    { code: 'closing.warnings-unreviewed', detail: `Warnings about reports are not settled. 1 warning: ${warnings[0].id}.` },
  ]);
  created(await clara.post(`/operations/${other}/reviews/${warnings[0].id}/settlements`, { outcome: 'dismissed', reason: 'Empty' }));
  created(await clara.post(`/operations/${other}/closings`));
  await stack.until(async () => (await ownTask(bea, other, 'report')).state !== 'open');
});
