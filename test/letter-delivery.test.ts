import { ApplicationFailureCategory } from '@temporalio/common';
import { addresses, anInvitation } from './invitations.ts';
import { BATCH, CLOCK, openOffice, OPERATION, type Office } from './letter-office.ts';
import { caughtBy } from './mail-server.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice('letter_delivery');
});
afterAll(() => office.close());
afterEach(() => office.tidy());

test('a letter goes out as it was written, and the ledger tells of it in the time of the operation', async () => {
  const url = await office.serve();
  await office.write(anInvitation('be@customs.example'));
  const now = CLOCK.anchorRealMs + 60_000;

  expect(await office.deliver(url, { now: () => now })).toEqual({ sent: 1, refused: 0 });

  const { 'be@customs.example': row } = await office.letters();
  const { mail, recipients } = office.server.caught[0]!;
  expect(recipients).toEqual(['be@customs.example']);
  expect(mail.from?.text).toBe('"Concert" <concert@wco.example>');
  expect(mail.subject).toBe('[Exercise] Tulip: invitation to take part');
  expect(mail.messageId).toBe(row?.messageId);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail.headers.get('content-language')).toBe('en');
  expect(mail.date?.getTime()).toBe(Math.floor(row!.writtenAt.getTime() / 1000) * 1000);
  expect(mail.text).toContain('Belgium Customs');
  expect(row).toMatchObject({
    state: 'sent',
    attempts: 1,
    response: expect.stringContaining('taken as number 1'),
    sentAt: expect.any(Date),
  });
  const [event] = await office.events();
  expect(event).toMatchObject({ type: 'letter.sent', subject_id: row?.id, data: { kind: 'invitation', batch: BATCH } });
  expect(event?.at).toEqual(new Date(CLOCK.anchorMs + 600_000));
});

test('a published edition carries its figures as CSV and as JSON', async () => {
  const url = await office.serve();
  const figures = [{ name: 'medicines', unit: 'C62', value: '195500000' }];
  const cutOff = { wall: '2021-10-01T00:00', zone: 'UTC', at: '2021-10-01T00:00:00.000Z' };
  const content = { operation: 'Tulip', edition: 'interim', status: 'interim', cutOff, publicationId: OPERATION, figures } as const;
  await office.write({ kind: 'edition-published', address: 'partner@example.org', content });

  await office.deliver(url);

  const [csv, json] = office.server.caught[0]!.mail.attachments;
  expect(csv).toMatchObject({ filename: 'figures.csv', contentType: 'text/csv' });
  expect(csv?.content.toString()).toContain('interim,interim,2021-10-01T00:00:00.000Z,medicines,C62,195500000\r\n');
  expect(json).toMatchObject({ filename: 'figures.json', contentType: 'application/json' });
  expect(JSON.parse(json!.content.toString())).toMatchObject({ edition: 'interim', figures });
});

test('two deliverers at once send each letter once', async () => {
  const url = await office.serve({ onMessage: () => new Promise((resolve) => setImmediate(resolve, undefined)) });
  await office.write(...addresses(60).map((address) => anInvitation(address)));

  const outcomes = await Promise.allSettled([office.deliver(url), office.deliver(url)]);

  expect(caughtBy(office.server)).toEqual(addresses(60).sort());
  expect(await office.events()).toHaveLength(60);
  const sent = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.sent : outcome.reason.details[0].sent));
  expect(sent[0] + sent[1]).toBe(60);
});

test('a refused letter is told to the ledger and does not stop the others', async () => {
  const url = await office.serve({
    onAddressee: (address) => (address === 'gone@example.org' ? 550 : undefined),
    onMessage: ({ recipients }) => (recipients[0] === 'picky@example.org' ? 554 : undefined),
  });
  await office.write(
    ...['gone@example.org', 'here@example.org', 'picky@example.org', 'there@example.org'].map((address) => anInvitation(address)),
  );

  expect(await office.deliver(url)).toEqual({ sent: 2, refused: 2 });

  expect(caughtBy(office.server)).toEqual(['here@example.org', 'there@example.org']);
  const letters = await office.letters();
  expect(letters['gone@example.org']).toMatchObject({ state: 'refused', sentAt: null, response: expect.stringContaining('550') });
  expect(letters['picky@example.org']).toMatchObject({ state: 'refused', sentAt: null, response: expect.stringContaining('554') });
  const refusals = (await office.events()).filter(({ type }) => type === 'letter.refused');
  expect(refusals.map(({ subject_id }) => subject_id).sort()).toEqual(
    [letters['gone@example.org']!.id, letters['picky@example.org']!.id].sort(),
  );
});

test('a letter that a server puts off waits with its answer, and goes out when it is taken', async () => {
  let isFull = true;
  const url = await office.serve({ onAddressee: (address) => (isFull && address === 'full@example.org' ? 452 : undefined) });
  await office.write(anInvitation('full@example.org'), anInvitation('empty@example.org'));

  await expect(office.deliver(url)).rejects.toMatchObject({ nonRetryable: false, category: ApplicationFailureCategory.BENIGN });
  expect((await office.letters())['full@example.org']).toMatchObject({
    state: 'queued',
    attempts: 1,
    response: expect.stringContaining('452'),
  });
  expect(caughtBy(office.server)).toEqual(['empty@example.org']);

  isFull = false;
  expect(await office.deliver(url)).toEqual({ sent: 1, refused: 0 });
  expect(caughtBy(office.server)).toEqual(['empty@example.org', 'full@example.org']);
});

test('a letter without a usable address is refused, so that somebody finds another', async () => {
  const url = await office.serve();
  await office.write(anInvitation('two@example.org, three@example.org'), anInvitation('real@example.org'));

  expect(await office.deliver(url)).toEqual({ sent: 1, refused: 1 });

  expect(caughtBy(office.server)).toEqual(['real@example.org']);
  expect((await office.letters())['two@example.org, three@example.org']).toMatchObject({ state: 'refused' });
});

test('a name cannot add a header, an addressee or a line to a letter', async () => {
  const url = await office.serve();
  const evil = 'Tulip\r\nBcc: eve@example.org\nX-Evil: yes\r\n\r\nForged\u2028line';
  await office.write(anInvitation('be@customs.example', { operation: evil, organisation: evil }));

  await office.deliver(url);

  const { mail, recipients } = office.server.caught[0]!;
  expect(recipients).toEqual(['be@customs.example']);
  expect([mail.headers.has('x-evil'), mail.bcc, mail.cc]).toEqual([false, undefined, undefined]);
  expect(mail.subject).toBe('[Exercise] Tulip Bcc: eve@example.org X-Evil: yes Forged line: invitation to take part');
  expect(mail.text?.split('\n').filter((line) => /^(Forged|line|Bcc|X-Evil)/.test(line))).toEqual([]);
});

test('a letter of a kind that this version does not know waits for one that does, and the others go out', async () => {
  const url = await office.serve();
  await office.write(anInvitation('new@example.org'), anInvitation('be@customs.example'));
  await office.database.pool.query("update letter set kind = 'from-the-future' where address = 'new@example.org'");

  await expect(office.deliver(url)).rejects.not.toMatchObject({ type: 'letter.waiting' });

  expect(caughtBy(office.server)).toEqual(['be@customs.example']);
  expect((await office.letters())['new@example.org']).toMatchObject({ state: 'queued' });
});

test('a cancelled delivery finishes the letters in hand and begins no other', async () => {
  const controller = new AbortController();
  const url = await office.serve({ onMessage: () => void controller.abort(new Error('worker stops')) });
  await office.write(...addresses(40).map((address) => anInvitation(address)));

  await expect(office.deliver(url, { cancelled: controller.signal })).rejects.toThrow('worker stops');

  const states = await office.states();
  expect(states).not.toContain('sending');
  expect(states.filter((state) => state === 'sent')).toHaveLength(office.server.caught.length);
  expect(office.server.caught.length).toBeLessThan(40);
});

test('a worker hears the heart of a delivery with every letter', async () => {
  let beats = 0;
  const url = await office.serve();
  await office.write(...addresses(12).map((address) => anInvitation(address)));

  await office.deliver(url, { beat: () => (beats += 1) });

  expect(beats).toBeGreaterThanOrEqual(12);
});
