import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aDraft, approve, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, olga, ada } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** Three that decide side by side: after half a day one agrees by saying nothing, after a day another lapses, and the third has ten days. */
const SIDE_BY_SIDE: Partial<Written<Plan>> = {
  approval: [
    {
      ...{ name: 'notice', posts: ['wco-deputy-compliance'], quorum: { count: 1 } },
      deadline: { hours: 12, ladder: [], then: 'consent' },
    },
    {
      ...{ name: 'direction', posts: ['wco-director-compliance'], quorum: { count: 1 }, isParallel: true },
      deadline: { hours: 24, ladder: [], then: 'lapse' },
    },
    {
      ...{ name: 'police', posts: ['interpol-director-operations'], quorum: { count: 1 }, isParallel: true },
      deadline: { hours: 240, ladder: [], then: 'lapse' },
    },
  ],
};

const isLate = ({ concerns }: any): boolean => concerns.some(({ concern }: any) => concern === 'always-late');
/** Steps of the operation's plan whose posts are said to be always late. */
const lateIn = async (id: string): Promise<string[]> =>
  (await clara.get(`/operations/${id}/chain-health`)).body.items.filter(isLate).map(({ chain, step }: any) => `${chain} ${step}`);
const submit = async (id: string): Promise<any> => created(await clara.post(`/operations/${id}/submissions`));

/** Submits a plan that nobody decides, until its deadline takes it back and it is a draft again. */
async function lapse(id: string, wall: string): Promise<void> {
  const { approvalId } = await submit(id);
  await advance(clara, id, wall);
  await stack.until(async () => (await clara.get(`/approvals/${approvalId}`)).body.outcome === 'lapsed');
  await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state === 'returned');
  expect((await clara.put(`/operations/${id}/plan`, aPlan(SIDE_BY_SIDE))).status).toBe(200);
}

test('posts that let every deadline pass are named before anybody submits to them again, until they decide one in time', async () => {
  const id = await aDraft(stack, { plan: SIDE_BY_SIDE });
  expect(await lateIn(id)).toEqual([]);
  await lapse(id, '2026-02-02T09:00'); // when it passes, to the minute
  expect(await lateIn(id)).toEqual([]); // everybody is late once
  await lapse(id, '2026-02-03T09:00');
  expect(await lateIn(id)).toEqual(['/approval notice', '/approval direction', '/publication/signOff leads']); // the police still had nine days
  const next = await aDraft(stack, { plan: SIDE_BY_SIDE });
  expect(await lateIn(next)).toContain('/approval direction');
  const inEarnest = created(await clara.post('/operations', { plan: aPlan(SIDE_BY_SIDE) })).id;
  expect(await lateIn(inEarnest)).toEqual([]); // those were exercises

  const { approvalId, warnings } = await submit(next);
  expect(warnings.filter(isLate).map(({ step }: any) => step)).toEqual(['notice', 'direction']);
  created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }));
  expect(await lateIn(next)).toEqual(['/approval notice']);
  await advance(clara, next, '2026-02-02T08:00');
  await approve(stack, olga, approvalId);
  expect(await lateIn(next)).toEqual(['/approval notice']);
});

test('a step that was returned in time was not late, and says nothing of those beside it, who had not been heard', async () => {
  const { approval = [] } = SIDE_BY_SIDE;
  const [notice, , police] = approval as [any, any, any];
  const posts = ['wco-legal-adviser'];
  const lena = { subject: 'lena.legal', name: 'Lena Legal', email: 'lena.legal@wco.example', organisation: 'wco', posts };
  created(await ada.post('/people', lena));
  const plan = { approval: [{ ...notice, posts, deadline: { hours: 12, ladder: [], then: 'lapse' as const } }, police] };
  const id = await aDraft(stack, { plan });
  const again = async (): Promise<void> => {
    await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state === 'returned');
    expect((await clara.put(`/operations/${id}/plan`, aPlan(plan))).status).toBe(200);
  };
  for (const reason of ['Say which post offices', 'Say how many']) {
    const { approvalId } = await submit(id);
    created(await olga.post(`/approvals/${approvalId}/decisions`, { decision: 'return', reason }));
    await again();
  }
  expect(await lateIn(id)).not.toContain('/approval police');
  for (const wall of ['2026-02-01T21:00', '2026-02-02T09:00']) {
    await submit(id);
    await advance(clara, id, wall);
    await again();
  }
  expect(await lateIn(id)).toContain('/approval notice'); // though two of its steps had ended before their deadline
});
