import { anInvitation, type Written } from './invitations.ts';
import { openOffice, OPERATION, type Office } from './letter-office.ts';
import { caughtBy } from './mail-server.ts';

const OTHER_BATCH = `operation/${OPERATION}`;
const ADDRESS = 'be@customs.example';
const MINUTE_MS = 60_000;

let office: Office;

beforeAll(async () => {
  office = await openOffice('letter_digest');
});
afterAll(() => office.close());
afterEach(() => office.tidy());

const closed = (address: string, besides: Partial<Written> = {}): Written =>
  ({ kind: 'operation-closed', content: { operation: 'Tulip' }, address, batch: OTHER_BATCH, ...besides }) as Written;

const publication = (address: string): Written => ({
  kind: 'edition-published',
  address,
  occasion: 'published',
  content: {
    operation: 'Tulip',
    edition: 'final',
    status: 'final',
    cutOff: { wall: '2021-10-01T00:00', zone: 'UTC', at: '2021-10-01T00:00:00.000Z' },
    publicationId: OPERATION,
    figures: [],
  },
});

test('letters that wait for one person go out as one mail, of whichever batch they are, and each names the mail that carried it', async () => {
  const url = await office.serve();
  await office.write(
    anInvitation(ADDRESS),
    { ...anInvitation(ADDRESS), occasion: 'again' },
    closed(ADDRESS),
    anInvitation('fr@customs.example'),
  );

  expect(await office.deliver(url)).toEqual({ sent: 4, refused: 0 });
  expect(await office.deliver(url, { batch: OTHER_BATCH })).toEqual({ sent: 0, refused: 0 });

  expect(caughtBy(office.server)).toEqual([ADDRESS, 'fr@customs.example']);
  const { mail } = office.server.caught.find(({ recipients }) => recipients[0] === ADDRESS)!;
  expect(mail.subject).toBe('[Exercise] Tulip: 3 letters');
  expect(mail.text).toContain('3. Tulip: closed\n');
  expect(mail.text?.match(/Your organisation is invited/g)).toHaveLength(2);
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['1-deadline.ics', '2-deadline.ics']);
  const letters = await office.all();
  const [carrier, ...carried] = letters.filter(({ address }) => address === ADDRESS);
  expect(carrier).toMatchObject({ state: 'sent', carrierId: null, messageId: mail.messageId });
  for (const letter of carried) expect(letter).toMatchObject({ state: 'sent', carrierId: carrier!.id, messageId: mail.messageId });
  expect((await office.events()).map(({ subject_id }) => subject_id).sort()).toEqual(letters.map(({ id }) => id).sort());
});

test('an urgent letter and a publication are mails of their own', async () => {
  const url = await office.serve();
  await office.write(anInvitation(ADDRESS), { ...anInvitation(ADDRESS), occasion: 'alarm', isUrgent: true }, publication(ADDRESS));

  expect(await office.deliver(url)).toEqual({ sent: 3, refused: 0 });

  expect(office.server.caught.map(({ mail }) => mail.subject).sort()).toEqual([
    '[Exercise] Tulip: figures published (final)',
    '[Exercise] Tulip: invitation to take part',
    '[Exercise] Tulip: invitation to take part',
  ]);
});

test('a letter of a kind that this version does not know goes into no digest, and holds up none', async () => {
  const url = await office.serve();
  await office.write(anInvitation(ADDRESS), { ...anInvitation(ADDRESS), occasion: 'new' }, closed(ADDRESS));
  await office.database.pool.query("update letter set kind = 'from-the-future' where id = $1", [(await office.all())[1]!.id]);

  await expect(office.deliver(url)).rejects.not.toMatchObject({ type: 'letter.waiting' });

  expect(office.server.caught.map(({ mail }) => mail.subject)).toEqual(['[Exercise] Tulip: 2 letters']);
  expect(await office.states()).toEqual(['sent', 'queued', 'sent']);
});

test('a digest that is tried again is the same mail, whatever was written meanwhile', async () => {
  let isFull = true;
  const tried: (string | undefined)[] = [];
  const url = await office.serve({
    onMessage: ({ mail }) => {
      tried.push(mail.messageId);
      return isFull ? 451 : undefined;
    },
  });
  await office.write(anInvitation(ADDRESS), { ...anInvitation(ADDRESS), occasion: 'again' });
  await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting' });

  await office.write(closed(ADDRESS));
  isFull = false;
  expect(await office.deliver(url)).toEqual({ sent: 2, refused: 0 });
  expect(await office.deliver(url, { batch: OTHER_BATCH })).toEqual({ sent: 1, refused: 0 });

  expect(office.server.caught.map(({ mail }) => mail.subject)).toEqual(['[Exercise] Tulip: 2 letters', '[Exercise] Tulip: closed']);
  expect(tried).toEqual([tried[0], tried[0], expect.any(String)]);
});

test('two workers that claim letters of one person in two batches send each once', async () => {
  const url = await office.serve({ onMessage: () => new Promise((resolve) => setImmediate(resolve, undefined)) });
  const people = Array.from({ length: 30 }, (_, i) => `customs-${i}@example.org`);
  await office.write(
    ...people.flatMap((address) => [anInvitation(address), { ...anInvitation(address), occasion: 'again' }, closed(address)]),
  );

  await Promise.allSettled([
    office.deliver(url),
    office.deliver(url, { batch: OTHER_BATCH }),
    office.deliver(url),
    office.deliver(url, { batch: OTHER_BATCH }),
  ]);

  expect(new Set(await office.states())).toEqual(new Set(['sent']));
  expect(await office.events()).toHaveLength(90);
  for (const address of people) {
    const mails = office.server.caught.filter(({ recipients }) => recipients[0] === address).map(({ mail }) => mail.text ?? '');
    expect(mails.join().match(/Your organisation is invited/g)).toHaveLength(2);
    expect(mails.join().match(/The operation is closed\./g)).toHaveLength(1);
  }
});

test('a digest that is refused is refused with every letter in it', async () => {
  const url = await office.serve({ onAddressee: () => 550 });
  await office.write(anInvitation(ADDRESS), closed(ADDRESS));

  expect(await office.deliver(url)).toEqual({ sent: 0, refused: 2 });

  expect((await office.all()).map(({ state, response }) => [state, response?.slice(0, 3)])).toEqual([
    ['refused', '550'],
    ['refused', '550'],
  ]);
  expect((await office.events()).map(({ type }) => type)).toEqual(['letter.refused', 'letter.refused']);
});

test('a later letter about the same stands under the first in its mailbox, also where a digest carried that', async () => {
  const url = await office.serve();
  await office.write(anInvitation(ADDRESS), closed(ADDRESS), anInvitation('fr@customs.example'));
  await office.deliver(url);
  await office.write({ ...anInvitation(ADDRESS), occasion: 'reminder' }, { ...anInvitation('fr@customs.example'), occasion: 'reminder' });
  await office.deliver(url);
  await office.write(closed(ADDRESS, { occasion: 'again' }));
  await office.deliver(url, { batch: OTHER_BATCH });

  for (const [address, count] of [
    [ADDRESS, 3],
    ['fr@customs.example', 2],
  ] as const) {
    const [first, ...later] = office.server.caught.filter(({ recipients }) => recipients[0] === address).map(({ mail }) => mail);
    expect(first?.inReplyTo).toBeUndefined();
    expect([first, ...later]).toHaveLength(count);
    for (const mail of later) expect(mail).toMatchObject({ inReplyTo: first?.messageId, references: first?.messageId });
  }
});

test('a mailbox that puts a letter off is asked less and less often, and after five days no more', async () => {
  const url = await office.serve({ onAddressee: () => 452 });
  await office.write(anInvitation(ADDRESS));
  for (let attempt = 1; attempt <= 5; attempt += 1) await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting' });
  expect((await office.letters())[ADDRESS]).toMatchObject({ state: 'queued', attempts: 4 });

  await office.database.pool.query('update letter set lease_until = null');
  expect(await office.deliver(url, { now: () => Date.now() + 5 * 24 * 60 * MINUTE_MS + 1000 })).toEqual({ sent: 0, refused: 1 });
  expect((await office.letters())[ADDRESS]).toMatchObject({ state: 'refused', response: expect.stringContaining('452') });
});
