import { openMail, type MailMessage } from '../activities/mail/transport.ts';
import { startMailServer, type Behaviour, type MailServer } from './mail-server.ts';

let server: MailServer;

afterEach(() => server?.stop());

async function serve(behaviour?: Behaviour): Promise<string> {
  server = await startMailServer(behaviour);
  return server.url;
}

const aMessage = (message: Partial<MailMessage> = {}): MailMessage => ({
  to: 'be@customs.example',
  messageId: '<1@concert>',
  inReplyTo: null,
  date: new Date('2026-01-01T00:00:00Z'),
  language: 'en',
  subject: 'Tulip',
  text: 'Text',
  html: '<p>Text</p>',
  attachments: [],
  ...message,
});

async function send(url: string, message: Partial<MailMessage> = {}) {
  const mail = openMail({ url, from: 'Concert <concert@wco.example>' });
  try {
    return await mail.send(aMessage(message));
  } finally {
    mail.close();
  }
}

test.each([
  ['an addressee turned away for good', { onAddressee: () => 550 }, 'refused'],
  ['a message turned away for good', { onMessage: () => 554 }, 'refused'],
  ['a message that is too large', { onSender: () => 552 }, 'refused'],
  ['a full mailbox', { onAddressee: () => 452 }, 'deferred'],
  ['a message turned away for now', { onMessage: () => 451 }, 'deferred'],
  ['a sender who is not welcome', { onSender: () => 550 }, 'unreachable'],
  ['a server that wants us to sign in first', { onAddressee: () => 530 }, 'unreachable'],
  ['a server that is about to close', { onAddressee: () => 421 }, 'unreachable'],
  ['a connection that breaks', { onMessage: () => 'drop' as const }, 'unreachable'],
])('%s is told apart from other failures', async (_failure, behaviour, outcome) => {
  expect(await send(await serve(behaviour))).toMatchObject({ outcome });
  expect(server.caught).toEqual([]);
});

test('a server that is not there is unreachable, and takes mail over the same connections when it is back', async () => {
  const url = await serve();
  const mail = openMail({ url, from: 'concert@wco.example' });
  await server.stop();
  expect(await mail.send(aMessage())).toMatchObject({ outcome: 'unreachable' });

  server = await startMailServer({ port: server.port });
  expect(await mail.send(aMessage())).toMatchObject({ outcome: 'sent', response: expect.stringContaining('taken as number 1') });
  mail.close();
});

test.each([
  '',
  'nobody',
  'two@example.org, three@example.org',
  'Eve <eve@example.org>',
  'a b@example.org',
  'x@example.org\r\nRCPT TO:<y@example.org>',
  `${'x'.repeat(65)}@example.org`,
])('no server is asked about %j, which is not the address of one mailbox', async (to) => {
  let asked = 0;
  const url = await serve({ onSender: () => void (asked += 1) });
  expect(await send(url, { to })).toMatchObject({ outcome: 'refused' });
  expect(asked).toBe(0);
});

test.each(['o’brien+drill@customs.example', 'Ångström@customs.example', "o'neill/ops=1@customs.example"])(
  '%s is an address',
  async (to) => {
    expect(await send(await serve(), { to })).toMatchObject({ outcome: 'sent' });
    expect(server.caught[0]?.recipients).toEqual([to]);
  },
);

test('no part of a message can add a header or an addressee', async () => {
  const evil = '\r\nBcc: eve@example.org\r\nX-Evil: yes\r\n\r\nbody';
  const attachments = [{ filename: `a${evil}.csv`, contentType: `text/csv${evil}`, content: 'x' }];
  await send(await serve(), { subject: `Tulip${evil}`, messageId: `<1@concert>${evil}`, language: `en${evil}`, attachments });

  const [{ mail, recipients }] = server.caught as [MailServer['caught'][0]];
  expect(recipients).toEqual(['be@customs.example']);
  expect([mail.headers.has('x-evil'), mail.bcc, mail.text]).toEqual([false, undefined, 'Text']);
});

test('a password that the server does not take is told to nobody', async () => {
  const url = (await serve({ credentials: { user: 'concert', password: 'right' } })).replace('right', 'wr0ng-pa55word');
  const mail = openMail({ url, from: 'concert@wco.example' });

  const delivery = await mail.send(aMessage());
  const failure = await mail.verify().catch((error: unknown) => error);
  mail.close();

  expect(delivery).toMatchObject({ outcome: 'unreachable', response: expect.stringContaining('535') });
  expect(failure).toBeInstanceOf(Error);
  expect(JSON.stringify([delivery, failure, String(failure)], Object.getOwnPropertyNames(failure))).not.toContain('wr0ng');
});

test('verifying needs a server that greets us and takes our password', async () => {
  const mail = openMail({ url: await serve({ credentials: { user: 'concert', password: 'right' } }), from: 'concert@wco.example' });
  await expect(mail.verify()).resolves.toBeUndefined();
  await server.stop();
  await expect(mail.verify()).rejects.toThrow();
  mail.close();
});

test.each(['smtp//concert:s3cret@mail.example', 'https://concert:s3cret@mail.example', 'smtp://concert:s3cret@:25', 'concert:s3cret'])(
  'an unusable address of a mail server is refused without repeating the password in it',
  (url) => {
    const open = () => openMail({ url, from: 'concert@wco.example' });
    expect(open).toThrow('must read smtp://host:port');
    expect(failureOf(open)).not.toContain('s3cret');
  },
);

test('a server beyond this machine gets no letter in the clear, unless its address says so', async () => {
  const url = (await serve()).replace('127.0.0.1', '0.0.0.0'); // this machine, under a name that is not known to be
  expect(await send(url)).toMatchObject({ outcome: 'unreachable' });
  expect(server.caught).toEqual([]);

  expect(await send(`${url}?requireTLS=false`)).toMatchObject({ outcome: 'sent' });
});

function failureOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    return JSON.stringify(error, Object.getOwnPropertyNames(error));
  }
  return '';
}
