import { Client, Connection } from '@temporalio/client';
import { ApplicationFailureCategory } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createLetterActivities } from '../activities/letters.ts';
import { openObjects } from '../activities/objects/open.ts';
import { openMail } from '../activities/mail/transport.ts';
import { mailQueue } from '../workflows/messages.ts';
import { addresses, anInvitation } from './invitations.ts';
import { BATCH, openOffice, type Office } from './letter-office.ts';
import { caughtBy } from './mail-server.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice('letter_outage');
});
afterAll(() => office.close());
afterEach(() => office.tidy());

test('a connection that breaks before the server took a letter costs an attempt, not a letter', async () => {
  let breaks = 1;
  const url = await office.serve({ onMessage: () => (breaks-- > 0 ? 'drop' : undefined) });
  await office.write(...addresses(10).map((address) => anInvitation(address)));

  await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting', details: [{ sent: 9, refused: 0, waiting: 1 }] });
  await office.deliver(url);

  expect(caughtBy(office.server)).toEqual(addresses(10).sort());
});

test('letters that always break the connection do not keep the others waiting', async () => {
  const [breaking, good] = [addresses(8).slice(0, 5), addresses(8).slice(5)];
  const url = await office.serve({ onMessage: ({ recipients }) => (breaking.includes(recipients[0] ?? '') ? 'drop' : undefined) });
  await office.write(...addresses(8).map((address) => anInvitation(address)));

  await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting' });
  await expect(office.deliver(url)).rejects.toThrow('5 letters of this batch wait');

  expect(caughtBy(office.server)).toEqual(good);
});

test('with the server away nobody is written to and every letter waits, most of them untried', async () => {
  const url = await office.serve();
  await office.server.stop();
  await office.write(...addresses(50).map((address) => anInvitation(address)));

  await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting', category: ApplicationFailureCategory.BENIGN });

  expect(new Set(await office.states())).toEqual(new Set(['queued']));
  expect(Object.values(await office.letters()).filter(({ attempts }) => attempts > 0).length).toBeLessThan(10);
  expect(await office.events()).toEqual([]);
});

test('a server that does not take our sender refuses no letter: that is for us to mend', async () => {
  const url = await office.serve({ onSender: () => 550 });
  await office.write(...addresses(4).map((address) => anInvitation(address)));

  await expect(office.deliver(url)).rejects.toThrow('4 letters of this batch wait');

  expect(new Set(await office.states())).toEqual(new Set(['queued']));
  expect(Object.values(await office.letters())[0]?.response).toContain('550');
});

test('a letter that another worker holds is not touched until its lease has run out, and then goes out under the same Message-ID', async () => {
  const url = await office.serve({ onMessage: () => (office.server.caught.length === 0 ? 'drop-after' : undefined) });
  await office.write(anInvitation('be@customs.example'));
  await office.deliver(url).catch(() => {});
  await office.database.pool.query("update letter set state = 'sending', lease_until = now() + interval '1 minute'"); // as if the worker had died just then

  await expect(office.deliver(url)).rejects.toMatchObject({ type: 'letter.waiting' });
  expect(office.server.caught).toHaveLength(1);

  await office.database.pool.query("update letter set lease_until = now() - interval '1 second'");
  expect(await office.deliver(url)).toEqual({ sent: 1, refused: 0 });
  expect(office.server.caught.map(({ mail }) => mail.messageId)).toEqual(
    Array(2).fill((await office.letters())['be@customs.example']?.messageId),
  );
  expect(await office.events()).toHaveLength(1);
});

test('a database that falters after the server took a letter does not make it go out twice', async () => {
  const url = await office.serve();
  await office.write(anInvitation('be@customs.example'));
  const { pool } = office.database;
  await pool.query('create sequence faults');
  await pool.query(`create function falter() returns trigger language plpgsql as $$
    begin if nextval('faults') = 1 then raise 'disk on fire'; end if; return new; end $$`);
  await pool.query("create trigger falters before update on letter for each row when (new.state = 'sent') execute function falter()");
  try {
    expect(await office.deliver(url)).toEqual({ sent: 1, refused: 0 });
    expect(office.server.caught).toHaveLength(1);
    expect((await pool.query("select nextval('faults')")).rows).toEqual([{ nextval: '3' }]);
  } finally {
    await pool.query('drop trigger falters on letter');
  }
});

test('while the mail server is away the workflow waits, and each letter goes out once when it is back', async () => {
  const url = await office.serve();
  await office.server.stop();
  await office.write(...addresses(30).map((address) => anInvitation(address)));

  await withWorkers(url, async (client, taskQueue) => {
    const letters = await client.workflow.start('letters', { workflowId: `letters/${taskQueue}`, taskQueue, args: [{ batch: BATCH }] });
    await untilTried();
    await office.serve({ port: office.server.port });
    await letters.result();
  });

  expect(caughtBy(office.server)).toEqual(addresses(30).sort());
  expect(new Set(await office.states())).toEqual(new Set(['sent']));
  expect(await office.events()).toHaveLength(30);
});

/** Runs the two workers of a real deployment, one for decisions and one for mail. */
async function withWorkers(url: string, play: (client: Client, taskQueue: string) => Promise<void>): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const { temporalAddress: address, bundlePath } = office.parts;
  const [connection, native] = await Promise.all([Connection.connect({ address }), NativeConnection.connect({ address })]);
  const mail = openMail({ url, from: 'concert@wco.example' });
  const taskQueue = `letter-delivery-${process.pid}`;
  const activities = createLetterActivities({ database: office.database, mail, objects: openObjects('file:///nothing'), now: Date.now });
  const workers = await Promise.all([
    Worker.create({ connection: native, taskQueue, workflowBundle: { codePath: bundlePath ?? '' }, activities }),
    Worker.create({ connection: native, taskQueue: mailQueue(taskQueue), activities }),
  ]);
  try {
    await workers[0].runUntil(workers[1].runUntil(play(new Client({ connection }), taskQueue)));
  } finally {
    mail.close();
    await Promise.all([connection.close(), native.close()]);
  }
}

async function untilTried(): Promise<void> {
  for (;;) {
    const tried = Object.values(await office.letters()).some(({ attempts, state }) => attempts > 0 && state === 'queued');
    if (tried) return;
  }
}
