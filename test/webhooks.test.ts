import { sealingWith } from '../main/sealing.ts';
import { aReleasedBulletin, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { aPerson } from './members.ts';
import { aRunningOperation, created } from './operations.ts';
import { leavingNothing } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { startReceiver, verified, type Receiver } from './webhook-receiver.ts';

let stack: Stack;
let receiver: Receiver;
let europol: string;
const { ada, bea, paul } = castOf(() => stack);

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await aStack({ config: { webhookAllow: ['127.0.0.0/8'] } });
  europol = (await paul.get('/organisations?code=europol')).body.items[0].id;
});
afterAll(async () => {
  await stack.stop();
  await receiver.stop();
});

const register = (url: string, caller = paul) => caller.post(`/organisations/${europol}/webhooks`, { url });

test('a partner registers where its machine takes products; the secret is shown once and lies nowhere in the open', async () => {
  const send = () => paul.post(`/organisations/${europol}/webhooks`, { url: receiver.url }, { 'Idempotency-Key': 'register-once' });
  const { id, secret } = created(await send());
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(created(await send())).toEqual({ id, url: receiver.url, secret: null });
  expect((await register(receiver.url)).body).toMatchObject({ status: 409, code: 'webhook.known-before' });
  const { rows } = await stack.database.pool.query('select sealed from webhook_secret');
  expect(rows).toHaveLength(1);
  expect(rows[0].sealed).not.toContain(secret.slice(6, 20));
  const { rows: kept } = await stack.database.pool.query('select count(*)::int as n from receipt where body::text like $1', [
    `%${secret.slice(6, 30)}%`,
  ]);
  expect(kept).toEqual([{ n: 0 }]);

  const operation = await aRunningOperation(stack);
  await aReleasedBulletin(stack, operation);
  await deliveryIn(stack, operation, 'accepted', 'webhook');
  const [post] = receiver.received;
  expect(verified(post!, secret)).toMatchObject({ type: 'product.sent', data: { kind: 'newsletter', content: { recipient: 'europol' } } });
  expect(() => verified({ ...post!, body: post!.body.replace('newsletter', 'newslettre') }, secret)).toThrow();
  expect(() => verified(post!, `whsec_${Buffer.alloc(32).toString('base64')}`)).toThrow();
  created(await paul.post(`/webhooks/${id}/endings`, { reason: 'Another machine' }));
});

test('after a rotation what is sent is signed with both secrets, and after the next with the last two', async () => {
  const { id, secret: first } = created(await register(receiver.url));
  const { secret: second } = created(await paul.post(`/webhooks/${id}/secrets`));
  const operation = await aRunningOperation(stack);
  const received = receiver.received.length;
  await aReleasedBulletin(stack, operation);
  await deliveryIn(stack, operation, 'accepted', 'webhook');
  for (const secret of [first, second]) expect(verified(receiver.received[received]!, secret)).toMatchObject({ type: 'product.sent' });

  const { secret: third } = created(await paul.post(`/webhooks/${id}/secrets`));
  await aReleasedBulletin(stack, operation, { kind: 'alert' });
  await stack.until(async () => receiver.received.length === received + 2);
  const post = receiver.received[received + 1]!;
  for (const secret of [second, third]) expect(verified(post, secret)).toMatchObject({ data: { kind: 'alert' } });
  expect(() => verified(post, first)).toThrow();
  created(await paul.post(`/webhooks/${id}/endings`, { reason: 'Over' }));
  expect((await paul.post(`/webhooks/${id}/secrets`)).body).toMatchObject({ status: 409, code: 'webhook.ended' });
  expect((await paul.get(`/organisations/${europol}/webhooks`)).body.items[0]).toMatchObject({ id, endReason: 'Over', secrets: 2 });
});

test('a private or unreachable address is refused, and leaves nothing', async () => {
  const free = await startReceiver();
  await free.stop();
  for (const [url, code] of [
    ['https://169.254.169.254/latest/meta-data/', 'webhook.address-refused'],
    ['https://10.1.2.3/', 'webhook.address-refused'],
    ['https://[fd00:ec2::254]/', 'webhook.address-refused'],
    ['http://192.168.0.1/', 'webhook.address-refused'],
    ['somewhere', 'webhook.address-refused'],
    [free.url, 'webhook.unreachable'],
    ['https://nobody-at-all.invalid/', 'webhook.unreachable'],
  ] as const)
    expect([url, (await leavingNothing(stack.database, () => register(url))).body.code]).toEqual([url, code]);
});

test('only its own people see and change the webhooks of an organisation', async () => {
  const { id } = created(await register(receiver.url));
  expect((await bea.get(`/organisations/${europol}/webhooks`)).status).toBe(403);
  expect((await register(receiver.url, bea)).status).toBe(403);
  for (const what of ['secrets', 'endings']) expect((await bea.post(`/webhooks/${id}/${what}`, { reason: 'x' })).status).toBe(404);
  const colleague = await aPerson(stack, 'petra.partner', 'europol', { roles: ['partner'] });
  expect((await colleague.get(`/organisations/${europol}/webhooks`)).body.items[0]).toMatchObject({ id, url: receiver.url });
  expect((await ada.get(`/organisations/${europol}/webhooks`)).status).toBe(200);
});

test('what was sealed opens under its key only, and not once it was changed', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const sealed = sealingWith(key).seal('whsec_abc');
  expect(sealingWith(key).open(sealed)).toBe('whsec_abc');
  expect(sealingWith(key).seal('whsec_abc')).not.toBe(sealed);
  expect(() => sealingWith(Buffer.alloc(32, 8).toString('base64')).open(sealed)).toThrow();
  const changed = Buffer.from(sealed.slice(3), 'base64');
  changed[14] = changed[14]! ^ 1;
  expect(() => sealingWith(key).open(`v1.${changed.toString('base64')}`)).toThrow();
});
