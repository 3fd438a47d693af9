import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { aDraft, anApprovedOperation, approve, created } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, dora, olga, ada } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const DIRECTOR = 'wco-director-compliance';
const DEPUTY = 'wco-deputy-compliance';
const POLICE = 'interpol-director-operations';
type Steps = Written<Plan>['approval'];

const submit = async (id: string, by = clara): Promise<string> => created(await by.post(`/operations/${id}/submissions`)).approvalId;
const decide = (by: Caller, approvalId: string, decision: string, reason?: string): Promise<Answer> =>
  by.post(`/approvals/${approvalId}/decisions`, { decision, ...(reason ? { reason } : {}) });
const refusalOf = ({ status, body }: Answer): string => `${status} ${body.code}`;
const stageOf = async (id: string): Promise<string> => (await clara.get(`/operations/${id}`)).body.stage;

test('whoever wrote the plan does not approve it, nor does a holder of the same post, also when a colleague submits it', async () => {
  const cora = { subject: 'cora.both', name: 'Cora', organisation: 'wco', roles: ['coordinator'], posts: [DEPUTY] };
  created(await ada.post('/people', cora));
  const writer = await stack.as('cora.both');
  const { id } = created(await writer.post('/operations', { plan: aPlan(), drill: { startsAt: at('2026-02-01T09:00') } }));

  const approvalId = await submit(id, clara);
  expect(refusalOf(await decide(writer, approvalId, 'approve'))).toBe('403 approval.own-work');
  expect(refusalOf(await decide(dora, approvalId, 'approve'))).toBe('403 approval.own-work');
  expect(refusalOf(await decide(clara, approvalId, 'approve'))).toBe('403 permission.denied');
  expect((await clara.get(`/approvals/${approvalId}`)).body).toMatchObject({ outcome: 'waiting', turn: [DIRECTOR] });
  expect(created(await decide(dirk, approvalId, 'approve')).outcome).toBe('approved');
});

test('a quorum of two with customs and police waits for the police, and everybody is asked by one letter', async () => {
  const approval: Steps = [{ name: 'leads', posts: [DIRECTOR, DEPUTY, POLICE], quorum: { count: 2, perService: ['customs', 'police'] } }];
  const id = await aDraft(stack, { plan: { approval } });
  const approvalId = await submit(id);
  expect(created(await decide(dirk, approvalId, 'approve')).outcome).toBe('waiting');
  expect(created(await decide(dora, approvalId, 'approve'))).toMatchObject({ outcome: 'waiting', turn: [POLICE] });
  expect(created(await decide(olga, approvalId, 'approve')).outcome).toBe('approved');
  expect(recipients(await postOf(stack, id), 'decision-request')).toEqual(['dirk.director', 'dora.deputy', 'olga.operations']);
});

test('steps are decided in their order, and the next approver is asked when the step before is done', async () => {
  const approval: Steps = [
    { name: 'first', posts: [DEPUTY], quorum: { count: 1 } },
    { name: 'second', posts: [DIRECTOR], quorum: { count: 1 } },
  ];
  const id = await aDraft(stack, { plan: { approval } });
  const approvalId = await submit(id);
  expect(refusalOf(await decide(dirk, approvalId, 'approve'))).toBe('403 approval.not-an-approver');
  expect(recipients(await postOf(stack, id), 'decision-request')).toEqual(['dora.deputy']);
  expect(created(await decide(dora, approvalId, 'approve'))).toMatchObject({ outcome: 'waiting', step: 'second' });
  expect(recipients(await postOf(stack, id), 'decision-request')).toEqual(['dirk.director', 'dora.deputy']);
  expect(created(await decide(dirk, approvalId, 'approve')).outcome).toBe('approved');
});

test('an approver whom only the second step can use is kept for it', async () => {
  const approval: Steps = [
    { name: 'either', posts: [DIRECTOR, DEPUTY], quorum: { count: 1 } },
    { name: 'director', posts: [DIRECTOR], quorum: { count: 1 } },
  ];
  const approvalId = await submit(await aDraft(stack, { plan: { approval } }));
  expect(refusalOf(await decide(dirk, approvalId, 'approve'))).toBe('409 approval.needed-later');
  created(await decide(dora, approvalId, 'approve'));
  expect(created(await decide(dirk, approvalId, 'approve')).outcome).toBe('approved');
});

test('a returned plan is amended as a new version, compared with the one before, and submitted again', async () => {
  const approval: Steps = [
    { name: 'first', posts: [DEPUTY], quorum: { count: 1 } },
    { name: 'second', posts: [DIRECTOR], quorum: { count: 1 } },
  ];
  const id = await aDraft(stack, { plan: { approval } });
  const first = await submit(id);
  created(await decide(dora, first, 'approve'));
  expect(refusalOf(await decide(dirk, first, 'return'))).toBe('422 approval.reason-missing');
  created(await decide(dirk, first, 'return', 'Korea is missing'));
  await stack.until(async () => (await stageOf(id)) === 'draft');
  expect(recipients(await postOf(stack, id), 'returned')).toEqual(['clara.coordinator', 'dora.deputy']);
  expect((await postOf(stack, id)).find(({ kind }) => kind === 'returned')?.mail.text).toContain('Korea is missing');
  expect(refusalOf(await clara.post(`/operations/${id}/submissions`))).toBe('409 operation.nothing-to-submit');

  const invitees = [...aPlan().invitees, { organisation: 'kr-customs', rilo: null, joins: 'phase-1' }];
  expect((await clara.put(`/operations/${id}/plan`, aPlan({ approval, invitees }))).body).toMatchObject({ number: 2, state: 'draft' });
  const { body: difference } = await clara.get(`/operations/${id}/plan-versions/2/differences`);
  expect(difference).toEqual({
    from: 1,
    to: 2,
    changes: [{ pointer: '/invitees/kr-customs', after: { organisation: 'kr-customs', rilo: null, joins: 'phase-1' } }],
  });

  const second = await submit(id);
  expect(second).not.toBe(first);
  created(await decide(dora, second, 'approve'));
  created(await decide(dirk, second, 'approve'));
  await stack.until(async () => (await stageOf(id)) === 'approved');
  const { items } = (await clara.get(`/operations/${id}/plan-versions`)).body;
  expect(items.map(({ number, state }: any) => [number, state])).toEqual([
    [1, 'returned'],
    [2, 'approved'],
  ]);
});

test('a rejected plan ends its operation: it takes no other submission and no other draft', async () => {
  const id = await aDraft(stack);
  const approvalId = await submit(id);
  created(await decide(dirk, approvalId, 'reject', 'no mandate'));
  await stack.until(async () => (await stageOf(id)) === 'rejected');
  expect(refusalOf(await clara.post(`/operations/${id}/submissions`))).toBe('409 operation.settled');
  expect(refusalOf(await clara.put(`/operations/${id}/plan`, aPlan()))).toBe('409 operation.settled');
  expect((await clara.get(`/operations/${id}`)).body).toMatchObject({ waitingFor: [], nextTimer: null });
  expect(recipients(await postOf(stack, id), 'returned')).toEqual(['clara.coordinator']);
});

test('an amendment that is rejected before the launch leaves the operation as it was approved', async () => {
  const id = await anApprovedOperation(stack);
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a better title', plan: aPlan({ title: 'Operation Rose' }) }));
  created(await decide(dirk, await submit(id), 'reject', 'the old one was better'));
  await stack.until(async () => (await stageOf(id)) === 'approved');
  expect((await clara.get(`/operations/${id}`)).body).toMatchObject({ title: 'Operation Tulip', planVersion: 1 });
  expect(created(await clara.post(`/operations/${id}/launches`)).invited).toBe(2);
});

test.each<[string, Partial<Written<Plan>>, string, string]>([
  ['a post is vacant', { approval: [{ name: 'a', posts: ['nobody'], quorum: { count: 1 } }] }, 'plan.unfit', '/approval/0/posts/0'],
  [
    'the quorum is out of reach',
    { approval: [{ name: 'a', posts: [DIRECTOR], quorum: { count: 2 } }] },
    'approval.out-of-reach',
    '/approval/0',
  ],
  [
    'one post is needed in two steps',
    {
      approval: [
        { name: 'a', posts: [DIRECTOR], quorum: { count: 1 } },
        { name: 'b', posts: [DIRECTOR], quorum: { count: 1 } },
      ],
    },
    'approval.out-of-reach',
    '/approval/1',
  ],
  [
    'nobody could ever sign its figures off',
    { publication: { ...aPlan().publication, signOff: [{ name: 'a', posts: [DIRECTOR], quorum: { count: 2 } }] } },
    'approval.out-of-reach',
    '/publication/signOff/0',
  ],
  [
    'an invitee is not registered',
    { invitees: [{ organisation: 'xx-customs', rilo: null, joins: 'phase-1' }] },
    'plan.unfit',
    '/invitees/0/organisation',
  ],
  [
    'its invitations would be late already',
    { invitation: { ...aPlan().invitation, answerBy: at('2026-01-31T18:00') } },
    'plan.unfit',
    '/invitation/answerBy',
  ],
])('a plan is not submitted while %s', async (_, plan, code, pointer) => {
  const id = await aDraft(stack, { plan });
  const { status, body } = await clara.post(`/operations/${id}/submissions`);
  expect([status, body.code, body.errors.map((flaw: any) => flaw.pointer)]).toEqual([422, code, [pointer]]);
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('draft');
});

test('an approved plan is not launched once its invitations would be late', async () => {
  const id = await anApprovedOperation(stack);
  const clock = { rate: 10_000_000, holdAt: at('2026-02-20T18:00') };
  await clara.put(`/operations/${id}/clock`, clock, { 'If-Match': '*' });
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.time === '2026-02-20T17:00:00.000Z');
  const { status, body } = await clara.post(`/operations/${id}/launches`);
  expect([status, body.errors[0].pointer]).toEqual([422, '/invitation/answerBy']);
});

test('a decision that is sent twice counts once, and one person decides once', async () => {
  const approval: Steps = [{ name: 'both', posts: [DIRECTOR, DEPUTY], quorum: { count: 2 } }];
  const approvalId = await submit(await aDraft(stack, { plan: { approval } }));
  const send = (key: string) => dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' }, { 'Idempotency-Key': key });
  const [first, again] = await Promise.all([send('the same key'), send('the same key')]);
  expect(created(first)).toMatchObject({ outcome: 'waiting', decisions: [{ post: DIRECTOR }] });
  expect(created(again)).toEqual(first.body);
  expect(refusalOf(await send('another key'))).toBe('409 approval.decided-before');
  expect((await clara.get(`/approvals/${approvalId}`)).body.decisions).toHaveLength(1);
});

test('of two approvers at the same moment both count where both are needed, and one is told so where one was enough', async () => {
  const both: Steps = [{ name: 'both', posts: [DIRECTOR, DEPUTY], quorum: { count: 2 } }];
  const pairs = await Promise.all(
    [both, both, both, aPlan().approval, aPlan().approval, aPlan().approval].map(async (approval) => {
      const approvalId = await submit(await aDraft(stack, { plan: { approval } }));
      const answers = await Promise.all([decide(dirk, approvalId, 'approve'), decide(dora, approvalId, 'approve')]);
      const { outcome, decisions } = (await clara.get(`/approvals/${approvalId}`)).body;
      return [outcome, decisions.length, ...answers.map(({ status, body }) => body.code ?? status).toSorted()];
    }),
  );
  expect(pairs.slice(0, 3)).toEqual(Array(3).fill(['approved', 2, 201, 201]));
  expect(pairs.slice(3)).toEqual(Array(3).fill(['approved', 1, 201, 'approval.settled']));
});

test('what the record shows can be acted upon at once: no decision is refused for coming too soon', async () => {
  for (let round = 0; round < 4; round += 1) {
    const id = await aDraft(stack);
    created(await decide(dirk, await submit(id), 'return', 'once more'));
    await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state === 'returned');
    expect((await clara.put(`/operations/${id}/plan`, aPlan())).status).toBe(200);
    await approve(stack, dirk, await submit(id));
    const launched = await stack.until(async () => {
      const { planVersion } = (await clara.get(`/operations/${id}`)).body;
      return planVersion === 2 && clara.post(`/operations/${id}/launches`);
    });
    expect(launched.status).toBe(201);
  }
});
