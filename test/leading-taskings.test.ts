import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aDraft, anApprovedOperation, aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, felix, kira } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const THREE = {
  invitees: [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }],
  invitation: {
    answerBy: at('2026-02-20T18:00'),
    ladder: [
      { offsetHours: -72, tells: ['addressee' as const] },
      { offsetHours: -24, tells: ['addressee' as const] },
      { offsetHours: 24, tells: ['rilo' as const, 'coordinator' as const] },
    ],
  },
};

async function aLaunchedOperation(plan = THREE): Promise<string> {
  const id = await anApprovedOperation(stack, { plan });
  created(await clara.post(`/operations/${id}/launches`));
  return id;
}

const answer = async (member: Caller, id: string, kind: string, given: string, reason?: string): Promise<Answer> =>
  member.post(`/tasks/${(await ownTask(member, id, kind)).id}/answers`, { answer: given, ...(reason ? { reason } : {}) });
const taskingOf = async (id: string, kind: string): Promise<any> =>
  (await clara.get(`/operations/${id}/taskings`)).body.items.find((tasking: any) => tasking.kind === kind);
const participationOf = async (id: string): Promise<Record<string, string>> => {
  const { items } = (await clara.get(`/operations/${id}/participations`)).body;
  return Object.fromEntries(items.map(({ organisation, state }: any) => [organisation, state]));
};

test('the launch invites everybody by one letter each, and a launch that is sent again invites nobody again', async () => {
  const id = await anApprovedOperation(stack, { plan: THREE });
  const launch = () => clara.post(`/operations/${id}/launches`, {}, { 'Idempotency-Key': 'launch it once' });
  const first = created(await launch());
  expect(created(await launch())).toEqual(first);
  expect(first.invited).toBe(3);
  expect(recipients(await postOf(stack, id), 'invitation')).toEqual(['bea.belgium', 'felix.france', 'kira.korea']);
  expect((await clara.post(`/operations/${id}/launches`)).body.code).toBe('operation.launched-before');
});

test('each rung reminds those who have not answered, and nobody after answering', async () => {
  const id = await aLaunchedOperation();
  created(await answer(bea, id, 'take-part', 'accept'));
  await advance(clara, id, '2026-02-17T17:59');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual([]);
  await advance(clara, id, '2026-02-17T18:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['felix.france', 'kira.korea']);
  created(await answer(felix, id, 'take-part', 'decline', 'no staff'));
  await advance(clara, id, '2026-02-19T18:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['felix.france', 'kira.korea', 'kira.korea']);
});

test('whoever is silent at the deadline is reported to regional office and coordinator by one list, and may still answer late', async () => {
  const id = await aLaunchedOperation();
  created(await answer(bea, id, 'take-part', 'accept'));
  await advance(clara, id, '2026-02-22T09:00');
  expect(await participationOf(id)).toEqual({ 'be-customs': 'accepted', 'fr-customs': 'silent', 'kr-customs': 'silent' });

  const lists = (await postOf(stack, id)).filter(({ kind }) => kind === 'silence-list');
  expect(lists.map(({ address }) => address).toSorted()).toEqual([
    'clara.coordinator@wco.example',
    'operations@rilo-ap.example',
    'operations@rilo-we.example',
  ]);
  const textTo = (address: string): string => lists.find((letter) => letter.address.includes(address))?.mail.text ?? '';
  expect(textTo('clara')).toContain('France Customs');
  expect(textTo('clara')).toMatch(/Korea/);
  expect(textTo('clara')).not.toContain('Belgium Customs');
  expect(textTo('rilo-we')).not.toMatch(/Korea/);

  expect(created(await answer(felix, id, 'take-part', 'accept'))).toMatchObject({ late: true });
  expect(await participationOf(id)).toMatchObject({ 'fr-customs': 'accepted' });
  expect((await bea.post(`/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`, { answer: 'accept' })).body.code).toBe(
    'task.closed',
  );
});

test('a plan asks at local time where it says so, and not at a time that some clock skips', async () => {
  const ladder = [{ offsetHours: -24, tells: ['addressee' as const] }];
  const local = { invitation: { answerBy: at('2026-02-20T18:00'), ladder, isLocal: true, late: 'refused' as const } };
  const id = await aLaunchedOperation({ ...THREE, ...local });
  expect(await ownTask(kira, id, 'take-part')).toMatchObject({ deadline: { wall: '2026-02-20T18:00', at: '2026-02-20T09:00:00.000Z' } });
  await advance(clara, id, '2026-02-20T10:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['bea.belgium', 'felix.france', 'kira.korea']);
  expect(await participationOf(id)).toEqual({ 'be-customs': 'invited', 'fr-customs': 'invited', 'kr-customs': 'silent' });
  expect((await answer(kira, id, 'take-part', 'accept')).body.code).toBe('task.too-late');
  created(await answer(bea, id, 'take-part', 'accept'));

  const invitees = aPlan().invitees.map((invitee) => ({ ...invitee, organisation: 'au-customs' }));
  const answerBy = { wall: '2026-03-29T02:30', zone: 'Australia/Sydney' };
  const skipping = await aDraft(stack, {
    plan: { invitees: [...aPlan().invitees, ...invitees.slice(1)], invitation: { answerBy, ladder, isLocal: true } },
  });
  const { body: refused } = await clara.post(`/operations/${skipping}/submissions`);
  expect(refused.errors).toMatchObject([
    { pointer: '/invitation/answerBy', code: 'field.moment-unknown' },
    { pointer: '/invitation/answerBy', code: 'field.moment-unknown' },
  ]); // in Brussels and in Paris
});

test('when everybody has answered, the invitation ends before its deadline and reminds nobody', async () => {
  const id = await aLaunchedOperation();
  for (const member of [bea, felix, kira]) created(await answer(member, id, 'take-part', 'accept'));
  const ended = await stack.until(async () => {
    const invitation = await taskingOf(id, 'take-part');
    return invitation.endedAt && invitation;
  });
  expect(ended).toMatchObject({ unanswered: 0, nextRungAt: null });
  expect(Date.parse(ended.endedAt)).toBeLessThan(Date.parse(ended.deadline.at));
  await advance(clara, id, '2026-02-25T09:00');
  const post = await postOf(stack, id);
  expect([...recipients(post, 'reminder'), ...recipients(post, 'silence-list')]).toEqual([]);
});

test('whoever accepts after the reports were asked for is asked for them too, but not for periods that are over', async () => {
  const id = await aRunningOperation(stack, { plan: THREE, accepting: ['bea.belgium'], wall: '2026-03-15T09:00' });
  expect(await ownTask(felix, id, 'report')).toBeUndefined();
  created(await answer(felix, id, 'take-part', 'accept'));
  expect(await ownTask(felix, id, 'report')).toMatchObject({ state: 'open', key: 'phase-1' });
  expect(await taskingOf(id, 'report')).toMatchObject({ unanswered: 2 });
  await advance(clara, id, '2026-04-08T09:00');
  created(await answer(kira, id, 'take-part', 'accept'));
  expect(await ownTask(kira, id, 'report')).toBeUndefined();
});

test('having reported answers the request for reports, a nil return does too, and only the others are reminded', async () => {
  const accepting = ['bea.belgium', 'felix.france', 'kira.korea'];
  const id = await aRunningOperation(stack, { plan: THREE, accepting, wall: '2026-03-15T09:00' });
  expect(recipients(await postOf(stack, id), 'report-request')).toEqual(accepting);
  created(await bea.post(`/operations/${id}/cases`, aCase()));
  created(await felix.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  expect(await ownTask(bea, id, 'report')).toMatchObject({ state: 'answered', answer: 'reported' });
  expect(await ownTask(felix, id, 'report')).toMatchObject({ state: 'answered', answer: 'nil-return' });
  expect((await bea.post(`/operations/${id}/nil-returns`, { period: 'phase-1' })).body.code).toBe('nil-return.contradicted');

  await advance(clara, id, '2026-04-04T18:00');
  expect(recipients(await postOf(stack, id), 'reminder')).toEqual(['kira.korea']);
  await advance(clara, id, '2026-04-06T18:00');
  expect(await ownTask(kira, id, 'report')).toMatchObject({ state: 'lapsed' });
  created(await kira.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  expect(await ownTask(kira, id, 'report')).toMatchObject({ state: 'answered', answer: 'nil-return', late: true });
});
