import { randomUUID } from 'node:crypto';
import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { ENQUIRY, PLAN } from './enquiry.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { codesOf } from './two-phases.ts';
import { aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, felix, kira, pia, ada } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const open = (id: string, tasking: object): Promise<Answer> => clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, ...tasking });
const boardOf = async (id: string, taskingId: string, query = ''): Promise<any> =>
  (await clara.get(`/operations/${id}/taskings/${taskingId}${query}`)).body;
const taskOf = async (member: Caller, id: string, kind = 'enquiry'): Promise<any> => ownTask(member, id, kind);
const answer = async (member: Caller, id: string, body: object, kind = 'enquiry'): Promise<Answer> =>
  member.post(`/tasks/${(await taskOf(member, id, kind)).id}/answers`, body);
const eventsOf = async (id: string, type: string): Promise<any[]> =>
  (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter((event: any) => event.type === type);

test('an enquiry at local time: each is reminded in its own zone, more time moves one ladder, answers are corrected, late ones marked', async () => {
  const id = await aRunningOperation(stack, {
    plan: PLAN,
    accepting: ['bea.belgium', 'felix.france', 'kira.korea'],
    wall: '2026-02-21T09:00',
  });
  const asked = { 'Idempotency-Key': 'ask all of them once' };
  const { id: taskingId } = created(await clara.post(`/operations/${id}/taskings`, ENQUIRY, asked));
  expect(created(await clara.post(`/operations/${id}/taskings`, ENQUIRY, asked)).id).toBe(taskingId);
  const board = await boardOf(id, taskingId);
  expect(
    Object.fromEntries(board.tasks.items.map((task: any) => [task.organisation, [task.deadline.at, task.deadline.zone, task.holder]])),
  ).toEqual({
    'be-customs': ['2026-02-25T17:00:00.000Z', 'Europe/Brussels', 'Bea Belgium'],
    'fr-customs': ['2026-02-25T17:00:00.000Z', 'Europe/Paris', 'Felix France'],
    'kr-customs': ['2026-02-25T09:00:00.000Z', 'Asia/Seoul', 'Kira Korea'],
  });
  expect(recipients(await postOf(stack, id), 'task-request')).toEqual(['bea.belgium', 'felix.france', 'kira.korea']);
  await advance(clara, id, '2026-02-24T10:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['kira.korea']);

  const { id: felixTask } = await taskOf(felix, id);
  const more = { until: at('2026-02-27T18:00'), reason: 'The manifests are in Marseille' };
  expect(codesOf(await felix.post(`/tasks/${felixTask}/extension-requests`, { ...more, until: at('2026-02-25T17:00') }))).toEqual([
    422,
    'request.invalid',
    { '/until': 'extension.not-later' },
  ]);
  const request = created(await felix.post(`/tasks/${felixTask}/extension-requests`, more));
  expect((await felix.post(`/tasks/${felixTask}/extension-requests`, more)).body.code).toBe('extension.asked-before');
  expect((await bea.post(`/tasks/${felixTask}/extension-requests`, more)).status).toBe(404);
  expect((await felix.post(`/extension-requests/${request.id}/decisions`, { outcome: 'granted' })).status).toBe(403);
  expect(JSON.stringify((await clara.get(`/operations/${id}/waiting`)).body)).toContain(request.id);
  const granted = { 'Idempotency-Key': 'granted to France' };
  const decision = await clara.post(`/extension-requests/${request.id}/decisions`, { outcome: 'granted' }, granted);
  expect(created(decision)).toMatchObject({ state: 'granted', decidedBy: 'Clara Coordinator' });
  expect((await clara.post(`/extension-requests/${request.id}/decisions`, { outcome: 'granted' }, granted)).body).toEqual(decision.body);
  expect((await clara.post(`/extension-requests/${request.id}/decisions`, { outcome: 'refused', reason: 'No' })).body.code).toBe(
    'extension.settled',
  );

  expect((await answer(bea, id, { answer: 'done' })).body.code).toBe('task.details-missing');
  created(await answer(bea, id, { answer: 'unable', reason: 'No manifest of that name' }));
  created(await answer(bea, id, { answer: 'done', details: 'A freight forwarder in Antwerp' }));
  expect(await taskOf(bea, id)).toMatchObject({
    state: 'answered',
    answer: 'done',
    details: 'A freight forwarder in Antwerp',
    reason: null,
  });
  expect((await eventsOf(id, 'task.answered')).filter(({ data }) => data.kind === 'enquiry').map(({ data }) => data.isCorrection)).toEqual([
    undefined,
    true,
  ]);

  await advance(clara, id, '2026-02-25T18:00');
  expect((await answer(bea, id, { answer: 'unable', reason: 'It was another one' })).body.code).toBe('task.closed');
  expect(await taskOf(kira, id)).toMatchObject({ state: 'lapsed', lateByHours: 8 });
  expect(created(await answer(kira, id, { answer: 'done', details: 'Busan' }))).toMatchObject({ late: true, lateByHours: 8 });
  expect(await taskOf(felix, id)).toMatchObject({ state: 'open', lateByHours: null, extension: { state: 'granted' } });
  const late = await boardOf(id, taskingId, '?late');
  expect(late.tasks.items.map((task: any) => [task.organisation, task.answeredBy])).toEqual([['kr-customs', 'Kira Korea']]);
  expect(late.counts).toEqual({ open: 1, answered: 2, lapsed: 0, withdrawn: 0, late: 1 });
  expect((await boardOf(id, taskingId, '?state=open&rilo=rilo-we')).tasks.items.map((task: any) => task.organisation)).toEqual([
    'fr-customs',
  ]);
  expect((await boardOf(id, taskingId, '?rilo=rilo-ap&organisation=be-customs')).tasks.items).toEqual([]);

  await advance(clara, id, '2026-02-26T18:00');
  const post = await postOf(stack, id);
  expect(recipients(post, 'reminder')).toEqual(['felix.france', 'kira.korea']);
  expect(recipients(post, 'extension-asked')).toEqual(['clara.coordinator']);
  expect(recipients(post, 'extension-decided')).toEqual(['felix.france']);
  expect(recipients(post, 'silence-list')).toEqual([]);

  const withdraw = (body: object): Promise<Answer> => clara.post(`/taskings/${taskingId}/withdrawals`, body);
  expect(codesOf(await withdraw({ reason: 'Found', organisations: ['br-customs'] }))).toEqual([
    422,
    'request.invalid',
    { '/organisations/0': 'tasking.not-addressed' },
  ]);
  expect((await withdraw({ reason: 'Found', organisations: ['be-customs'] })).body.code).toBe('task.not-open');
  expect(created(await withdraw({ reason: 'The container was found' }))).toMatchObject({
    withdrawnReason: 'The container was found',
    unanswered: 0,
  });
  expect(await taskOf(felix, id)).toMatchObject({ state: 'withdrawn', withdrawnReason: 'The container was found' });
  expect(recipients(await postOf(stack, id), 'task-withdrawn')).toEqual(['felix.france']);
  expect((await withdraw({ reason: 'Again' })).body.code).toBe('tasking.ended');
  expect((await felix.post(`/tasks/${felixTask}/answers`, { answer: 'done', details: 'Lyon' })).body.code).toBe('task.closed');
  await advance(clara, id, '2026-02-28T18:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['felix.france', 'kira.korea']);
});

test('late invitations, additions, a moved deadline, hand-overs: every change is told once and its ladder follows', async () => {
  const id = await aRunningOperation(stack, { plan: { ...PLAN, invitees: aPlan().invitees }, wall: '2026-02-03T09:00' });
  const invitation = {
    ...{
      kind: 'take-part',
      key: 'second-round',
      title: 'Take part',
      addressees: { list: ['kr-customs'] },
      joins: 'phase-1',
      rilo: 'rilo-ap',
    },
    ...{
      deadline: at('2026-02-12T18:00'),
      ladder: [{ offsetHours: -48, tells: ['addressee', 'rilo'] }],
      isLocal: false,
      instructions: undefined,
    },
  };
  const { id: taskingId } = created(await open(id, invitation));
  expect((await open(id, invitation)).body.code).toBe('tasking.key-taken');
  expect(
    (await clara.get(`/operations/${id}/participations`)).body.items.find((item: any) => item.organisation === 'kr-customs'),
  ).toMatchObject({
    rilo: 'rilo-ap',
    joins: 'phase-1',
  });
  const add = (list: string[]): Promise<Answer> =>
    clara.post(`/taskings/${taskingId}/additions`, { addressees: { list }, joins: 'phase-1', rilo: 'rilo-ap' });
  expect(codesOf(await add(['kr-customs', 'xx-customs']))).toEqual([
    422,
    'request.invalid',
    { '/addressees/list/0': 'tasking.addressed-already', '/addressees/list/1': 'plan.organisation-unknown' },
  ]);
  created(await add(['au-customs', 'be-police']));
  expect(recipients(await postOf(stack, id), 'invitation')).toEqual(
    ['bea.belgium', 'felix.france', 'kira.korea', 'alma.australia', 'pia.police'].toSorted(),
  );

  const alma = await stack.as('alma.australia');
  created(await answer(alma, id, { answer: 'accept' }, 'take-part'));
  await advance(clara, id, '2026-02-10T18:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['kira.korea', 'pia.police']);
  created(await clara.post(`/taskings/${taskingId}/deadlines`, { deadline: at('2026-02-16T18:00') }));
  expect(await taskOf(kira, id, 'take-part')).toMatchObject({ deadline: { wall: '2026-02-16T18:00' } });
  expect(recipients(await postOf(stack, id), 'deadline-moved')).toEqual(['kira.korea', 'pia.police']);

  const handed = (await taskOf(pia, id, 'take-part')).id;
  expect(codesOf(await clara.post(`/tasks/${handed}/reassignments`, { organisation: 'fr-customs', reason: 'x' }))).toEqual([
    422,
    'request.invalid',
    { '/organisation': 'tasking.holder-unfit' },
  ]);
  expect((await clara.post(`/tasks/${handed}/reassignments`, { organisation: 'be-customs', reason: 'Customs leads' })).status).toBe(201);
  expect((await pia.get(`/tasks/${handed}`)).status).toBe(404);
  expect(created(await bea.post(`/tasks/${handed}/answers`, { answer: 'accept' }))).toMatchObject({ organisation: 'be-customs' });
  for (const someone of ['bruno.brazil', 'nobody.known'])
    expect(
      codesOf(await clara.post(`/tasks/${(await taskOf(kira, id, 'take-part')).id}/reassignments`, { person: someone, reason: 'x' })),
    ).toEqual([422, 'request.invalid', { '/person': 'tasking.holder-unfit' }]);
  const jun = created(
    await ada.post('/people', {
      ...{ subject: `jun.${randomUUID().slice(0, 8)}`, name: 'Jun Korea', email: 'jun@kr-customs.example', organisation: 'kr-customs' },
      ...{ roles: ['contact'], posts: [] },
    }),
  );
  const kiraTask = (await taskOf(kira, id, 'take-part')).id;
  expect((await bea.post(`/tasks/${kiraTask}/reassignments`, { person: jun.subject, reason: 'Leave' })).status).toBe(404);
  expect(created(await kira.post(`/tasks/${kiraTask}/reassignments`, { person: jun.subject, reason: 'Leave' }))).toMatchObject({
    holder: 'Jun Korea',
  });
  expect(recipients(await postOf(stack, id), 'handed-over')).toEqual(['jun']);
  await advance(clara, id, '2026-02-14T18:00');
  const post = await postOf(stack, id);
  expect(recipients(post, 'reminder')).toEqual(['jun', 'kira.korea', 'pia.police']);
  expect(recipients(post, 'task-withdrawn')).toEqual(['pia.police']);
});
