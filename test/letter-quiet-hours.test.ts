import { addresses, anInvitation, type Written } from './invitations.ts';
import { BATCH, CLOCK, openOffice, type Office } from './letter-office.ts';
import { caughtBy } from './mail-server.ts';

const ADDRESS = 'be@customs.example';
const MINUTE_MS = 60_000;

let office: Office;

beforeAll(async () => {
  office = await openOffice('letter_quiet_hours');
});
afterAll(() => office.close());
afterEach(() => office.tidy());

const closed = (address: string): Written => ({ kind: 'operation-closed', content: { operation: 'Tulip' }, address, batch: BATCH });

/** Real time at which it is so many minutes after midnight UTC, in the operation, on 2 April 2021. */
const realAt = (minutes: number): number =>
  CLOCK.anchorRealMs + (Date.parse('2021-04-02T00:00:00Z') - CLOCK.anchorMs + minutes * MINUTE_MS) / CLOCK.rate;
const opAt = (minutes: number): number => Date.parse('2021-04-02T00:00:00Z') + minutes * MINUTE_MS;

test.each([
  ['over midnight', 'Europe/Brussels', '20:00', '07:00', 22 * 60, 29 * 60], // midnight there; their morning is 05:00 UTC
  ['by day', 'Asia/Tokyo', '09:00', '18:00', 60, 9 * 60], // ten o'clock there
  ['after midnight', 'Europe/Brussels', '20:00', '07:00', 3 * 60, 5 * 60],
])('quiet hours %s hold a letter back until they end, and no alarm', async (_, zone, from, until, written, ends) => {
  const url = await office.serve();
  await office.database.pool.query('update organisation set zone = $1, quiet_from = $2, quiet_until = $3', [zone, from, until]);
  await office.write(anInvitation(ADDRESS), closed(ADDRESS), { ...anInvitation('duty@customs.example'), isUrgent: true });

  const night = await office.deliver(url, { now: () => realAt(written) });
  expect(night).toEqual({ sent: 1, refused: 0, waitMs: ((ends - written) * MINUTE_MS) / CLOCK.rate });
  expect(caughtBy(office.server)).toEqual(['duty@customs.example']);

  expect(await office.deliver(url, { now: () => realAt(ends) - 1 })).toMatchObject({ sent: 0, waitMs: 1 });
  expect(await office.deliver(url, { now: () => realAt(ends) })).toEqual({ sent: 2, refused: 0 });
  expect(office.server.caught.at(-1)?.mail.subject).toBe('[Exercise] Tulip: 2 letters');
});

test('outside quiet hours a letter goes at once, and a drill whose clock stands still keeps nobody waiting', async () => {
  const url = await office.serve();
  await office.database.pool.query("update organisation set zone = 'Europe/Brussels', quiet_from = '20:00', quiet_until = '07:00'");
  await office.write({ ...anInvitation(ADDRESS) });
  expect(await office.deliver(url, { now: () => realAt(12 * 60) })).toEqual({ sent: 1, refused: 0 });

  await office.write(closed(ADDRESS));
  await office.database.pool.query('update operation set clock = $1', [{ ...CLOCK, anchorMs: opAt(22 * 60), rate: 0 }]);
  expect(await office.deliver(url)).toEqual({ sent: 0, refused: 0 });
  expect((await office.all()).at(-1)).toMatchObject({ state: 'queued', notBefore: new Date(opAt(29 * 60)) });
});

/** Quiet from eight in the evening to seven in the morning, which is from 18:00 to 05:00 UTC. */
const quietNights = () =>
  office.database.pool.query("update organisation set zone = 'Europe/Brussels', quiet_from = '20:00', quiet_until = '07:00'");
const [EVENING, NIGHT, MORNING] = [17 * 60, 22 * 60, 29 * 60];

test('a mail server that was away by day and is back by night sends the alarms, and everything else in the morning', async () => {
  const url = await office.serve();
  await office.server.stop();
  await quietNights();
  await office.write(...addresses(3).map((address) => anInvitation(address)), { ...anInvitation('duty@customs.example'), isUrgent: true });
  await expect(office.deliver(url, { now: () => realAt(EVENING) })).rejects.toMatchObject({ type: 'letter.waiting' });
  expect((await office.all()).some(({ attempts }) => attempts > 0)).toBe(true);

  await office.serve({ port: office.server.port });
  const night = await office.deliver(url, { now: () => realAt(NIGHT) });
  expect(night).toEqual({ sent: 1, refused: 0, waitMs: ((MORNING - NIGHT) * MINUTE_MS) / CLOCK.rate });
  expect(caughtBy(office.server)).toEqual(['duty@customs.example']);

  expect(await office.deliver(url, { now: () => realAt(MORNING) })).toEqual({ sent: 3, refused: 0 });
  expect(caughtBy(office.server)).toEqual([...addresses(3), 'duty@customs.example']);
});

test('what a mailbox put off in the evening, alone or as a digest, is not tried again by night', async () => {
  let isFull = true;
  const url = await office.serve({ onMessage: () => (isFull ? 451 : undefined) });
  await quietNights();
  await office.write(anInvitation(ADDRESS), { ...anInvitation(ADDRESS), occasion: 'again' }, anInvitation('fr@customs.example'));
  await expect(office.deliver(url, { now: () => realAt(EVENING) })).rejects.toMatchObject({ type: 'letter.waiting' });
  isFull = false;

  expect(await office.deliver(url, { now: () => realAt(NIGHT) })).toMatchObject({ sent: 0, refused: 0, waitMs: expect.any(Number) });
  expect(office.server.caught).toEqual([]);
  expect(await office.deliver(url, { now: () => realAt(MORNING) })).toEqual({ sent: 3, refused: 0 });
});

test('a letter whose worker died in the evening is not taken over by night', async () => {
  const url = await office.serve();
  await quietNights();
  await office.write(anInvitation(ADDRESS));
  await office.database.pool.query("update letter set state = 'sending', attempts = 1, lease_until = now() - interval '1 second'");

  expect(await office.deliver(url, { now: () => realAt(NIGHT) })).toMatchObject({ sent: 0, waitMs: expect.any(Number) });
  expect(await office.deliver(url, { now: () => realAt(MORNING) })).toEqual({ sent: 1, refused: 0 });
});

test('an hour that strikes while a batch goes out holds back the rest of it', async () => {
  let now = realAt(18 * 60) - 1;
  const url = await office.serve({
    onMessage: () => {
      now = realAt(18 * 60);
      return undefined;
    },
  });
  await quietNights();
  await office.write(...addresses(20).map((address) => anInvitation(address)));

  const { sent, waitMs } = await office.deliver(url, { now: () => now });
  expect(sent).toBeGreaterThan(0);
  expect(sent).toBeLessThanOrEqual(5); // those that were on their way
  expect(waitMs).toBe((11 * 60 * MINUTE_MS) / CLOCK.rate);
  expect(await office.deliver(url, { now: () => realAt(MORNING) })).toEqual({ sent: 20 - sent, refused: 0 });
});
