import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created, ownTask } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const [phase] = aPlan().phases as [Written<Plan>['phases'][number]];
const [period] = aPlan().reporting.periods as [Written<Plan>['reporting']['periods'][number]];
const [final] = aPlan().editions as [Written<Plan>['editions'][number]];

/** Two weeks more for everything, and Korea with them. */
const EXTENDED = aPlan({
  phases: [{ ...phase, closesAt: at('2026-04-13T00:00') }],
  invitees: [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }],
  invitation: { ...aPlan().invitation, answerBy: at('2026-04-01T18:00') },
  reporting: { ...aPlan().reporting, periods: [{ ...period, until: at('2026-04-13T00:00'), dueBy: at('2026-04-20T18:00') }] },
  editions: [{ ...final, cutOff: at('2026-04-24T18:00'), confirmBy: at('2026-05-01T18:00'), embargo: at('2026-05-18T10:00') }],
});

const propose = (id: string, plan: Written<Plan>): Promise<Answer> =>
  clara.post(`/operations/${id}/amendments`, { reason: 'two weeks more', plan });

async function amend(id: string, plan: Written<Plan>): Promise<void> {
  const { number } = created(await propose(id, plan));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === number);
}

const taskingsOf = async (id: string): Promise<any[]> => (await clara.get(`/operations/${id}/taskings`)).body.items;

test('an amendment is approved like a plan, invites only whom it adds, and moves deadlines, rungs and timetable', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-15T09:00' });
  await amend(id, EXTENDED);

  const invited = (await postOf(stack, id)).filter(({ kind }) => kind === 'invitation');
  expect(recipients(invited, 'invitation')).toEqual(['bea.belgium', 'felix.france', 'kira.korea']);
  const [, added] = (await taskingsOf(id)).filter(({ kind }) => kind === 'take-part');
  expect(added).toMatchObject({ key: 'plan-2', unanswered: 1, deadline: { wall: '2026-04-01T18:00' } });
  const [report] = (await taskingsOf(id)).filter(({ kind }) => kind === 'report');
  expect(report.deadline).toMatchObject({ wall: '2026-04-20T18:00', zone: 'Europe/Brussels' });

  await advance(clara, id, '2026-04-05T09:00'); // beyond the old rung of 4 April, and the old end of the phase
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['kira.korea']); // for the invitation that is still open
  const { phases, nextTimer } = (await clara.get(`/operations/${id}`)).body;
  expect(phases).toMatchObject([{ key: 'phase-1', state: 'open' }]);
  expect(nextTimer).toEqual({ at: '2026-04-12T22:00:00.000Z', what: 'the end of the phase phase-1' });
  created(
    await bea.post(`/operations/${id}/cases`, aCase({ seizures: [{ ...(aCase() as any).seizures[0], seizedAt: '2026-04-04T12:00:00Z' }] })),
  );

  await advance(clara, id, '2026-04-13T00:00'); // to the new end and no further: nobody can say how far a running clock gets before it is read
  await advance(clara, id, '2026-04-18T18:00'); // the new rung
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['felix.france', 'kira.korea']);
  const closed = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter(({ type }: any) => type === 'phase.closed');
  expect(closed.map((event: any) => event.at)).toEqual(['2026-04-12T22:00:00.000Z']);
});

test('whoever let the old deadline pass has time until the new one, and is not late before it', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'], wall: '2026-02-20T19:00' });
  await amend(id, aPlan({ invitation: { ...aPlan().invitation, answerBy: at('2026-03-20T18:00') } }));
  const task = await ownTask(felix, id, 'take-part');
  expect(task).toMatchObject({ state: 'open', deadline: { wall: '2026-03-20T18:00' } });
  expect(created(await felix.post(`/tasks/${task.id}/answers`, { answer: 'accept' })).late).toBe(false);
});

test('a deadline in the past is not submitted; one that has passed when its amendment is approved lapses at once', async () => {
  const id = await aRunningOperation(stack, { wall: '2026-03-15T09:00' });
  const due = (wall: string) => aPlan({ reporting: { ...aPlan().reporting, periods: [{ ...period, dueBy: at(wall) }] } });
  created(await propose(id, due('2026-03-14T18:00')));
  const { body: refused } = await clara.post(`/operations/${id}/submissions`);
  expect(refused.errors).toMatchObject([{ pointer: '/reporting/periods/0/dueBy', code: 'tasking.deadline-past' }]);
  const { body: draft } = await clara.get(`/operations/${id}/plan`);
  expect((await clara.put(`/operations/${id}/plan`, { ...draft.plan, ...due('2026-03-16T18:00') })).status).toBe(200);
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  await advance(clara, id, '2026-03-17T09:00');
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await ownTask(bea, id, 'report')).state === 'lapsed');
  expect(recipients(await postOf(stack, id), 'deadline-moved')).toEqual(['bea.belgium']);
});

test('the past cannot be rewritten, neither in a proposal nor by one that has grown old', async () => {
  const id = await aRunningOperation(stack, { wall: '2026-03-29T09:00' });
  const flawsOf = ({ status, body }: Answer): unknown => [status, body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)];
  const rewritten = aPlan({ phases: [{ ...phase, opensAt: at('2026-03-01T00:00') }], invitees: aPlan().invitees.slice(1) });
  expect(flawsOf(await propose(id, rewritten))).toEqual([
    422,
    ['/plan/phases/0 plan.past-rewritten', '/plan/invitees plan.invitee-dropped'],
  ]);

  created(await propose(id, EXTENDED));
  await advance(clara, id, '2026-03-30T09:00');
  expect(flawsOf(await clara.post(`/operations/${id}/submissions`))).toEqual([
    422,
    ['/phases/0 plan.past-rewritten', '/reporting/periods/0 plan.past-rewritten'],
  ]);
});

test('a phase that ended while its extension was being approved is open again, and ends a second time', async () => {
  const id = await aRunningOperation(stack, { wall: '2026-03-29T09:00' });
  created(await propose(id, EXTENDED));
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  await advance(clara, id, '2026-03-30T09:00');
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === 2);
  expect((await clara.get(`/operations/${id}`)).body.phases).toMatchObject([{ state: 'open' }]);
  await advance(clara, id, '2026-04-13T09:00');
  const { items } = (await clara.get(`/operations/${id}/events?limit=200`)).body;
  expect(items.filter(({ type }: any) => type === 'phase.closed').map((event: any) => event.at)).toEqual([
    '2026-03-30T07:00:00.000Z',
    '2026-04-13T07:00:00.000Z',
  ]);
});

test.each(['return', 'reject'])('after a %s the operation runs on by the plan in force', async (decision) => {
  const id = await aRunningOperation(stack, { wall: '2026-03-15T09:00' });
  created(await propose(id, EXTENDED));
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision, reason: 'not yet' }));
  await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state !== 'submitted');
  expect((await clara.get(`/operations/${id}`)).body).toMatchObject({ stage: 'running', planVersion: 1 });
  await advance(clara, id, '2026-03-30T09:00');
  expect((await clara.get(`/operations/${id}`)).body.phases).toMatchObject([{ state: 'closed' }]);
  expect(recipients(await postOf(stack, id), 'invitation')).toEqual(['bea.belgium', 'felix.france']);
});
