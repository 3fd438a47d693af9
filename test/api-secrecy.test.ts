import { v7 } from 'uuid';
import { ROUTES } from '../api/routes.ts';
import { type Answer, callerWith, type Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aDraft, aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea, kira, rita, paul, felix, dirk, otto } = castOf(() => stack);
let id: string;
let ids: Record<string, string>;

/** Marks of Belgium's own words; nobody of another administration may ever read one of them. */
const SECRETS = ['BE-SECRET-1', 'hidden in secret furniture', 'a secret recount', 'secretly disagreed', 'a-secret-picture'];

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack, { plan: { invitees: INVITEES }, accepting: ['bea.belgium', 'kira.korea'] });

  const { id: caseId } = created(await bea.post(`/operations/${id}/cases`, aCase({ reference: SECRETS[0], summary: SECRETS[1] })));
  const correction = { reason: SECRETS[2], seizures: aCase()['seizures'] };
  expect((await bea.put(`/cases/${caseId}`, correction)).status).toBe(200);
  const attached = await bea.post(`/cases/${caseId}/attachments?kind=document&name=${SECRETS[4]}`, `%PDF-1.7 ${SECRETS[4]}`);
  const { id: attachmentId } = created(attached);
  created(await kira.post(`/operations/${id}/cases`, aCase({ reference: 'KR-1' })));
  await advance(clara, id, '2026-04-12T09:00');
  const { id: editionId, taskingId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  const { id: taskId } = await ownTask(bea, id, 'confirm-figures');
  created(await bea.post(`/tasks/${taskId}/answers`, { answer: 'dispute', reason: SECRETS[3] }));
  ids = {
    operationId: id,
    caseId,
    attachmentId,
    editionId,
    taskingId,
    taskId,
    number: '1',
    organisationId: v7(),
    publicationId: v7(),
    approvalId: v7(),
  };
});
afterAll(() => stack.stop());

const INVITEES = [
  { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' },
];

/** What a person is told, without what tells one request from another. */
function told({ status, body: { instance: _, requestId: __, ...problem } }: Answer): unknown {
  return { status, problem };
}

async function aColleague(subject: string, organisation: string, roles: string[]): Promise<Caller> {
  created(await ada.post('/people', { subject, name: subject, organisation, roles }));
  return stack.as(subject);
}

describe.each<[string, () => Promise<Caller>]>([
  ['a member of another administration', async () => kira],
  ['a contact of another administration, who may not report', () => aColleague('carl.contact', 'kr-customs', ['contact'])],
  ['a reporter of another administration, who may not answer', () => aColleague('rob.reporter', 'kr-customs', ['reporter'])],
  ['an analyst of another region', () => aColleague('asia.analyst', 'rilo-ap', ['analyst'])],
  ['a partner', async () => paul],
  ['a member that is not invited', () => stack.as('bruno.brazil')],
  ['a coordinator of another organisation', () => stack.as('igor.interpol')],
])('for %s', (_, find) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await find();
  });

  test.each<[string, (caller: Caller, id: string) => Promise<Answer>]>([
    ['reading a case', (caller, caseId) => caller.get(`/cases/${caseId}`)],
    ['correcting a case', (caller, caseId) => caller.put(`/cases/${caseId}`, { reason: 'x', seizures: [] }, { 'If-Match': '"v1"' })],
  ])('%s is the same as doing it to one that does not exist', async (_, act) => {
    expect(told(await act(caller, ids['caseId'] ?? ''))).toEqual(told(await act(caller, v7())));
    expect((await act(caller, ids['caseId'] ?? '')).body).toMatchObject({ status: 404, code: 'case.not-found' });
  });

  test.each<[string, (caller: Caller, id: string) => Promise<Answer>]>([
    ['reading a task', (caller, taskId) => caller.get(`/tasks/${taskId}`)],
    ['answering a task', (caller, taskId) => caller.post(`/tasks/${taskId}/answers`, { answer: 'confirm' })],
  ])('%s is the same as doing it to one that does not exist', async (_, act) => {
    expect(told(await act(caller, ids['taskId'] ?? ''))).toEqual(told(await act(caller, v7())));
  });

  test('nothing that can be read holds a word of it', async () => {
    const paths = ROUTES.filter(({ method }) => method === 'get').map(({ path }) =>
      path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? name),
    );
    const answers = await Promise.all([...paths, `/operations/${id}/cases?organisation=be-customs`].map((path) => caller.get(path)));
    const words = JSON.stringify(answers.map(({ body }) => body));
    expect(SECRETS.filter((secret) => words.includes(secret))).toEqual([]);
  });
});

test('the owner, the coordinator, the auditor and the office of the region do read all of it', async () => {
  const readers = [bea, clara, otto, rita];
  for (const reader of readers) {
    const answers = await Promise.all(['cases', 'events', 'participations'].map((list) => reader.get(`/operations/${id}/${list}`)));
    const words = JSON.stringify([
      ...answers,
      await reader.get(`/tasks/${ids['taskId']}`),
      await reader.get(`/cases/${ids['caseId']}`),
      await reader.get(`/attachments/${ids['attachmentId']}`),
    ]);
    expect(SECRETS.filter((secret) => !words.includes(secret))).toEqual([]);
  }
});

test('a regional office sees its own region only: cases, nil returns, tasks, events', async () => {
  const codes = async (path: string): Promise<string[]> => (await rita.get(path)).body.items.map((item: any) => item.organisation);
  expect(await codes(`/operations/${id}/cases`)).toEqual(['be-customs']);
  expect(await codes(`/operations/${id}/nil-returns`)).toEqual([]);
  expect((await codes(`/operations/${id}/events?limit=200`)).filter((code) => code === 'kr-customs')).toEqual([]);
  const board = (await rita.get(`/operations/${id}/taskings/${ids['taskingId']}`)).body;
  expect(board.tasks.items.map((task: any) => task.organisation)).toEqual(['be-customs']);
  expect((await clara.get(`/operations/${id}/taskings/${ids['taskingId']}`)).body.tasks.items).toHaveLength(2);
});

test('a list of cases is no way round: the filter by organisation finds nothing of others', async () => {
  expect((await kira.get(`/operations/${id}/cases?organisation=be-customs`)).body.items).toEqual([]);
  expect((await kira.get(`/operations/${id}/cases`)).body.items.map((item: any) => item.reference)).toEqual(['KR-1']);
});

test('members see of each other who takes part, but not why somebody does not, nor who has yet to answer what', async () => {
  const other = await aRunningOperation(stack, { plan: { invitees: INVITEES }, accepting: ['bea.belgium'], wall: '2026-02-10T09:00' });
  const { id: taskId } = await ownTask(felix, other, 'take-part');
  created(await felix.post(`/tasks/${taskId}/answers`, { answer: 'decline', reason: 'No staff to spare' }));

  const seenBy = async (caller: Caller) =>
    (await caller.get(`/operations/${other}/participations`)).body.items.find((item: any) => item.organisation === 'fr-customs');
  expect(await seenBy(bea)).toMatchObject({ state: 'declined', reason: null });
  expect(await seenBy(felix)).toMatchObject({ state: 'declined', reason: 'No staff to spare' });
  expect(await seenBy(rita)).toMatchObject({ reason: 'No staff to spare' });
  expect(await seenBy(clara)).toMatchObject({ reason: 'No staff to spare' });

  const turnOf = async (caller: Caller): Promise<unknown> => (await caller.get(`/operations/${other}`)).body.waitingFor[0]?.turn;
  expect([await turnOf(clara), await turnOf(bea), await turnOf(kira)]).toEqual([['kr-customs'], [], ['kr-customs']]);
});

test('a partner is told where the operation stands, but not what it waits for', async () => {
  const { status, body } = await paul.get(`/operations/${id}`);
  expect([status, body.waitingFor, body.nextTimer, body.relations]).toEqual([200, [], null, ['partner']]);
  expect((await paul.get(`/operations/${id}/cases`)).status).toBe(403);
});

test('before its approval a plan is the business of its leads and approvers: partners and regional offices do not know of it', async () => {
  const draft = await aDraft(stack);
  for (const caller of [paul, rita]) {
    expect((await caller.get(`/operations/${draft}`)).body.code).toBe('operation.not-found');
    expect((await caller.get('/operations')).body.items.map((item: any) => item.id)).not.toContain(draft);
  }
  expect((await dirk.get(`/operations/${draft}`)).status).toBe(200);
});

test('who takes part reads the plan in force, and nothing of an amendment that has not been approved', async () => {
  const { plan } = (await clara.get(`/operations/${id}/plan`)).body;
  const { number } = created(
    await clara.post(`/operations/${id}/amendments`, { reason: 'secret', plan: { ...plan, objectives: ['Secret'] } }),
  );
  for (const caller of [kira, rita]) {
    expect((await caller.get(`/operations/${id}/plan`)).body.number).toBe(1);
    expect((await caller.get(`/operations/${id}/plan-versions`)).body.items.map((item: any) => item.number)).toEqual([1]);
    expect((await caller.get(`/operations/${id}/plan-versions/${number}`)).body.code).toBe('plan.not-found');
    expect((await caller.get(`/operations/${id}/plan-versions/${number}/differences`)).body.code).toBe('plan.not-found');
  }
  expect((await clara.get(`/operations/${id}/plan-versions/${number}/differences`)).body.changes).not.toEqual([]);
});

test('an operation is listed for those who are something in it, and for nobody else', async () => {
  const lists = async (subject: string): Promise<boolean> =>
    (await (await stack.as(subject)).get('/operations')).body.items.some((item: any) => item.id === id);
  const [inside, outside] = [
    ['clara.coordinator', 'dirk.director', 'bea.belgium', 'rita.rilo', 'paul.partner', 'otto.auditor', 'ada.admin'],
    ['igor.interpol', 'olga.operations', 'bruno.brazil', 'pia.police'],
  ];
  expect(await Promise.all(inside.map(lists))).toEqual(inside.map(() => true));
  expect(await Promise.all(outside.map(lists))).toEqual(outside.map(() => false));
});

test('the edition is public only when its embargo has ended, and then without a token', async () => {
  const publications = (await clara.get(`/operations/${id}/editions`)).body.items.map((item: any) => item.publicationId);
  expect(publications).toEqual([null]);
  expect((await callerWith(stack.url, {}).get(`/publications/${ids['editionId']}`)).body.code).toBe('publication.not-found');
});
