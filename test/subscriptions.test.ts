import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { agreeTo, aProposal, someTerms } from './subscriptions.ts';

let stack: Stack;
const { clara, dirk, paul } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
let operationId: string;
let path: string;

beforeAll(async () => {
  stack = await aStack();
  operationId = await aRunningOperation(stack, { accepting: ['bea.belgium'] });
  path = `/operations/${operationId}`;
});
afterAll(() => stack.stop());

test('what a partner proposes holds once a coordinator has submitted it and the leads have approved; until then nothing is sent', async () => {
  const id = await aProposal(stack, operationId, { name: 'First' });
  expect((await paul.get(`/subscriptions/${id}`)).body).toMatchObject({ state: 'proposed', version: null, organisation: 'europol' });
  const { approvalId } = created(await clara.post(`/subscriptions/${id}/submissions`, { version: 1 }));
  expect((await clara.get(`/approvals/${approvalId}`)).body).toMatchObject({ subject: 'subscription', partner: 'europol' });
  const own = await clara.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' });
  expect(own.body.code).toMatch(/^(approval\.(not-an-approver|own-work)|permission\.denied)$/);
  created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }));
  const { versions, state } = await stack.until(async () => {
    const { body } = await paul.get(`/subscriptions/${id}`);
    return body.version === 1 && body;
  });
  expect([state, versions[0].state, versions[0].approvalId]).toEqual(['active', 'approved', approvalId]);
  const told = (await paul.get(`${path}/events?limit=200`)).body.items.map(({ type }: any) => type);
  expect(told.filter((type: string) => type.startsWith('subscription.'))).toEqual([
    'subscription.proposed',
    'subscription.submitted',
    'subscription.approved',
  ]);
});

test('terms that are returned leave nothing, and others can be proposed; those in force hold until others are approved', async () => {
  const id = await aProposal(stack, operationId, { name: 'Second' });
  const { approvalId } = created(await clara.post(`/subscriptions/${id}/submissions`, { version: 1 }));
  expect((await paul.post(`/subscriptions/${id}/versions`, { ...without(someTerms()) })).body.code).toBe('subscription.pending');
  created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'return', reason: 'Weekly is enough' }));
  await stack.until(async () => (await paul.get(`/subscriptions/${id}`)).body.versions[0].state === 'returned');
  const weekly = { cadence: { every: 'week', on: 'monday', at: '07:30' } };
  expect(created(await paul.post(`/subscriptions/${id}/versions`, without(someTerms(weekly)))).version).toBe(2);
  await agreeTo(stack, id);
  created(await paul.post(`/subscriptions/${id}/versions`, without(someTerms())));
  const { version, state, versions } = (await paul.get(`/subscriptions/${id}`)).body;
  expect([version, state, versions.map((each: any) => each.state)]).toEqual([2, 'active', ['proposed', 'approved', 'returned']]);
  expect((await clara.post(`/subscriptions/${id}/submissions`, { version: 2 })).body.code).toBe('subscription.changed');
});

/** Terms alone. */
function without({ name: _, ...terms }: Record<string, unknown>): Record<string, unknown> {
  return terms;
}

test.each<[string, Record<string, unknown>, string, string]>([
  ['an unknown zone', { zone: 'Europe/Atlantis' }, '/zone', 'field.zone-unknown'],
  ['a heading that the plan does not look for', scoped({ headings: ['alcohol'] }), '/scope/headings/0', 'subscription.heading-not-in-plan'],
  ['a region in which nobody is', scoped({ regions: ['rilo-ap'] }), '/scope/regions/0', 'subscription.region-empty'],
  ['a phase that there is not', scoped({ phases: ['phase-9'] }), '/scope/phases/0', 'subscription.phase-unfit'],
  ['a webhook of somebody who gave no address', { channel: 'webhook' }, '/channel', 'subscription.no-webhook'],
  ['a trend of anything but a region', { trend: 'week' }, '/trend', 'subscription.trend-regional-only'],
  [
    'a region that is not its own',
    { kind: 'regional', ...scoped({ regions: ['rilo-we'] }) },
    '/scope/regions',
    'subscription.not-own-region',
  ],
])('%s is refused by its field', async (_, terms, pointer, code) => {
  const { status, body } = await paul.post(`${path}/subscriptions`, someTerms({ name: 'Bad', ...terms }));
  expect([status, body.code]).toEqual([422, 'subscription.unfit']);
  expect(body.errors.map(({ pointer, code }: any) => [pointer, code])).toContainEqual([pointer, code]);
});

function scoped(scope: Record<string, unknown>): Record<string, unknown> {
  return { scope: { detail: 'totals', purpose: 'statistics', ...scope } };
}
