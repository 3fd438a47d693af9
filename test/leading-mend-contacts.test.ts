import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { anApprovedOperation, approve, aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, igor, bea, felix, dirk } = castOf(() => stack);
let server: MailServer;
let isFull: boolean;

const FELIX = 'felix.france@fr-customs.example';

beforeAll(async () => {
  server = await startMailServer({ onAddressee: (address) => (isFull && address === FELIX ? 550 : undefined) });
  stack = await aStack({ smtpUrl: server.url });
});
afterAll(async () => {
  await stack.stop();
  await server.stop();
});
beforeEach(() => {
  isFull = true;
});

/** A launched operation of these leads whose invitation to France was refused, and the request of another address to the first of them. */
async function aRefusedInvitation(leads: string[] = ['wco']): Promise<{ id: string; asked: any }> {
  const id = await anApprovedOperation(stack, { plan: { leads } });
  created(await clara.post(`/operations/${id}/launches`));
  return { id, asked: await stack.until(() => ownTask(clara, id, 'mend-contact')) };
}

const taskOf = async ({ id }: { id: string }): Promise<any> => (await clara.get(`/tasks/${id}`)).body;
const isInInbox = async (caller: Caller, { id }: { id: string }): Promise<boolean> =>
  (await caller.get('/tasks?mine=true&limit=200')).body.items.some((task: any) => task.id === id);
const hasEnded = (id: string, { taskingId }: { taskingId: string }) =>
  stack.until(async () => (await clara.get(`/operations/${id}/taskings/${taskingId}`)).body.endedAt !== null);

/** To whom the letters about a tasking went, by kind, once none of them waits. */
async function lettersOf(id: string, { taskingId }: { taskingId: string }): Promise<string[]> {
  const letters = await stack.until(async () => {
    const { items } = (await clara.get(`/operations/${id}/letters?batch=tasking/${taskingId}&limit=200`)).body;
    return items.every(({ state }: any) => state === 'sent' || state === 'dropped') && items;
  });
  return letters.map(({ kind, address }: any) => `${kind} ${address.split('@')[0]}`);
}

test('a mailbox that takes no letters stays with the coordinators, who are reminded for a year, until they have mended it', async () => {
  const { id, asked } = await aRefusedInvitation();
  expect(asked).toMatchObject({ state: 'open', title: `France Customs: ${FELIX}`, instructions: expect.stringContaining('550') });
  await advance(clara, id, '2026-02-06T12:00'); // past the deadline
  expect(await taskOf(asked)).toMatchObject({ state: 'open', lateByHours: expect.any(Number) });
  await advance(clara, id, '2026-06-01T09:00');
  const { items } = (await clara.get(`/operations/${id}/waiting`)).body;
  expect(items).toContainEqual(expect.objectContaining({ subjectId: asked.taskingId, turn: ['wco'] }));
  expect(await isInInbox(clara, asked)).toBe(true);
  const closing = await clara.post(`/operations/${id}/closings`);
  expect(closing.body.errors).toContainEqual(
    expect.objectContaining({ code: 'closing.tasks-open', detail: expect.stringContaining(asked.id) }),
  );

  await advance(clara, id, '2028-01-01T09:00');
  const told = await lettersOf(id, asked);
  expect(told[0]).toBe('task-request clara.coordinator');
  expect(new Set(told.slice(1))).toEqual(new Set(['reminder clara.coordinator']));
  const reminders = server.caught.filter(({ mail }) => mail.subject?.includes('reminder'));
  for (const { mail } of reminders) expect(mail.subject).toBe(`[Exercise] Operation Tulip: reminder, ${asked.title}`);
  expect(reminders.length).toBeGreaterThan(0);
  expect(await taskOf(asked)).toMatchObject({ state: 'open' }); // though nobody is reminded any more
  created(await clara.post(`/tasks/${asked.id}/answers`, { answer: 'done' }));
  await hasEnded(id, asked);
  expect(await isInInbox(clara, asked)).toBe(false);
});

test('of several leads one is enough to mend it, and nobody is reminded any more', async () => {
  const { id, asked } = await aRefusedInvitation(['wco', 'interpol']);
  const igors = await ownTask(igor, id, 'mend-contact');
  created(await igor.post(`/tasks/${igors.id}/answers`, { answer: 'unable', reason: 'We do not know them' }));
  expect(await taskOf(asked)).toMatchObject({ state: 'open' }); // that one of them cannot leaves it to the other
  created(await igor.post(`/tasks/${igors.id}/answers`, { answer: 'done' }));
  await hasEnded(id, asked);
  expect(await taskOf(asked)).toMatchObject({ state: 'withdrawn' });
  await advance(clara, id, '2026-04-01T09:00');
  expect((await lettersOf(id, asked)).toSorted()).toEqual(['task-request clara.coordinator', 'task-request igor.interpol']);
});

test('a mailbox that takes a later letter works again, and nobody has to mend it', async () => {
  const { id, asked } = await aRefusedInvitation();
  isFull = false;
  await advance(clara, id, '2026-02-18T09:00'); // the reminder of the invitation
  await hasEnded(id, asked);
  expect(await taskOf(asked)).toMatchObject({ state: 'withdrawn', withdrawnReason: 'The mailbox takes letters again.' });
});

test('a closed operation that has its last answers is complete, and needs no address any more', async () => {
  isFull = false;
  const plan = {
    editions: [],
    chains: { override: ['wco-director-compliance'] },
    followUps: [{ key: 'later', title: 'What became of your cases?', opensAt: at('2026-08-03T09:00'), dueBy: at('2026-08-31T18:00') }],
  };
  const id = await aRunningOperation(stack, { plan, accepting: ['bea.belgium', 'felix.france'], wall: '2026-04-08T09:00' });
  const closing = created(await clara.post(`/operations/${id}/closings`, { override: { reason: 'Nobody has found anything' } }));
  await approve(stack, dirk, closing.approvalId);
  isFull = true;
  await advance(clara, id, '2026-08-03T12:00');
  const asked = await stack.until(() => ownTask(clara, id, 'mend-contact'));
  for (const member of [bea, felix])
    created(await member.post(`/tasks/${(await ownTask(member, id, 'follow-up')).id}/answers`, { answer: 'done', details: 'Nothing' }));
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'completed');
  await stack.until(async () => (await taskOf(asked)).state === 'withdrawn');
});
