import { raiseMendContacts } from '../prisma/decisions/mend-contacts.ts';
import { aBounce } from './bounced-mails.ts';
import { aReleasedBulletin, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { anApprovedOperation, aRunningOperation, created, ownTask } from './operations.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, bea, clara, otto, paul } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
const FELIX = 'felix.france@fr-customs.example';

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const lettersTo = async (id: string, address: string): Promise<any[]> =>
  (await clara.get(`/operations/${id}/letters?limit=200`)).body.items.filter((letter: any) => letter.address === address);

test('a letter that comes back is a task of the coordinators, which no later letter to the same mailbox ends', async () => {
  const id = await anApprovedOperation(stack);
  created(await clara.post(`/operations/${id}/launches`));
  const [invitation] = await stack.until(async () => {
    const letters = await lettersTo(id, FELIX);
    return letters[0]?.state === 'sent' && letters;
  });
  const bounce = aBounce(invitation.messageId);
  expect((await ada.post('/bounces', bounce)).body).toEqual({ messageId: invitation.messageId, status: '5.1.1', letters: 1 });
  const asked = await stack.until(() => ownTask(clara, id, 'mend-contact'));
  expect(asked).toMatchObject({ title: `France Customs: ${FELIX}`, instructions: expect.stringContaining('No such mailbox') });
  expect((await lettersTo(id, FELIX))[0]).toMatchObject({ state: 'refused', mendedById: asked.taskingId });
  const { items: events } = (await clara.get(`/operations/${id}/events?limit=200`)).body;
  expect(events.filter(({ type }: any) => type === 'letter.bounced')).toMatchObject([{ data: { kind: 'invitation' } }]);

  expect((await ada.post('/bounces', bounce)).body.letters).toBe(0); // it was given back before
  const enquiry = { kind: 'enquiry', title: 'Are you there?', addressees: { list: ['fr-customs'] } };
  created(await clara.post(`/operations/${id}/taskings`, { ...enquiry, deadline: { wall: '2026-03-01T18:00', zone: 'Europe/Brussels' } }));
  const { batch } = await stack.until(async () =>
    (await lettersTo(id, FELIX)).find(({ kind, state }) => kind === 'task-request' && state === 'sent'),
  );
  await raiseMendContacts(stack.database.prisma, Date.now(), { batch }); // as its workflow does once the letter is out
  expect((await clara.get(`/tasks/${asked.id}`)).body.state).toBe('open');
});

test('a product that comes back has not arrived: once that is mended it is sent again; one that was fetched has arrived all the same', async () => {
  const id = await aRunningOperation(stack);
  await aReleasedBulletin(stack, id, { title: 'Comes back' });
  const { letterId } = await deliveryIn(stack, id, 'accepted');
  const messageOf = async (letter: string): Promise<string> =>
    (await clara.get(`/operations/${id}/letters?limit=200`)).body.items.find((each: any) => each.id === letter).messageId;
  expect((await ada.post('/bounces', aBounce(await messageOf(letterId)))).body.letters).toBe(1);
  expect(await deliveryIn(stack, id, 'failed')).toMatchObject({ response: expect.stringContaining('No such mailbox') });
  const task = await stack.until(() => ownTask(clara, id, 'mend-delivery'));
  created(await clara.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
  const again = await deliveryIn(stack, id, 'accepted');
  expect(again).toMatchObject({ replays: 1 });

  expect((await paul.get(`/deliveries/${again.id}/file`)).status).toBe(200);
  expect((await ada.post('/bounces', aBounce(await messageOf(again.letterId)))).body.letters).toBe(1);
  expect(await deliveryIn(stack, id, 'opened')).toMatchObject({ id: again.id });
});

test('what is no bounce, or not of ours, is refused and changes nothing, and nobody but an administrator hands one in', async () => {
  const codeOf = async (answer: Promise<any>): Promise<string> => (await answer).body.code;
  expect(await codeOf(ada.post('/bounces', 'Hello'))).toBe('bounce.not-a-report');
  expect(await codeOf(ada.post('/bounces', aBounce('<nobody@elsewhere.example>')))).toBe('bounce.unknown-mail');
  expect(await codeOf(ada.post('/bounces', aBounce('<nobody@elsewhere.example>', { action: 'delayed' })))).toBe('bounce.not-final');
  expect(await codeOf(ada.post('/bounces', 'x'.repeat(1024 * 1024 + 1)))).toBe('bounce.too-large');
  for (const caller of [bea, clara, otto, paul])
    expect(await codeOf(caller.post('/bounces', aBounce('<x@y.example>')))).toBe('permission.denied');
});
