import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** The approval of an amendment lapses after four days. */
const HURRIED = {
  approval: aPlan().approval.map((step) => ({ ...step, deadline: { hours: 96, ladder: [], then: 'lapse' as const } })),
};

test('in a suspended operation no rung fires and no deadline passes; resumed, each does so once, at its hour, as many days later', async () => {
  const id = await aRunningOperation(stack, { plan: HURRIED, accepting: ['bea.belgium', 'felix.france'], wall: '2026-04-02T09:00' });
  const path = `/operations/${id}`;
  const remindersTo = async () => recipients(await postOf(stack, id), 'reminder');
  const deadlineOf = async (member: Caller, kind: string) => (await ownTask(member, id, kind)).deadline.wall;
  const request = { until: at('2026-04-09T18:00'), reason: 'Holidays' };
  const asked = created(await felix.post(`/tasks/${(await ownTask(felix, id, 'report')).id}/extension-requests`, request));
  created(await clara.post(`/extension-requests/${asked.id}/decisions`, { outcome: 'granted' }));
  const enquiry = {
    ...{ kind: 'enquiry', key: 'plates', title: 'Whose number plates are these?', instructions: 'See the annex' },
    ...{ deadline: at('2026-04-08T12:00'), ladder: [], addressees: { list: ['be-customs'] } },
  };
  created(await clara.post(`${path}/taskings`, enquiry));
  created(await clara.post(`${path}/amendments`, { reason: 'A better title', plan: aPlan({ ...HURRIED, title: 'Operation Rose' }) }));
  const { approvalId } = created(await clara.post(`${path}/submissions`));

  created(await clara.post(`${path}/suspensions`, { reason: 'A port is closed' }));
  await advance(clara, id, '2026-04-12T08:00'); // past every rung and deadline
  expect(await remindersTo()).toEqual([]);
  expect(await ownTask(bea, id, 'report')).toMatchObject({ state: 'open', deadline: at('2026-04-06T18:00') });
  expect((await clara.get(`/approvals/${approvalId}`)).body.outcome).toBe('waiting');
  const answered = created(
    await bea.post(`/tasks/${(await ownTask(bea, id, 'enquiry')).id}/answers`, { answer: 'done', details: 'Of a haulier' }),
  );
  expect(answered.late).toBe(false);

  const tooEarly = await clara.post(`${path}/resumptions`);
  expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'operation.submission-pending']);
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(path)).body.planVersion === 2);
  const draft = created(
    await clara.post(`${path}/amendments`, { reason: 'More goods', plan: aPlan({ ...HURRIED, title: 'Operation Iris' }) }),
  );
  const resumed = created(await clara.post(`${path}/resumptions`));
  expect(resumed).toMatchObject({ days: 10, planVersion: 4 });

  expect([await deadlineOf(bea, 'report'), await deadlineOf(felix, 'report'), await deadlineOf(bea, 'enquiry')]).toEqual([
    ...['2026-04-16T18:00', '2026-04-19T18:00', '2026-04-18T12:00'],
  ]);
  const { plan, number, state, reason } = (await clara.get(`${path}/plan`)).body;
  expect([draft.number, number, state, reason]).toEqual([3, 5, 'draft', 'More goods']);
  expect([plan.title, plan.phases[0].closesAt.wall, plan.reporting.periods[0].dueBy.wall]).toEqual([
    ...['Operation Iris', '2026-03-30T00:00', '2026-04-16T18:00'],
  ]);
  expect((await clara.get(path)).body.title).toBe('Operation Rose');

  await advance(clara, id, '2026-04-15T09:00'); // past the rung two days before the sixteenth
  expect(await remindersTo()).toEqual(['bea.belgium']);
  await advance(clara, id, '2026-04-18T09:00');
  expect(await remindersTo()).toEqual(['bea.belgium', 'felix.france']);
  expect((await ownTask(bea, id, 'report')).state).toBe('lapsed');
  expect((await ownTask(felix, id, 'report')).state).toBe('open');
  const told = (await clara.get(`${path}/events?limit=200`)).body.items.map(({ type }: any) => type);
  expect(told.filter((type: string) => type === 'operation.suspended' || type === 'operation.resumed')).toHaveLength(2);
  const post = await postOf(stack, id);
  for (const kind of ['operation-suspended', 'operation-resumed']) expect(recipients(post, kind)).toEqual(['bea.belgium', 'felix.france']);
}, 120_000);

test('a repeat of a suspension under its key is answered as before, and another one is refused', async () => {
  const id = await aRunningOperation(stack);
  const key = { 'Idempotency-Key': 'the-same-suspension' };
  const first = created(await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' }, key));
  expect(created(await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' }, key))).toEqual(first);
  const second = await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' });
  expect([second.status, second.body.code]).toEqual([409, 'operation.suspended']);
  expect((await bea.post(`/operations/${id}/suspensions`, { reason: 'Elections' })).status).toBe(403);
  expect((await clara.post(`/operations/${id}/suspensions`, { reason: ' ' })).body.errors).toMatchObject([{ pointer: '/reason' }]);
});
