import { createDeliveryActivities } from '../activities/deliveries.ts';
import { openObjects } from '../activities/objects/open.ts';
import { openWebhooks } from '../activities/webhooks/open.ts';
import { openMail } from '../activities/mail/transport.ts';
import { GIVEN_UP_AFTER_MS } from '../domain/delivery.ts';
import { sealingWith } from '../main/sealing.ts';
import { raiseMendDeliveries } from '../prisma/decisions/mend-deliveries.ts';
import { claimPost } from '../prisma/decisions/webhook-posts.ts';
import { aReleasedBulletin, deliveriesOf, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { eventsOf } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { startReceiver, verified, type Receiver } from './webhook-receiver.ts';
import { asWorker } from './worker-context.ts';

let stack: Stack;
let receiver: Receiver;
let europol: string;
let secret: string;
let webhookId: string;
const { clara, bea, paul } = castOf(() => stack);

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await aStack({ config: { webhookAllow: ['127.0.0.0/8'] } });
  europol = (await paul.get('/organisations?code=europol')).body.items[0].id;
});
afterAll(async () => {
  await stack.stop();
  await receiver.stop();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer = 204;
  ({ id: webhookId, secret } = created(await paul.post(`/organisations/${europol}/webhooks`, { url: receiver.url })));
});
afterEach(async () => {
  await paul.post(`/webhooks/${webhookId}/endings`, { reason: 'The test is over' });
});

const idsReceived = (): string[] => receiver.received.map(({ headers }) => String(headers['webhook-id']));
const attemptsOf = async (id: string): Promise<any[]> => (await clara.get(`/deliveries/${id}/attempts`)).body.items;
const webhookOf = (id: string, state: string) => deliveryIn(stack, id, state, 'webhook');

/** Failed where the recall, or the letter beside it, came upon the post under way; cancelled where the post came first. Neither is made again. */
async function postThatIsOver(id: string): Promise<any> {
  const isOver = ({ channel, state }: any): boolean => channel === 'webhook' && (state === 'cancelled' || state === 'failed');
  return (await deliveriesOf(stack, id, (all) => all.some(isOver))).find(isOver);
}

/** What a worker does for a product, at a time of the test's choosing. */
async function postAs(productId: string, now: number) {
  const mail = openMail({ url: stack.mail.url, from: 'concert@wco.example' });
  const webhooks = openWebhooks({ allow: ['127.0.0.0/8'] });
  const objects = openObjects('file:///nothing');
  const key = stack.secretKey;
  const activities = createDeliveryActivities({
    database: stack.database,
    mail,
    objects,
    webhooks,
    sealing: sealingWith(key),
    now: () => now,
  });
  try {
    return await asWorker({}, () => activities.postWebhooks({ productId }));
  } finally {
    mail.close();
    await webhooks.close();
  }
}

test('a receiver that is away for a while gets the product once it is back, once, under the same id, and every attempt is on record', async () => {
  const id = await aRunningOperation(stack);
  receiver.answer = 503;
  await aReleasedBulletin(stack, id);
  const waiting = (
    await deliveriesOf(stack, id, (all) =>
      all.some(({ channel, attempts, state }) => channel === 'webhook' && attempts > 0 && state === 'queued'),
    )
  ).find(({ channel }) => channel === 'webhook');
  expect(waiting).toMatchObject({ response: '503 answered 503', nextAttemptAt: expect.any(String) });
  receiver.answer = 204;
  const accepted = await webhookOf(id, 'accepted');
  expect(accepted.id).toBe(waiting.id);
  const ids = idsReceived();
  expect(new Set(ids)).toEqual(new Set([accepted.id]));
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  for (const post of receiver.received)
    expect(verified(post, secret)).toMatchObject({ data: { deliveryId: accepted.id, sha256: accepted.sha256 } });
  const attempts = await attemptsOf(accepted.id);
  expect(attempts.map(({ status }) => status)).toEqual([...ids.slice(1).map(() => 503), 204]);
  expect(attempts.map(({ outcome }) => outcome)).toEqual([...ids.slice(1).map(() => 'failed'), 'accepted']);
});

test('a receiver that has not answered for five days is given up: the coordinators are asked, and once they answer it is tried again', async () => {
  const id = await aRunningOperation(stack);
  receiver.answer = 'drop';
  await aReleasedBulletin(stack, id);
  const isWaiting = ({ channel, attempts, state }: any): boolean => channel === 'webhook' && attempts > 0 && state === 'queued';
  const { productId, id: deliveryId } = (await deliveriesOf(stack, id, (all) => all.some(isWaiting))).find(isWaiting);
  await stack.stopWork();
  const begun = Date.parse((await attemptsOf(deliveryId))[0].begunAt);
  expect(await postAs(productId, begun + GIVEN_UP_AFTER_MS - 3_600_000)).toMatchObject({ posts: 1, waitMs: 10_000 });
  expect(await postAs(productId, begun + GIVEN_UP_AFTER_MS)).toMatchObject({ posts: 1, waitMs: null });
  expect(await webhookOf(id, 'failed')).toMatchObject({ id: deliveryId, failedAt: expect.any(String) });

  receiver.answer = 204;
  receiver.received.length = 0;
  await stack.startWork();
  const task = await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  expect(task.title).toContain(receiver.url);
  created(await clara.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
  expect(await webhookOf(id, 'accepted')).toMatchObject({ id: deliveryId, replays: 1 });
  expect(idsReceived()).toEqual([deliveryId]);
});

test('a machine that says that it is gone is asked nothing any more', async () => {
  const id = await aRunningOperation(stack);
  receiver.answer = 410;
  await aReleasedBulletin(stack, id);
  const failed = await webhookOf(id, 'failed');
  expect(receiver.received).toHaveLength(1);
  expect(failed).toMatchObject({ attempts: 1, response: '410 answered 410' });
  expect((await paul.get(`/organisations/${europol}/webhooks`)).body.items[0]).toMatchObject({ id: webhookId, endReason: 'gone' });
  await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  await aReleasedBulletin(stack, id, { kind: 'alert' });
  const items = await deliveriesOf(stack, id, (all) => all.some(({ kind, state }) => kind === 'alert' && state === 'accepted'));
  expect(items.filter(({ kind }) => kind === 'alert').map(({ channel }) => channel)).toEqual(['letter']);
});

test('a worker that dies between posting and saying so is followed by one that posts the same again, after its lease', async () => {
  const id = await aRunningOperation(stack);
  receiver.answer = 503;
  await aReleasedBulletin(stack, id);
  const isWaiting = ({ channel, attempts, state }: any): boolean => channel === 'webhook' && attempts > 0 && state === 'queued';
  const { productId, id: deliveryId } = (await deliveriesOf(stack, id, (all) => all.some(isWaiting))).find(isWaiting);
  await stack.stopWork();
  const later = Date.now() + 3_600_000;
  const claimed = await claimPost(stack.database.prisma, later, { productId, leaseMs: 40_000 });
  const webhooks = openWebhooks({ allow: ['127.0.0.0/8'] });
  receiver.answer = 204;
  await webhooks.post({ url: receiver.url, id: claimed!.deliveryId, body: '{}', secrets: [secret] }, later); // and dies
  await webhooks.close();
  expect(await postAs(productId, later + 1_000)).toMatchObject({ posts: 0, waitMs: expect.any(Number) });
  const before = receiver.received.length;
  expect(await postAs(productId, later + 40_000)).toMatchObject({ posts: 1, waitMs: null });
  expect(idsReceived().slice(before - 1)).toEqual([deliveryId, deliveryId]);
  expect(await webhookOf(id, 'accepted')).toMatchObject({ id: deliveryId });
  expect((await attemptsOf(deliveryId)).map(({ outcome }) => outcome).slice(-2)).toEqual([null, 'accepted']);
  expect((await eventsOf(clara, id, 'delivery.accepted')).filter(({ subjectId }) => subjectId === deliveryId)).toHaveLength(1);
  await stack.startWork();
});

test('what arrived is sent again when a coordinator wants it, under the same id and with the same content', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id);
  const accepted = await webhookOf(id, 'accepted');
  expect((await bea.post(`/deliveries/${accepted.id}/replays`, { reason: 'Mine' })).status).toBe(404);
  expect((await paul.post(`/deliveries/${accepted.id}/replays`, { reason: 'Mine' })).status).toBe(403);
  const send = () =>
    clara.post(`/deliveries/${accepted.id}/replays`, { reason: 'They lost it' }, { 'Idempotency-Key': `replay-${accepted.id}` });
  expect([(await send()).status, (await send()).status]).toEqual([201, 201]);
  await stack.until(async () => receiver.received.length === 2);
  expect(await webhookOf(id, 'accepted')).toMatchObject({ id: accepted.id, replays: 1, attempts: 2 });
  expect(idsReceived()).toEqual([accepted.id, accepted.id]);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  expect(await eventsOf(clara, id, 'delivery.replayed')).toHaveLength(1);
});

test('a restriction between two attempts stops the post', async () => {
  const id = await aRunningOperation(stack);
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { shares: ['country-rows', 'lines'] } }))).id;
  receiver.answer = async () => {
    created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
    return 503;
  };
  await aReleasedBulletin(stack, id, { caseIds: [caseId], channel: 'link' });
  expect(await postThatIsOver(id)).toMatchObject({ attempts: 1 });
  expect(receiver.received).toHaveLength(1);
});

test('a post that is under way when its product is called back is not made again, and nobody is asked to bring it', async () => {
  const id = await aRunningOperation(stack);
  const caseId = created(await bea.post(`/operations/${id}/cases`, aCase({ handling: { shares: ['country-rows', 'lines'] } }))).id;
  receiver.answer = async () => {
    created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
    await deliveriesOf(stack, id, (all) => all.some(({ channel, productState }) => channel === 'webhook' && productState === 'recalled'));
    return 503;
  };
  await aReleasedBulletin(stack, id, { caseIds: [caseId], channel: 'link' });
  const { productId, ...over } = await postThatIsOver(id);
  expect(over).toMatchObject({ attempts: 1, productState: 'recalled' });
  expect(receiver.received).toHaveLength(1);
  expect(await raiseMendDeliveries(stack.database.prisma, Date.now(), { productId })).toEqual({ taskingIds: [] });
  expect(await ownTask(clara, id, 'mend-delivery')).toBeUndefined();
});

test('a webhook whose name comes to stand for an address of ours is refused when it is posted to, and for good', async () => {
  const id = await aRunningOperation(stack);
  await stack.database.pool.query('update webhook set url = $2 where id = $1', [
    webhookId,
    `https://[::ffff:169.254.169.254]:${receiver.port}/`,
  ]);
  await aReleasedBulletin(stack, id);
  const failed = await webhookOf(id, 'failed');
  expect((await attemptsOf(failed.id)).map(({ outcome, status }) => [outcome, status])).toEqual([['forbidden', null]]);
  expect(receiver.received).toEqual([]);
});
