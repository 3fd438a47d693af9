import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created, ownTask } from './operations.ts';
import { aPlan } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

const DEPUTY = 'wco-deputy-compliance';
const DIRECTOR = 'wco-director-compliance';
const POLICE = 'interpol-director-operations';

let stack: Stack;
const { clara, dirk, dora, olga, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** Three days to ratify what came into force in haste; otherwise the operation stands still. */
const HASTY: Partial<Written<Plan>> = {
  chains: {
    closing: [{ name: 'police', posts: [POLICE], quorum: { count: 1 } }],
    override: [POLICE],
    fastTrack: {
      approval: [{ name: 'duty', posts: [DEPUTY], quorum: { count: 1 } }],
      ratification: [{ name: 'leads', posts: [DIRECTOR], quorum: { count: 1 }, deadline: { hours: 72, ladder: [], then: 'lapse' } }],
      ifUnratified: 'suspend',
    },
  },
};

const eventsOf = async (id: string, type: string): Promise<any[]> =>
  (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter((event: any) => event.type === type);
const happened = (id: string, type: string): Promise<any> => stack.until(async () => (await eventsOf(id, type)).at(-1));
const stageIs = (id: string, stage: string) => stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === stage);
const kindsIn = async (id: string): Promise<string[]> =>
  (await clara.get(`/operations/${id}/waiting`)).body.items.map(({ kind }: any) => kind);

/** The approval by which an amendment that came into force by the fast track is to be ratified. */
async function amendInHaste(id: string, title: string): Promise<any> {
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a clearer title', plan: aPlan({ ...HASTY, title }) }));
  const fastTrack = { legalBasis: 'Article 7', reason: 'The parcels arrive on Thursday' };
  await approve(stack, dora, created(await clara.post(`/operations/${id}/submissions`, { fastTrack })).approvalId);
  return stack.until(async () =>
    (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items.find(({ subject }: any) => subject === 'ratification'),
  );
}

test('an operation whose ratification lapses stands still by itself, tells everybody why, and goes on when it is resumed', async () => {
  const id = await aRunningOperation(stack, { plan: HASTY, wall: '2026-04-01T09:00' });
  await amendInHaste(id, 'Operation Rose');
  await advance(clara, id, '2026-04-04T10:00');
  await stageIs(id, 'suspended');
  expect((await happened(id, 'plan.unratified')).data).toEqual({ planVersion: 2, outcome: 'lapsed' });
  expect(await happened(id, 'operation.suspended')).toMatchObject({ actor: null, data: { unratifiedPlan: 2 } });
  const told = (await postOf(stack, id)).filter(({ kind }) => kind === 'operation-suspended');
  expect(recipients(told, 'operation-suspended')).toEqual(['bea.belgium', 'clara.coordinator']); // France said nothing
  expect(told.find(({ address }) => address.startsWith('clara'))?.mail.text).toContain('was not ratified');
  expect(await kindsIn(id)).toEqual(['ratification', 'resumption', 'tasking']);

  await advance(clara, id, '2026-04-05T09:00'); // past the rung for reports
  await advance(clara, id, '2026-04-08T09:00'); // past their deadline
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['felix.france']); // of the invitation, long before
  expect((await ownTask(bea, id, 'report')).state).toBe('open');
  expect(created(await clara.post(`/operations/${id}/resumptions`))).toMatchObject({ stage: 'running', days: 4, planVersion: 3 });
  expect(await kindsIn(id)).not.toContain('ratification'); // to go on is what its coordinators have decided
  await advance(clara, id, '2026-04-10T19:00');
  await stack.until(async () => (await ownTask(bea, id, 'report')).state === 'lapsed');
  expect(await eventsOf(id, 'operation.suspended')).toHaveLength(1);
}, 120_000);

test('a plan that somebody refuses to ratify while its closing is decided is suspended once the closing is refused', async () => {
  const id = await aRunningOperation(stack, { plan: HASTY });
  const ratification = await amendInHaste(id, 'Operation Iris');
  const { approvalId: closing } = created(await clara.post(`/operations/${id}/closings`, { override: { reason: 'The market is gone' } }));
  created(await dirk.post(`/approvals/${ratification.id}/decisions`, { decision: 'reject', reason: 'Nobody asked the members' }));
  await happened(id, 'plan.unratified');
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('running');
  created(await olga.post(`/approvals/${closing}/decisions`, { decision: 'return', reason: 'Not like this' }));
  await stageIs(id, 'suspended');
  expect(await eventsOf(id, 'operation.closing-refused')).toHaveLength(1);
});

test('a version that is approved in full before the ratification fails keeps the operation going', async () => {
  const id = await aRunningOperation(stack, { plan: HASTY });
  const ratification = await amendInHaste(id, 'Operation Lily');
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'the members were asked', plan: aPlan({ title: 'Operation Lily' }) }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === 3);
  created(await dirk.post(`/approvals/${ratification.id}/decisions`, { decision: 'return', reason: 'It is out of date' }));
  await happened(id, 'plan.unratified');
  await advance(clara, id, '2026-03-20T09:00');
  expect(await kindsIn(id)).not.toContain('ratification');
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('running');
});
