import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const LED: Partial<Written<Plan>> = {
  chains: { closing: [{ name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } }] },
};
const ENQUIRY = {
  ...{ kind: 'enquiry', title: 'Whose number plates are these?', instructions: 'See the annex' },
  ...{ deadline: at('2026-05-20T12:00'), ladder: [], addressees: { list: ['be-customs'] } },
};

const settled = (id: string): Promise<any[]> =>
  stack.until(async () => {
    const { items } = (await clara.get(`/operations/${id}/events?limit=200`)).body;
    const found = items.filter(({ type }: any) => type === 'operation.closing-refused' || type === 'operation.closed');
    return found.length > 0 && found;
  });
const close = async (id: string, reason: string): Promise<string> =>
  created(await clara.post(`/operations/${id}/closings`, { override: { reason } })).approvalId;

test('a closing does not pass over what was left open since it was asked for; closed again with that in view, it does', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  const first = await close(id, 'The market is gone');
  created(await clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, key: 'plates' }));
  await approve(stack, dirk, first);
  const task = await ownTask(bea, id, 'enquiry');
  expect(await settled(id)).toMatchObject([
    { type: 'operation.closing-refused', data: { outcome: 'approved', openEnds: [`Tasks are still open. 1 task: ${task.id}.`] } },
  ]);
  const told = (await postOf(stack, id)).filter(({ kind }) => kind === 'closing-refused');
  expect(told.map(({ address }) => address)).toEqual(['clara.coordinator@wco.example']);
  expect(told[0]?.mail.text).toContain(`Open tasks: 1 (${task.id})`);
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('running');
  expect((await ownTask(bea, id, 'enquiry')).state).toBe('open');

  const second = await close(id, 'The plates are known by now');
  await advance(clara, id, '2026-04-07T09:00'); // the report that was open, and overridden, is overdue now
  await stack.until(async () => (await ownTask(bea, id, 'report')).state === 'lapsed');
  await approve(stack, dirk, second);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'closed');
  expect((await settled(id)).map(({ type }) => type)).toEqual(['operation.closing-refused', 'operation.closed']);
}, 120_000);

test('a closing that lay over nothing is refused as well, and the operation takes its decisions again', async () => {
  const id = await aRunningOperation(stack, { plan: { ...LED, editions: [] }, wall: '2026-03-10T09:00' });
  created(await bea.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  const { approvalId, openEnds } = created(await clara.post(`/operations/${id}/closings`));
  expect(openEnds).toEqual([]);
  created(await clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, key: 'more-plates' }));
  await approve(stack, dirk, approvalId);
  expect((await settled(id)).map(({ type }) => type)).toEqual(['operation.closing-refused']);
  await stack.until(async () => (await clara.post(`/operations/${id}/suspensions`, { reason: 'Elections' })).status === 201);
});
