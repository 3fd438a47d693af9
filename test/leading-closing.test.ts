import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aDraft, approve, aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
const { clara, dirk, bea, felix, rita, igor } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const [phase] = aPlan().phases as [Written<Plan>['phases'][number]];
const debrief = {
  key: 'debrief',
  name: 'Debrief',
  kind: 'debrief',
  opensAt: at('2026-05-18T09:00'),
  closesAt: at('2026-05-19T17:00'),
} as const;

/** With an approval of the closing, somebody who may override, a debrief and a follow-up. */
const LED: Partial<Written<Plan>> = {
  phases: [phase, debrief],
  chains: {
    closing: [{ name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } }],
    override: ['wco-deputy-compliance'],
  },
  followUps: [{ key: 'later', title: 'What became of your cases?', opensAt: at('2026-08-03T09:00'), dueBy: at('2026-08-31T18:00') }],
  meetings: [{ key: 'kick-off', title: 'Kick-off', startsAt: at('2026-02-26T10:00'), endsAt: at('2026-02-26T12:00'), place: 'Brussels' }],
};

const waitingIn = async (id: string, caller = clara): Promise<any[]> => (await caller.get(`/operations/${id}/waiting`)).body.items;
const kindsIn = async (id: string): Promise<string[]> => (await waitingIn(id)).map(({ kind }) => kind);
const stageIs = (id: string, stage: string) => stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === stage);
const eventsOf = async (id: string): Promise<string[]> =>
  (await clara.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);

async function publishFinal(id: string): Promise<void> {
  await advance(clara, id, '2026-04-12T09:00');
  created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await advance(clara, id, '2026-04-19T09:00');
  const signOff = await stack.until(async () => (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, signOff.id);
  await stack.until(async () => (await clara.get(`/operations/${id}/editions`)).body.items[0].stage === 'embargoed');
  await advance(clara, id, '2026-05-21T09:00');
  await stack.until(async () => (await clara.get(`/operations/${id}/editions`)).body.items[0].stage === 'published');
}

test('from the draft to its last follow-up an operation says at every stage what it waits for, since when, and whose turn it is', async () => {
  const id = await aDraft(stack, { plan: LED });
  expect(await waitingIn(id)).toMatchObject([{ kind: 'submission', turn: ['coordinators of wco'] }]);
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  expect(await waitingIn(id)).toMatchObject([
    { kind: 'approval', subjectId: approvalId, what: "step 'direction' of the approval of the plan" },
  ]);
  await approve(stack, dirk, approvalId);
  await stageIs(id, 'approved');
  expect(await waitingIn(id)).toMatchObject([{ kind: 'launch' }]);
  created(await clara.post(`/operations/${id}/launches`));
  expect(await kindsIn(id)).toEqual(['tasking', 'timetable', 'cut-off']);
  const accept = async (member: Caller) =>
    created(await member.post(`/tasks/${(await ownTask(member, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await accept(bea);
  await accept(felix);
  await advance(clara, id, '2026-03-15T09:00');
  expect((await waitingIn(id, bea)).find(({ kind }) => kind === 'tasking').turn).toEqual(['be-customs']); // not who else has not reported
  created(await bea.post(`/operations/${id}/cases`, aCase()));
  const report = await ownTask(felix, id, 'report');
  created(await felix.post(`/tasks/${report.id}/extension-requests`, { until: at('2026-04-09T18:00'), reason: 'Holidays' }));
  expect(await waitingIn(id)).toContainEqual(
    expect.objectContaining({ kind: 'extension-request', turn: ['coordinators of wco'], until: '2026-04-09T16:00:00.000Z' }),
  );

  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' }));
  expect(await kindsIn(id)).toEqual(['resumption', 'tasking', 'extension-request']);
  expect((await clara.get(`/operations/${id}/waiting`)).body.nextTimer).toBeNull();
  expect((await clara.post(`/operations/${id}/editions`, { edition: 'final' })).body.code).toBe('operation.suspended');
  await advance(clara, id, '2026-03-16T08:00');
  created(await clara.post(`/operations/${id}/resumptions`));
  const moved = await ownTask(felix, id, 'report');
  expect(moved.deadline.wall).toBe('2026-04-07T18:00'); // 6 April, and the day of the suspension
  created(await felix.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));

  await publishFinal(id);
  expect(await kindsIn(id)).toEqual(['timetable', 'closing']); // the follow-up, whether or not it is closed by then
  const { approvalId: closing } = created(await clara.post(`/operations/${id}/closings`));
  expect(await waitingIn(id)).toContainEqual(
    expect.objectContaining({ kind: 'approval', what: "step 'leads' of the approval of the closing", subjectId: closing }),
  );
  expect((await clara.post(`/operations/${id}/suspensions`, { reason: 'No' })).body.code).toBe('operation.closing-pending');
  await approve(stack, dirk, closing);
  await stageIs(id, 'closed');
  expect(await waitingIn(id)).toMatchObject([{ kind: 'timetable', what: 'the follow-up later', until: '2026-08-04T07:00:00.000Z' }]);
  expect(recipients(await postOf(stack, id), 'operation-closed')).toEqual(['bea.belgium', 'clara.coordinator', 'felix.france']);
  expect((await bea.post(`/operations/${id}/cases`, aReport())).body.code).toBe('operation.not-running');
  expect((await clara.post(`/operations/${id}/amendments`, { reason: 'More', plan: aPlan(LED) })).body.code).toBe('operation.closed');

  await advance(clara, id, '2026-08-05T09:00');
  expect(await waitingIn(id)).toMatchObject([{ kind: 'tasking', what: "1 answer to 'What became of your cases?'", turn: ['be-customs'] }]);
  created(await bea.post(`/tasks/${(await ownTask(bea, id, 'follow-up')).id}/answers`, { answer: 'done', details: 'One conviction' }));
  await stageIs(id, 'completed');
  expect(await waitingIn(id)).toEqual([]);
}, 120_000);

test('an operation with open ends is closed only where somebody whom the plan entitles agrees to why, and never by the one who asks', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  const refused = await clara.post(`/operations/${id}/closings`);
  expect([refused.status, refused.body.code]).toEqual([409, 'operation.not-closable']);
  expect(refused.body.errors.map(({ code }: any) => code)).toEqual(['closing.tasks-open', 'closing.editions-unpublished']);
  expect(refused.body.errors.at(-1).detail).toBe('Editions of the plan are not published. 1 edition: final.');

  const { approvalId, openEnds } = created(await clara.post(`/operations/${id}/closings`, { override: { reason: 'The market is gone' } }));
  expect(openEnds).toContain('Editions of the plan are not published. 1 edition: final.');
  const { override, ...approval } = (await dirk.get(`/approvals/${approvalId}`)).body;
  expect(override).toMatch(/^The market is gone .* 1 edition: final\.$/);
  const steps = approval.steps.map(({ name, posts }: any) => [name, posts]);
  expect(steps).toEqual([
    ['leads', ['wco-director-compliance']],
    ['override', ['wco-deputy-compliance']],
  ]);
  created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'return', reason: 'Not yet' }));
  await stack.until(async () => (await eventsOf(id)).includes('operation.closing-refused'));
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('running');

  const bare = await aRunningOperation(stack, { plan: { followUps: LED.followUps ?? [] } });
  const nobody = await clara.post(`/operations/${bare}/closings`, { override: { reason: 'The market is gone' } });
  expect(nobody.body.code).toBe('operation.no-override');
}, 120_000);

test('a cancellation ends whatever is open at any stage, with its reason, and nothing of it goes on', async () => {
  const early = await aDraft(stack);
  created(await clara.post(`/operations/${early}/cancellations`, { reason: 'No budget' }));
  expect((await clara.get(`/operations/${early}`)).body).toMatchObject({ stage: 'cancelled', waitingFor: [], nextTimer: null });
  expect((await clara.put(`/operations/${early}/plan`, aPlan())).body.code).toBe('operation.settled');
  expect((await clara.post(`/operations/${early}/submissions`)).body.code).toBe('operation.settled');

  const hasty = await aDraft(stack);
  const { approvalId: barelyOpen } = created(await clara.post(`/operations/${hasty}/submissions`));
  created(await clara.post(`/operations/${hasty}/cancellations`, { reason: 'Sent by mistake' }));
  await stack.until(async () => (await clara.get(`/approvals/${barelyOpen}`)).body.outcome === 'withdrawn');
  await stack.until(async () => (await clara.get(`/operations/${hasty}/plan`)).body.state === 'returned');

  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'A better title', plan: aPlan({ title: 'Operation Rose' }) }));
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  await advance(clara, id, '2026-04-12T09:00');
  const edition = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'A raid went wrong' }));
  created(await clara.post(`/operations/${id}/cancellations`, { reason: 'It cannot go on' }));
  await stack.until(async () => (await clara.get(`/approvals/${approvalId}`)).body.outcome === 'withdrawn');
  expect((await clara.get(`/editions/${edition.id}`)).body.stage).toBe('returned');
  expect((await ownTask(felix, id, 'report')).state).toBe('lapsed');
  expect(recipients(await postOf(stack, id), 'operation-cancelled')).toEqual(['bea.belgium', 'felix.france']);
  const again = await clara.post(`/operations/${id}/cancellations`, { reason: 'Once more' });
  expect([again.status, again.body.code]).toEqual([409, 'operation.settled']);
  expect(await waitingIn(id)).toEqual([]);
}, 120_000);

test('what is recommended in a debrief is carried on by the plan of the next operation once that is in force', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  const recommend = (phase: string, caller = bea) =>
    caller.post(`/operations/${id}/recommendations`, { phase, text: 'Ask for units of weight' });
  expect((await recommend('phase-1')).body.code).toBe('recommendation.phase-unfit');
  expect((await recommend('debrief')).body.code).toBe('recommendation.too-early');
  await advance(clara, id, '2026-05-20T09:00');
  const first = created(await recommend('debrief'));
  const second = created(await recommend('debrief', felix));
  expect([first.number, second.number, second.organisation]).toEqual([1, 2, 'fr-customs']);
  const settlement = { state: 'dropped', outcome: 'Not worth its cost' };
  created(await clara.post(`/recommendations/${second.id}/settlements`, settlement));
  expect((await clara.post(`/recommendations/${second.id}/settlements`, settlement)).body.code).toBe('recommendation.settled');

  const next = { plan: aPlan(), drill: { startsAt: at('2026-02-01T09:00') }, carriesFrom: id };
  expect((await igor.post('/operations', { ...next, plan: aPlan({ leads: ['interpol'] }) })).status).toBe(422);
  const carrying = created(await clara.post('/operations', next)).id;
  const { plan } = (await clara.get(`/operations/${carrying}/plan`)).body;
  expect(plan.recommendations).toEqual([{ recommendation: first.id, text: first.text }]);
  await approve(stack, dirk, created(await clara.post(`/operations/${carrying}/submissions`)).approvalId);
  await stageIs(carrying, 'approved');
  const { items } = (await bea.get(`/operations/${id}/recommendations`)).body;
  expect(items).toMatchObject([
    { number: 1, state: 'carried', carriedTo: carrying },
    { number: 2, state: 'dropped', outcome: 'Not worth its cost' },
  ]);
}, 120_000);

test('the calendar has phases, meetings and cut-offs, and of deadlines only those of the reader', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  const calendarFor = async (caller: Caller): Promise<string[]> => {
    const { body, headers } = await caller.get(`/operations/${id}/calendar.ics`);
    expect(headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    return [...body.matchAll(/^UID:([a-z]+)-/gm)].map(([, kind]) => kind);
  };
  const common = ['phase', 'phase', 'meeting', 'cut', 'embargo'];
  expect(await calendarFor(clara)).toEqual(common);
  expect(await calendarFor(rita)).toEqual(common);
  expect(await calendarFor(bea)).toEqual([...common, 'follow', 'task']);
  const { body } = await bea.get(`/operations/${id}/calendar.ics`);
  expect(body).toContain('DTSTART;TZID=Europe/Brussels:20260406T180000');
});
