import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

const DIRECTOR = 'wco-director-compliance';
const DEPUTY = 'wco-deputy-compliance';
const DAY_MS = 86_400_000;

let stack: Stack;
const { clara, dirk, dora } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const approvalOf = async (approvalId: string): Promise<any> => (await clara.get(`/approvals/${approvalId}`)).body;
const settled = (approvalId: string): Promise<string> =>
  stack.until(async () => {
    const { outcome } = await approvalOf(approvalId);
    return outcome !== 'waiting' && outcome;
  });
const open = (id: string, subject: string): Promise<any> =>
  stack.until(async () =>
    (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items.find((approval: any) => approval.subject === subject),
  );

test('the deadline of a step stands still while its operation is suspended, and a cancelled operation withdraws what waits', async () => {
  const chains: Written<Plan>['chains'] = {
    fastTrack: {
      approval: [{ name: 'duty', posts: [DEPUTY], quorum: { count: 1 } }],
      ratification: [
        {
          name: 'leads',
          posts: [DIRECTOR],
          quorum: { count: 1 },
          deadline: { hours: 72, ladder: [{ offsetHours: -24, tells: ['addressee'] }], then: 'lapse' },
        },
      ],
    },
  };
  const id = await aRunningOperation(stack, { plan: { chains } });
  created(
    await clara.post(`/operations/${id}/amendments`, { reason: 'a clearer title', plan: aPlan({ chains, title: 'Operation Rose' }) }),
  );
  const fastTrack = { legalBasis: 'Article 7', reason: 'The parcels arrive on Thursday' };
  await approve(stack, dora, created(await clara.post(`/operations/${id}/submissions`, { fastTrack })).approvalId);
  const { id: ratification, steps } = await open(id, 'ratification');
  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'A court has asked for it' }));
  await advance(clara, id, '2026-03-25T09:00');
  expect((await approvalOf(ratification)).outcome).toBe('waiting');
  expect(recipients(await postOf(stack, id), 'decision-reminder')).toEqual([]);

  const { days } = created(await clara.post(`/operations/${id}/resumptions`));
  expect(days).toBeGreaterThanOrEqual(10);
  const moved = (await approvalOf(ratification)).steps[0].deadline;
  expect(Date.parse(moved) - Date.parse(steps[0].deadline)).toBe(days * DAY_MS);
  await advance(clara, id, '2026-03-27T12:00');
  expect(recipients(await postOf(stack, id), 'decision-reminder')).toEqual(['dirk.director']);
  expect((await approvalOf(ratification)).outcome).toBe('waiting');

  created(await clara.post(`/operations/${id}/cancellations`, { reason: 'The court has ended it' }));
  expect(await settled(ratification)).toBe('withdrawn');
  const refused = await dirk.post(`/approvals/${ratification}/decisions`, { decision: 'approve' });
  expect([refused.status, refused.body.code]).toEqual([409, 'approval.settled']);
  expect((await clara.get(`/operations/${id}`)).body.waitingFor).toEqual([]);
});

test('what is signed off and not to be published comes back, and can be frozen anew', async () => {
  const chains: Written<Plan>['chains'] = { publication: [{ name: 'press', posts: [DEPUTY], quorum: { count: 1 } }] };
  const id = await aRunningOperation(stack, { plan: { chains } });
  await advance(clara, id, '2026-04-18T09:00');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await approve(stack, dirk, (await open(id, 'edition')).id);
  const publication = await open(id, 'publication');
  created(await dora.post(`/approvals/${publication.id}/decisions`, { decision: 'return', reason: 'A trial begins tomorrow' }));
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'returned');
  expect(created(await clara.post(`/operations/${id}/editions`, { edition: 'final' })).number).toBe(2);
});
