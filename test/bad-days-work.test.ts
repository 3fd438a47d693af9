import { simpleParser } from 'mailparser';
import { isTaken } from '../main/embedded/port.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { startMailServer } from './mail-server.ts';
import { aDraft, anApprovedOperation, created } from './operations.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk } = castOf(() => stack);

const opened: Stack[] = [];
async function open(settings: Parameters<typeof aStack>[0] = {}): Promise<void> {
  stack = await aStack(settings);
  opened.push(stack);
}
afterAll(async () => {
  for (const each of opened) await each.stop();
});

const lettersOf = async (id: string): Promise<any[]> => (await clara.get(`/operations/${id}/letters?limit=200`)).body.items;

test('while the mail server is away, launch and deadlines go on; when it is back, each letter goes out once', async () => {
  const gone = await startMailServer();
  await gone.stop();
  expect(await isTaken(gone.port)).toBe(false);
  await open({ smtpUrl: gone.url });
  const id = await anApprovedOperation(stack);
  expect(created(await clara.post(`/operations/${id}/launches`)).invited).toBe(2);
  await advance(clara, id, '2026-02-20T18:00');
  const { items } = (await clara.get(`/operations/${id}/participations`)).body;
  expect(items.map(({ state }: any) => state)).toEqual(['silent', 'silent']);
  const waiting = await lettersOf(id);
  expect(waiting.every(({ state }) => state === 'queued' || state === 'sending')).toBe(true);

  const back = await startMailServer({ port: gone.port });
  const sent = await stack.until(async () => {
    const letters = await lettersOf(id);
    return letters.every(({ state }) => state === 'sent') && letters;
  });
  const mails = new Set(sent.map(({ messageId }) => messageId)); // one for several letters that waited for one person
  expect(back.caught.map(({ mail }) => mail.messageId).toSorted()).toEqual([...mails].toSorted());
  await back.stop();
}, 120_000);

test('workers that stop after any step leave each row written once and each letter sent once', async () => {
  await open();
  const id = await anApprovedOperation(stack);
  await stack.stopWork();
  await stack.startWork();
  created(await clara.post(`/operations/${id}/launches`));
  await stack.stopWork();
  const clock = { rate: 10_000_000, holdAt: { wall: '2026-02-17T18:00', zone: 'Europe/Brussels' } };
  await clara.put(`/operations/${id}/clock`, clock, { 'If-Match': '*' });
  await stack.startWork();
  await advance(clara, id, '2026-02-22T09:00');
  const post = await postOf(stack, id);
  expect(recipients(post, 'invitation')).toEqual(['bea.belgium', 'felix.france']);
  const told = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);
  for (const type of ['operation.launched', 'tasking.opened', 'tasking.lapsed'])
    expect(told.filter((other: string) => other === type)).toHaveLength(1);
  const messageIds = (await Promise.all((await stack.mail.caught()).map((raw) => simpleParser(raw)))).map(({ messageId }) => messageId);
  expect(new Set(messageIds).size).toBe(messageIds.length);
}, 120_000);

test('a decision whose answer was lost is answered again under its key, although others have been taken since', async () => {
  const id = await aDraft(stack);
  const submit = () => clara.post(`/operations/${id}/submissions`, {}, { 'Idempotency-Key': 'the answer gets lost' });
  const first = created(await submit());
  await stack.database.pool.query("update receipt set status = null, body = null where key = 'the answer gets lost'");
  created(await dirk.post(`/approvals/${first.approvalId}/decisions`, { decision: 'return', reason: 'once more' }));
  expect(created(await submit())).toEqual(first);
}, 120_000);
