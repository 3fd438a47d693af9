import type { Database } from '../prisma/client.ts';
import { askForConsent } from '../prisma/decisions/consents.ts';
import { readOperationNow } from '../prisma/reads/clocks.ts';
import { seeAll } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { aSubscription, releasedOf } from './subscriptions.ts';

let stack: Stack;
let id: string;
let europol: string;
let owners: Record<'belgium' | 'france', string>;
const { clara, bea, felix, paul } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  const { prisma } = stack.database;
  const idOf = async (code: string) => (await prisma.organisation.findUniqueOrThrow({ where: { code } })).id;
  europol = await idOf('europol');
  owners = { belgium: await idOf('be-customs'), france: await idOf('fr-customs') };
});
beforeEach(async () => {
  id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
});
afterAll(() => stack.stop());

const ask = ({ prisma }: Database, ownerIds: readonly string[]) =>
  prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await readOperationNow(tx, id, Date.now());
    return askForConsent(tx, operation, { recipientId: europol, ownerIds, purpose: 'statistics' });
  });
const tasks = async () => (await clara.get(`/operations/${id}/taskings`)).body.items.filter(({ kind }: any) => kind === 'consent');
const consents = async () => (await bea.get(`/operations/${id}/consents`)).body.items;
const answer = async (more: object, caller = bea) => caller.post(`/tasks/${(await ownTask(caller, id, 'consent')).id}/answers`, more);

test('owners are asked once for each recipient, by letter, until somebody asks anew by hand', async () => {
  await ask(stack.database, [owners.belgium]);
  await ask(stack.database, [owners.belgium, owners.france, europol]);
  expect(await ask(stack.database, [owners.belgium, owners.france])).toBeNull();
  expect((await tasks()).map(({ title, unanswered }: any) => [title, unanswered])).toEqual([
    ['Europol', 1],
    ['Europol', 1],
  ]);
  const letters = await stack.until(async () => {
    const { items } = (await clara.get(`/operations/${id}/letters?limit=200`)).body;
    const asking = items.filter(({ kind, state }: any) => kind === 'task-request' && state === 'sent');
    return asking.length === 2 && asking;
  });
  expect(letters.map(({ organisation }: any) => organisation).sort()).toEqual(['be-customs', 'fr-customs']);
  expect((await answer({ answer: 'refuse', reason: 'An investigation runs' })).status).toBe(201);
  expect(await ask(stack.database, [owners.belgium])).toBeNull();

  const byHand = {
    kind: 'consent',
    title: 'Europol, again',
    about: europol,
    addressees: { list: ['be-customs'] },
    deadline: at('2026-04-20T18:00'),
  };
  created(await clara.post(`/operations/${id}/taskings`, byHand));
  expect(await tasks()).toHaveLength(3);
  expect((await clara.post(`/operations/${id}/taskings`, { ...byHand, about: id })).body.errors).toMatchObject([{ pointer: '/about' }]);
});

test('an answer gives the consent that it says, a correction takes its place, and a refusal leaves none', async () => {
  const { id: caseId } = created(await bea.post(`/operations/${id}/cases`, aCase()));
  await ask(stack.database, [owners.belgium]);
  const { id: taskId } = await ownTask(bea, id, 'consent');
  const scope = { cases: [caseId], purposes: ['statistics'], until: at('2026-05-01T00:00') };
  expect((await answer({ answer: 'give', scope })).body).toMatchObject({ state: 'answered', answer: 'give' });
  expect(await consents()).toMatchObject([
    {
      recipient: 'europol',
      cases: [caseId],
      purposes: ['statistics'],
      headings: null,
      taskId,
      until: '2026-04-30T22:00:00.000Z',
      revokedAt: null,
    },
  ]);
  expect((await paul.get(`/operations/${id}/consents`)).body.items).toHaveLength(1);
  expect((await answer({ answer: 'give' })).status).toBe(201);
  expect((await answer({ answer: 'refuse', reason: 'We think again' })).status).toBe(201);
  expect((await consents()).map(({ cases, revocationReason }: any) => [cases, revocationReason])).toEqual([
    [null, 'We think again'],
    [[caseId], 'give'],
  ]);
  const events = (await bea.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);
  expect(events.filter((type: string) => type.startsWith('consent'))).toEqual([
    ...['consent.given', 'consent.revoked', 'consent.given', 'consent.revoked'],
  ]);
});

test('silence is no: at the deadline the task lapses without a consent, and a late yes still gives one', async () => {
  await ask(stack.database, [owners.belgium]);
  await advance(clara, id, '2026-03-30T09:00');
  await stack.until(async () => (await ownTask(bea, id, 'consent')).state === 'lapsed');
  expect(await consents()).toEqual([]);
  expect(await ask(stack.database, [owners.belgium])).toBeNull();
  expect((await answer({ answer: 'give' })).body).toMatchObject({ late: true });
  expect(await consents()).toMatchObject([{ recipient: 'europol', revokedAt: null }]);
});

test('only whoever speaks for the owner answers, with its own cases, and says why not', async () => {
  const { id: french } = created(await felix.post(`/operations/${id}/cases`, aCase()));
  await ask(stack.database, [owners.belgium]);
  const { id: taskId } = await ownTask(bea, id, 'consent');
  expect((await felix.post(`/tasks/${taskId}/answers`, { answer: 'give' })).body.code).toBe('task.not-found');
  expect((await clara.post(`/tasks/${taskId}/answers`, { answer: 'give' })).body.code).toBe('task.not-found');
  expect((await answer({ answer: 'refuse' })).body.code).toBe('task.reason-missing');
  expect((await answer({ answer: 'refuse', reason: 'No', scope: { purposes: ['analysis'] } })).body.code).toBe('task.answer-unfit');
  expect((await answer({ answer: 'done' })).body.code).toBe('task.answer-unfit');
  expect((await answer({ answer: 'give', scope: { cases: [french] } })).body.errors).toMatchObject([{ pointer: '/scope/cases/0' }]);
  expect(await consents()).toEqual([]);
});

test('a summary that leaves a report out for want of consent has its owner asked, once', async () => {
  const subscription = await aSubscription(stack, id);
  created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { code: 'H2' } })));
  await advance(clara, id, '2026-03-17T09:00');
  const products = await releasedOf(stack, id, subscription, 2);
  for (const { id: productId } of products) {
    const { content } = (await paul.get(`/products/${productId}`)).body;
    expect(content.withheld).toEqual([{ reason: 'consent', cases: 1 }]);
  }
  expect((await tasks()).map(({ title, unanswered }: any) => [title, unanswered])).toEqual([['Europol', 1]]);
  expect((await answer({ answer: 'give' })).status).toBe(201);
  await advance(clara, id, '2026-03-18T09:00');
  const [last] = (await releasedOf(stack, id, subscription, 3)).slice(-1);
  expect((await paul.get(`/products/${last.id}`)).body.content.withheld).toEqual([]);
});
