import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let clara: Caller;
let dirk: Caller;
let dora: Caller;

beforeAll(async () => {
  stack = await aStack();
  const people = ['clara.coordinator', 'dirk.director', 'dora.deputy'];
  [clara, dirk, dora] = (await Promise.all(people.map((person) => stack.as(person)))) as [Caller, Caller, Caller];
});
afterAll(() => stack.stop());

const week: Written<Plan>['approval'][number]['deadline'] = {
  hours: 168,
  ladder: [{ offsetHours: -24, tells: ['addressee', 'stand-in', 'coordinator'] }],
  then: 'lapse',
};
const step = (name: string, post: string) => ({ name, posts: [`wco-${post}-compliance`], quorum: { count: 1 }, deadline: week });
const LED: Partial<Written<Plan>> = {
  chains: {
    fastTrack: { approval: [step('duty', 'deputy')], ratification: [step('leads', 'director')] },
    closing: [step('closing', 'director')],
  },
};
const toOne = async (id: string, kind: string, address: string): Promise<string> =>
  (await postOf(stack, id)).findLast((letter) => letter.kind === kind && letter.address.startsWith(address))?.mail.text ?? '';

test('a letter to whoever decides says what for, on which basis, for whom, and where to read it; before the deadline nothing is overdue', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'Ships sail earlier', plan: aPlan({ ...LED, title: 'Rose' }) }));
  const fastTrack = { legalBasis: 'Article 7 of the arrangement', reason: 'They sail on Thursday' };
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`, { fastTrack }));
  const briefed = ['Ships sail earlier', 'Article 7 of the arrangement', 'They sail on Thursday', 'Clara Coordinator'];
  const asked = await toOne(id, 'decision-request', 'dora.');
  for (const said of [...briefed, `GET /operations/${id}/plan-versions/2`]) expect(asked).toContain(said);
  created(
    await dirk.post('/stand-ins', { standIn: 'dora.deputy', from: at('2026-03-01T00:00'), until: at('2026-05-01T00:00'), reason: 'Leave' }),
  );
  await approve(stack, dora, approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items.length === 1);

  await advance(clara, id, '2026-03-21T10:00');
  for (const said of briefed) expect(await toOne(id, 'decision-reminder', 'dirk.')).toContain(said);
  const standIn = await toOne(id, 'decision-overdue', 'dora.');
  expect(standIn).toMatch(/You stand in for: Dirk Director$/m);
  expect(standIn).toContain('{"decision":"approve"}');
  const coordinator = await toOne(id, 'decision-overdue', 'clara.');
  expect(coordinator).toContain('Please follow them up.');
  expect(coordinator).not.toContain('POST /approvals');
  for (const text of [standIn, coordinator]) expect(text).not.toMatch(/overdue/i);
});

test('whoever decides on figures is told of which edition, and on a closing over open ends, what is open and why it may stay so', async () => {
  const id = await aRunningOperation(stack, { plan: LED });
  await advance(clara, id, '2026-04-10T18:01');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'signing-off');
  const figures = await toOne(id, 'decision-request', 'dirk.');
  for (const said of ['figures of an edition (final)', `GET /editions/${editionId}`]) expect(figures).toContain(said);

  created(await clara.post(`/operations/${id}/closings`, { override: { reason: 'France writes later' } }));
  const closing = await toOne(id, 'decision-request', 'dirk.');
  for (const said of ['France writes later', 'Editions of the plan are not published.']) expect(closing).toContain(said);
});
