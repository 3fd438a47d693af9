import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aDraft, anApprovedOperation, approve, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

const DIRECTOR = 'wco-director-compliance';
const DEPUTY = 'wco-deputy-compliance';
const POLICE = 'interpol-director-operations';
const LEGAL = 'wco-legal-adviser';
type Steps = Written<Plan>['approval'];

let stack: Stack;
const { clara, dirk, dora, olga, stan, ada, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  const stanley = { subject: 'stan.standin', name: 'Stan Standin', email: 'stan.standin@wco.example', organisation: 'wco' };
  const lena = { subject: 'lena.legal', name: 'Lena Legal', email: 'lena.legal@wco.example', organisation: 'wco', posts: [LEGAL] };
  for (const person of [stanley, lena]) created(await ada.post('/people', person));
});
afterAll(() => stack.stop());

const refusalOf = ({ status, body }: Answer): string => `${status} ${body.code}`;
const decide = (by: Caller, approvalId: string, decision: string, reason?: string): Promise<Answer> =>
  by.post(`/approvals/${approvalId}/decisions`, { decision, ...(reason ? { reason } : {}) });
const approvalOf = async (approvalId: string): Promise<any> => (await clara.get(`/approvals/${approvalId}`)).body;
const outcome = (approvalId: string, expected: string): Promise<any> =>
  stack.until(async () => {
    const approval = await approvalOf(approvalId);
    return approval.outcome === expected && approval;
  });
const open = (id: string, subject: string): Promise<any> =>
  stack.until(async () =>
    (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items.find((approval: any) => approval.subject === subject),
  );
const eventsOf = async (id: string): Promise<any[]> => (await clara.get(`/operations/${id}/events?limit=200`)).body.items;
const told = async (id: string, type: string): Promise<any> =>
  stack.until(async () => (await eventsOf(id)).find((event) => event.type === type));
const away = (dates: { from?: string; until?: string } = {}) => ({
  from: at(dates.from ?? '2026-01-15T00:00'),
  until: at(dates.until ?? '2026-03-15T00:00'),
  reason: 'On leave',
});

test('several agencies decide by their own rules: in parallel, through a stand-in, by silence; and a return keeps what the rule keeps', async () => {
  const approval: Steps = [
    { name: 'deputy', posts: [DEPUTY], quorum: { count: 1 }, onResubmission: 'keep' },
    { name: 'leads', posts: [DIRECTOR, POLICE], quorum: { count: 2, perService: ['customs', 'police'] } },
    {
      name: 'notice',
      posts: [LEGAL],
      quorum: { count: 1 },
      isParallel: true,
      deadline: { hours: 48, ladder: [{ offsetHours: -24, tells: ['addressee'] }], then: 'consent' },
    },
  ];
  const id = await aDraft(stack, { plan: { approval, leads: ['wco', 'interpol'] } });
  const health = (await clara.get(`/operations/${id}/chain-health`)).body.items;
  expect(health.find(({ step }: any) => step === 'notice')).toMatchObject({ people: 1, concerns: [{ concern: 'one-approver' }] });
  const submitted = created(await clara.post(`/operations/${id}/submissions`));
  expect(submitted).toMatchObject({ subject: 'plan', planVersion: 1 });
  expect(submitted.warnings.map(({ step }: any) => step)).toEqual(['deputy', 'notice']);
  const first = submitted.approvalId;
  expect(refusalOf(await decide(olga, first, 'approve'))).toBe('403 approval.not-an-approver');
  created(await decide(dora, first, 'approve'));
  expect((await approvalOf(first)).steps.map(({ name, state }: any) => [name, state])).toEqual([
    ['deputy', 'quorum'],
    ['leads', 'open'],
    ['notice', 'open'],
  ]);
  created(await decide(olga, first, 'return', 'Say which post offices'));
  await outcome(first, 'returned');
  expect(recipients(await postOf(stack, id), 'returned')).toEqual(['clara.coordinator', 'dora.deputy']);

  await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state === 'returned');
  const title = 'Operation Tulip in Brussels and Liège';
  expect((await clara.put(`/operations/${id}/plan`, aPlan({ approval, leads: ['wco', 'interpol'], title }))).status).toBe(200);
  const second = created(await clara.post(`/operations/${id}/submissions`)).approvalId;
  const resubmitted = await approvalOf(second);
  expect(resubmitted).toMatchObject({ previousId: first, differences: [{ pointer: '/title', before: 'Operation Tulip', after: title }] });
  expect(resubmitted.steps.map(({ name, state }: any) => [name, state])).toEqual([
    ['deputy', 'kept'],
    ['leads', 'open'],
    ['notice', 'open'],
  ]);
  expect(resubmitted.steps[2]).toMatchObject({ then: 'consent', deadline: '2026-02-03T08:00:00.000Z' });
  const asked = (await postOf(stack, id)).filter(({ kind, address }) => kind === 'decision-request' && address.startsWith('lena'));
  expect(asked.at(-1)?.mail.text).toContain('silence procedure');

  expect((await stan.get(`/approvals/${second}`)).status).toBe(404);
  const standIn = created(await dirk.post('/stand-ins', { standIn: 'stan.standin', ...away() }));
  expect(standIn.says).toBe('Stan Standin for Dirk Director');
  expect((await stan.get(`/approvals/${second}`)).body.steps[1].turn).toContainEqual({
    post: DIRECTOR,
    by: 'Stan Standin for Dirk Director',
  });
  expect(created(await decide(stan, second, 'approve')).decisions).toMatchObject([
    { post: DIRECTOR, by: 'Stan Standin for Dirk Director' },
  ]);
  expect(refusalOf(await decide(dirk, second, 'approve'))).toBe('409 approval.decided-before');
  expect(refusalOf(await decide(dora, second, 'approve'))).toBe('403 approval.not-an-approver');
  expect((await told(id, 'approval.decided')).data.by).toBe('Dora Deputy');
  expect(created(await decide(olga, second, 'approve')).outcome).toBe('waiting');

  await advance(clara, id, '2026-02-02T10:00');
  expect(recipients(await postOf(stack, id), 'decision-reminder')).toEqual(['lena.legal']);
  expect((await approvalOf(second)).outcome).toBe('waiting');
  await advance(clara, id, '2026-02-04T10:00');
  expect((await outcome(second, 'approved')).steps[2].state).toBe('silence');
  expect((await told(id, 'approval.consented')).data).toMatchObject({ step: 'notice', outcome: 'approved' });
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  created(await dirk.post(`/stand-ins/${standIn.id}/endings`));
});

test('a step lapses at its deadline; in an emergency fewer decide, and what they did is ratified or not; others publish and release', async () => {
  const week: Steps[number]['deadline'] = {
    hours: 168,
    ladder: [
      { offsetHours: -24, tells: ['addressee', 'stand-in'] },
      { offsetHours: 0, tells: ['coordinator'] },
    ],
    then: 'lapse',
  };
  const chains: Written<Plan>['chains'] = {
    amendment: [{ name: 'director', posts: [DIRECTOR], quorum: { count: 1 } }],
    fastTrack: {
      approval: [{ name: 'duty', posts: [DEPUTY], quorum: { count: 1 } }],
      ratification: [{ name: 'leads', posts: [DIRECTOR], quorum: { count: 1 }, deadline: week }],
    },
    publication: [{ name: 'press', posts: [DEPUTY], quorum: { count: 1 } }],
    release: [{ name: 'partners', posts: [POLICE], quorum: { count: 1 } }],
  };
  const plan = { approval: [{ name: 'direction', posts: [DIRECTOR], quorum: { count: 1 }, deadline: week }], chains };
  const id = await aDraft(stack, { plan });
  const standIn = created(await dirk.post('/stand-ins', { standIn: 'stan.standin', ...away() }));
  const first = created(await clara.post(`/operations/${id}/submissions`)).approvalId;
  await advance(clara, id, '2026-02-07T10:00');
  await stack.until(async () => recipients(await postOf(stack, id), 'decision-reminder').length > 0); // it is not sent once there is nothing to decide
  await advance(clara, id, '2026-02-09T10:00');
  await outcome(first, 'lapsed');
  const post = await postOf(stack, id);
  expect(recipients(post, 'decision-reminder')).toEqual(['dirk.director']);
  expect(recipients(post, 'decision-overdue')).toEqual(['clara.coordinator', 'stan.standin']);
  expect(recipients(post, 'returned')).toEqual(['clara.coordinator']);
  created(await ada.post(`/stand-ins/${standIn.id}/endings`));

  await stack.until(async () => (await clara.get(`/operations/${id}/plan`)).body.state === 'returned');
  expect((await clara.put(`/operations/${id}/plan`, aPlan(plan))).status).toBe(200);
  const fastTrack = { legalBasis: 'Article 7 of the arrangement', reason: 'The parcels arrive on Thursday' };
  const fast = created(await clara.post(`/operations/${id}/submissions`, { fastTrack })).approvalId;
  expect(await approvalOf(fast)).toMatchObject({ fastTrack, turn: [DEPUTY] });
  await approve(stack, dora, fast);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  const ratification = await open(id, 'ratification');
  created(await clara.post(`/operations/${id}/launches`));
  await approve(stack, dirk, ratification.id);
  await told(id, 'plan.ratified');

  created(await bea.post(`/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await advance(clara, id, '2026-03-10T09:00');
  created(
    await clara.post(`/operations/${id}/amendments`, { reason: 'a clearer title', plan: aPlan({ ...plan, title: 'Operation Rose' }) }),
  );
  const amended = created(await clara.post(`/operations/${id}/submissions`, { fastTrack }));
  expect(amended.subject).toBe('amendment');
  await approve(stack, dora, amended.approvalId);
  const overdue = await open(id, 'ratification');
  await advance(clara, id, '2026-03-18T09:00');
  await outcome(overdue.id, 'lapsed');
  expect((await told(id, 'plan.unratified')).data).toMatchObject({ planVersion: 3, outcome: 'lapsed' });
  const led = (await clara.get(`/operations/${id}`)).body;
  expect(led).toMatchObject({ title: 'Operation Rose', stage: 'running' });
  expect(led.waitingFor).toContainEqual(expect.objectContaining({ kind: 'ratification', turn: ['coordinators of wco'] }));
  expect((await postOf(stack, id)).at(-1)?.mail.text).toContain('The deadline below passed');

  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await approve(stack, dirk, (await open(id, 'edition')).id);
  const publication = await open(id, 'publication');
  expect((await clara.get(`/editions/${editionId}`)).body.stage).toBe('signing-off');
  await approve(stack, dora, publication.id);
  await advance(clara, id, '2026-05-04T10:00');
  const release = await open(id, 'release');
  expect((await clara.get(`/editions/${editionId}`)).body.stage).toBe('published');
  expect(recipients(await postOf(stack, id), 'edition-published')).toEqual([]);
  expect((await approvalOf(release.id)).partner).toBe('europol');
  await approve(stack, olga, release.id);
  await told(id, 'edition.released');
  expect(recipients(await postOf(stack, id), 'edition-published')).toEqual(['paul.partner']);
});

test('an extension goes its own way, by the chains of the plan in force; a plan without a fast track has none', async () => {
  const chains: Written<Plan>['chains'] = { extension: [{ name: 'police', posts: [POLICE], quorum: { count: 1 } }] };
  const id = await anApprovedOperation(stack, { plan: { chains } });
  const [phase] = aPlan().phases;
  const longer = aPlan({ phases: [{ ...phase!, closesAt: at('2026-04-05T00:00') }], chains: {} });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'more time', plan: longer }));
  const fastTrack = { legalBasis: 'none', reason: 'none' };
  expect(refusalOf(await clara.post(`/operations/${id}/submissions`, { fastTrack }))).toBe('409 approval.no-fast-track');
  const { approvalId, subject } = created(await clara.post(`/operations/${id}/submissions`));
  expect(subject).toBe('extension');
  expect(await approvalOf(approvalId)).toMatchObject({ subject: 'extension', turn: [POLICE] });
});

test('a plan is not submitted while a post of any of its chains is vacant, or its quorum out of reach', async () => {
  const errorsOf = async (step: Steps[number]): Promise<unknown> => {
    const { status, body } = await clara.post(`/operations/${await aDraft(stack, { plan: { chains: { closing: [step] } } })}/submissions`);
    return [status, body.code, body.errors.map(({ pointer }: any) => pointer)];
  };
  expect(await errorsOf({ name: 'a', posts: ['nobody'], quorum: { count: 1 } })).toEqual([
    422,
    'plan.unfit',
    ['/chains/closing/0/posts/0'],
  ]);
  expect(await errorsOf({ name: 'a', posts: [DIRECTOR], quorum: { count: 2 } })).toEqual([
    422,
    'approval.out-of-reach',
    ['/chains/closing/0'],
  ]);
});
