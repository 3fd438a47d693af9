import { castOf } from './cast.ts';
import { startMailServer, type Caught, type MailServer } from './mail-server.ts';
import { advance } from './drill-clock.ts';
import { anApprovedOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

const MEMBERS = 150;

let stack: Stack;
const { clara, bea } = castOf(() => stack);
let server: MailServer;
let moods: () => number;

beforeAll(async () => {
  server = await startMailServer({ onMessage: moody });
  stack = await aStack({ smtpUrl: server.url });
  await stack.database.pool.query(
    `insert into organisation (code, name, kind, service, email)
     select 'member-' || n, 'Member ' || n, 'customs', 'customs', case when n > 1 then 'member-' || n || '@example.org' end
     from generate_series(1, $1::int) n`,
    [MEMBERS],
  );
});
afterAll(async () => {
  await stack.stop();
  await server.stop();
});

/** Of all mails, one in ten is put off and one in fifty refused for good. */
function moody(): number | undefined {
  const mood = moods();
  return mood < 0.02 ? 554 : mood < 0.12 ? 451 : undefined;
}

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function all(path: string, chosen = ''): Promise<any[]> {
  const items: any[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await clara.get(`${path}?${chosen}limit=200${next && `&cursor=${next}`}`);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}

/** Every letter of the operation, once none is left to send. */
async function settledLetters(id: string): Promise<any[]> {
  return stack.until(async () => {
    const letters = await all(`/operations/${id}/letters`);
    return letters.every(({ state }) => state === 'sent' || state === 'refused') && letters;
  });
}

test('where a server puts off one mail in ten and refuses one in fifty, each letter is sent once or refused with a task', async () => {
  moods = seeded(4);
  const invitees = Array.from({ length: MEMBERS }, (_, i) => ({ organisation: `member-${i + 1}`, rilo: null, joins: 'phase-1' }));
  const id = await anApprovedOperation(stack, { plan: { invitees } });
  created(await clara.post(`/operations/${id}/launches`));
  await settledLetters(id);
  await advance(clara, id, '2026-02-18T09:00'); // three days before the deadline, everybody is reminded
  await settledLetters(id);
  const mends = await stack.until(async () => {
    const found = (await all('/tasks')).filter(({ kind, operationId }) => kind === 'mend-contact' && operationId === id);
    const letters = await settledLetters(id);
    return (
      letters.every(
        ({ state, mendedById, batch }) => state === 'sent' || mendedById || found.some((task) => batch === `tasking/${task.taskingId}`),
      ) && found
    );
  });

  const letters = await settledLetters(id);
  const arrived = server.caught.map(({ mail }) => mail.messageId);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(new Set(letters.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId))).toEqual(new Set(arrived));
  const refused = await all(`/operations/${id}/letters`, 'state=refused&');
  expect(refused).toEqual(letters.filter(({ state }) => state === 'refused'));
  expect(refused.length).toBeGreaterThan(3);
  expect(letters.length).toBeGreaterThan(2 * (MEMBERS - 1));
  expect(letters.some(({ attempts, state }) => attempts > 1 && state === 'sent')).toBe(true);

  const titles = mends.map(({ title }) => title);
  expect(titles.filter((title) => title === 'Member 1')).toHaveLength(1); // without an address at all, for as long as nobody has mended it
  expect(new Set(titles).size).toBe(titles.length);
  for (const { organisation, address, mendedById } of refused.filter((letter) => letter.mendedById)) {
    const { title } = mends.find(({ taskingId }) => taskingId === mendedById);
    expect(title).toBe(`${organisation.replace('member-', 'Member ')}: ${address}`);
  }
}, 120_000);

test('an invitation carries its deadline for the calendar, and its reminder stands under it', () => {
  const mails = new Map<string, Caught['mail'][]>();
  for (const { mail, recipients } of server.caught) mails.set(recipients[0] ?? '', [...(mails.get(recipients[0] ?? '') ?? []), mail]);
  const pairs = [...mails].filter(([address, { length }]) => address.startsWith('member-') && length === 2).map(([, pair]) => pair);
  expect(pairs.length).toBeGreaterThan(100);
  for (const [invitation, reminder] of pairs) {
    expect(reminder).toMatchObject({ inReplyTo: invitation?.messageId, references: invitation?.messageId });
    const [first, second] = [invitation, reminder].map((mail) => mail?.attachments[0]?.content.toString() ?? '');
    expect(first).toMatch(/METHOD:PUBLISH[^]*DTSTART;TZID=Europe\/Brussels:20260220T180000/);
    expect(/UID:.*/.exec(second ?? '')?.[0]).toBe(/UID:.*/.exec(first ?? '')?.[0]);
  }
});

test('in a drill, quiet hours follow its clock: the morning brings a letter, unless what it reminds of has been done', async () => {
  moods = () => 1;
  await stack.database.pool.query(
    "update organisation set zone = 'Europe/Brussels', quiet_from = '17:00', quiet_until = '07:00' where code = 'be-customs'",
  );
  const id = await anApprovedOperation(stack, { startsAt: at('2026-02-01T22:00') });
  created(await clara.post(`/operations/${id}/launches`));
  const invitations = () => all(`/operations/${id}/letters`).then((letters) => letters.filter(({ kind }) => kind === 'invitation'));
  const night = await stack.until(async () => {
    const found = await invitations();
    return found.some(({ state }) => state === 'sent') && found;
  });
  expect(night.map(({ organisation, state, notBefore }) => [organisation, state, notBefore]).toSorted()).toEqual([
    ['be-customs', 'queued', '2026-02-02T06:00:00.000Z'],
    ['fr-customs', 'sent', null],
  ]);

  await advance(clara, id, '2026-02-02T06:59');
  expect((await invitations()).map(({ state }) => state).toSorted()).toEqual(['queued', 'sent']);
  await advance(clara, id, '2026-02-02T07:30');
  await stack.until(async () => (await invitations()).every(({ state }) => state === 'sent'));

  await advance(clara, id, '2026-02-17T18:30'); // everybody is reminded, Belgium in its quiet hours
  created(await bea.post(`/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await advance(clara, id, '2026-02-18T08:00');
  const reminders = await stack.until(async () => {
    const found = (await all(`/operations/${id}/letters`)).filter(({ kind }) => kind === 'reminder');
    return found.every(({ state }) => state !== 'queued' && state !== 'sending') && found;
  });
  expect(reminders.map(({ organisation, state }) => [organisation, state]).toSorted()).toEqual([
    ['be-customs', 'dropped'],
    ['fr-customs', 'sent'],
  ]);
}, 60_000);
