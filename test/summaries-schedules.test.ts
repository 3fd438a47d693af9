import { Client, Connection } from '@temporalio/client';
import { castOf } from './cast.ts';
import { aPlan } from './plans.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { agreeTo, aSubscription, someTerms } from './subscriptions.ts';

let stack: Stack;
let client: Client;
const { clara, bea, paul, dirk } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  client = new Client({ connection: await Connection.connect({ address: stack.parts.temporalAddress }) });
});
afterAll(async () => {
  await client.connection.close();
  await stack.stop();
});

const scheduleOf = (subscription: string) => client.schedule.getHandle(`summaries/${subscription}`);

/** As Temporal has it, once it `is` so. */
async function described(subscription: string, is: (schedule: any) => boolean = () => true): Promise<any> {
  return stack.until(async () => {
    const schedule = await scheduleOf(subscription)
      .describe()
      .catch(() => null);
    return schedule && is(schedule) ? schedule : null;
  });
}

/** A running operation in real time: its phases lie around now. */
async function aLiveOperation(): Promise<string> {
  const day = (offset: number) => ({ wall: new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 16), zone: 'UTC' });
  const base = aPlan();
  const plan = aPlan({
    phases: [{ key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: day(-10), closesAt: day(300) }],
    invitation: { ...base.invitation, answerBy: day(5) },
    reporting: { ...base.reporting, periods: [{ key: 'phase-1', phase: 'phase-1', from: day(-10), until: day(300), dueBy: day(310) }] },
    editions: [],
  });
  const id = created(await clara.post('/operations', { plan })).id;
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  created(await clara.post(`/operations/${id}/launches`));
  return id;
}

test('an approved subscription of a live operation has a schedule with its zone, which wakes it at its hour, when the clocks skip that, and before they show it twice', async () => {
  const id = await aLiveOperation();
  const subscription = await aSubscription(stack, id, { cadence: { every: 'week', on: 'sunday', at: '02:30' } });
  const { spec, policies, action, state } = await described(subscription);
  expect(spec.timezone).toBe('Europe/Brussels');
  const [usual, ...moved] = spec.calendars;
  expect(usual).toMatchObject({ hour: [{ start: 2 }], minute: [{ start: 30 }], dayOfWeek: [{ start: 'SUNDAY' }] });
  expect(moved.map(({ hour, month }: any) => [month[0].start, hour[0].start]).toSorted()).toEqual([
    ['MARCH', 3],
    ['OCTOBER', 1],
  ]);
  expect(policies).toMatchObject({ overlap: 'BUFFER_ONE', catchupWindow: 365 * 86_400_000, pauseOnFailure: false });
  expect(action).toMatchObject({ type: 'startWorkflow', workflowType: 'summaries', args: [{ subscriptionId: subscription }] });
  expect(state.paused).toBe(false);

  created(await paul.post(`/subscriptions/${subscription}/pauses`, { reason: 'Leave' }));
  await described(subscription, (schedule) => schedule.state.paused);
  created(await paul.post(`/subscriptions/${subscription}/resumptions`, { reason: 'Back' }));
  await described(subscription, (schedule) => !schedule.state.paused);

  const { name: _, ...terms } = someTerms({ cadence: { every: 'month', on: 15, at: '18:00' }, zone: 'Asia/Seoul' });
  created(await paul.post(`/subscriptions/${subscription}/versions`, terms));
  await agreeTo(stack, subscription);
  const changed = await described(subscription, (schedule) => schedule.spec.timezone === 'Asia/Seoul');
  expect(changed.spec.calendars).toHaveLength(1);
  expect(changed.spec.calendars[0]).toMatchObject({ dayOfMonth: [{ start: 15 }], hour: [{ start: 18 }] });

  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' }));
  await described(subscription, (schedule) => schedule.state.paused);
  created(await clara.post(`/operations/${id}/cancellations`, { reason: 'No budget' }));
  await stack.until(async () =>
    scheduleOf(subscription)
      .describe()
      .then(() => false)
      .catch(() => true),
  );
  expect((await paul.get(`/subscriptions/${subscription}`)).body).toMatchObject({ state: 'ended' });
});

test('what the schedule starts is a workflow that makes what is due; two at once make one of each', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  const subscription = await aSubscription(stack, id);
  await described(subscription);
  await stack.stopWork();
  const clock = { rate: 10_000_000, holdAt: { wall: '2026-03-19T09:00', zone: 'Europe/Brussels' } };
  expect((await clara.put(`/operations/${id}/clock`, clock, { 'If-Match': '*' })).status).toBe(200);
  await scheduleOf(subscription).trigger();
  await scheduleOf(subscription).trigger();
  await stack.startWork();
  const items = await stack.until(async () => {
    const { body } = await paul.get(`/operations/${id}/products`);
    return body.items.length >= 4 && body.items.every(({ state }: any) => state === 'released') && body.items;
  });
  expect(items.map(({ number, state }: any) => [number, state])).toEqual([4, 3, 2, 1].map((number) => [number, 'released']));
  const ran = await stack.until(async () => {
    const { info } = await scheduleOf(subscription).describe();
    return info.recentActions.length > 0 && info.runningActions.length === 0 && info;
  });
  expect(ran.numActionsTaken).toBeGreaterThan(0);
  expect((await bea.get(`/operations/${id}/products`)).body.items).toEqual([]); // they are not Belgium's
});
