import { openWebhooks } from '../activities/webhooks/open.ts';
import { startReceiver, type Receiver } from './webhook-receiver.ts';

let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = 204;
});

const SECRETS = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];

async function postTo(url: string, allow: string[] = []) {
  const webhooks = openWebhooks({ allow });
  try {
    return await webhooks.post({ url, id: 'msg', body: '{}', secrets: SECRETS }, Date.now());
  } finally {
    await webhooks.close();
  }
}

/** Every way that is known here to write an address that is not public. */
const CLOSED = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://0.0.0.0/',
  'https://[::]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.0.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fe80::1]/',
  'https://[fd00:ec2::254]/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://localhost/',
];

test.each(CLOSED)('nothing is posted to %s', async (address) => {
  const url = new URL(address);
  url.port = String(receiver.port); // where somebody would answer
  expect(await postTo(url.href)).toMatchObject({ outcome: 'forbidden', status: null });
  expect(receiver.received).toEqual([]);
});

test.each([
  ['plain http', 'http://receiver.example/'],
  ['a name and password in it', 'https://somebody:secret@receiver.example/'],
  ['another protocol', 'ftp://receiver.example/'],
  ['no address', 'receiver.example'],
])('nothing is posted to an address with %s', async (_, url) => {
  expect(await postTo(url)).toMatchObject({ outcome: 'forbidden' });
});

test('what is allowed by name or network is posted to, and nothing beside it', async () => {
  expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({ outcome: 'accepted', status: 204 });
  expect(await postTo(receiver.url.replace('127.0.0.1', 'localhost'), ['localhost'])).toMatchObject({ outcome: 'accepted' });
  expect(await postTo(receiver.url.replace('127.0.0.1', 'localhost'), ['127.0.0.0/8'])).toMatchObject({ outcome: 'forbidden' }); // by http: not by that name
  expect(await postTo(receiver.url, ['10.0.0.0/8'])).toMatchObject({ outcome: 'forbidden' });
  expect(receiver.received).toHaveLength(2);
});

test('a redirect is not followed, wherever it points', async () => {
  const elsewhere = await startReceiver();
  try {
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = { status, headers: { Location: elsewhere.url } };
      expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({
        outcome: 'failed',
        status,
        response: `${status} Redirects are not followed.`,
      });
    }
    expect(elsewhere.received).toEqual([]);
  } finally {
    await elsewhere.stop();
  }
});

test('of an answer no more is read than is kept, and one that breaks off is tried again', async () => {
  receiver.answer = 500;
  expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({ outcome: 'failed', status: 500, response: '500 answered 500' });
  receiver.answer = 'drop';
  expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({ outcome: 'failed', status: null });
  receiver.answer = 410;
  expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({ outcome: 'gone', status: 410 });
  receiver.answer = { status: 503, headers: { 'Retry-After': '120' } };
  expect(await postTo(receiver.url, ['127.0.0.0/8'])).toMatchObject({ outcome: 'failed', retryAfterMs: 120_000 });
});
