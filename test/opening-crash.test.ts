import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { v7 } from 'uuid';
import type { TaskCommand } from '../domain/command.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { openOrdered } from '../prisma/decisions/orders.ts';
import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { cloneDatabase } from './database-clone.ts';
import { aRunningOperation } from './operations.ts';
import { at } from './plans.ts';
import { moment } from './resolved-plan.ts';
import { launch } from './running-concert.ts';
import { aStack, until, type Stack } from './stack.ts';

const ADDRESSEES = 180;
const name = `opening_${randomUUID().slice(0, 8)}`;
let stack: Stack;
const { clara } = castOf(() => stack);
let databaseUrl: string;
let operationId: string;

beforeAll(async () => {
  databaseUrl = await cloneDatabase(name);
  stack = await aStack({ databaseUrl, config: { taskQueue: name } });
  operationId = await aRunningOperation(stack, { accepting: [], wall: '2026-02-03T09:00' });
  await stack.database.pool.query(
    `with member as (
       insert into organisation (code, name, kind, service, email)
       select 'member-' || n, 'Member ' || n, 'customs', 'customs', 'member-' || n || '@member.example' from generate_series(1, $2::int) as n
       returning id)
     insert into participation (operation_id, organisation_id, state, joins, invited_at) select $1, id, 'accepted', 'phase-1', now() from member`,
    [operationId, ADDRESSEES],
  );
  await stack.stopWork(); // who waits for a lock below is whom the test set to work
});
afterAll(() => stack.stop());

/** How many tasks and letters a tasking of this key has, and to how many organisations and addresses. */
async function countOf(key: string): Promise<unknown> {
  const { rows } = await stack.database.pool.query(
    `select count(distinct k.id)::int as taskings, count(distinct t.id)::int as tasks, count(distinct t.organisation_id)::int as addressees,
       count(distinct l.id)::int as letters, count(distinct l.address)::int as addresses,
       (select count(*)::int from event e where e.type = 'tasking.opened' and e.data ->> 'key' = $1) as told
     from tasking k join task t on t.tasking_id = k.id left join letter l on l.batch = 'tasking/' || k.id where k.key = $1`,
    [key],
  );
  return rows[0];
}

const WHOLE = { taskings: 1, tasks: ADDRESSEES, addressees: ADDRESSEES, letters: ADDRESSEES, addresses: ADDRESSEES, told: 1 };
const NOTHING = { taskings: 0, tasks: 0, addressees: 0, letters: 0, addresses: 0, told: 0 };

const commandOf = (key: string): TaskCommand & { operationId: string } => ({
  operationId,
  commandId: `command of ${key}`,
  actorId: '',
  order: {
    ...{ taskingId: v7(), kind: 'enquiry', key, title: 'Who received it?', instructions: null, aboutId: null, joining: null },
    ...{
      deadline: moment('2026-02-20T18:00'),
      isLocal: true,
      ladder: [],
      ends: 'answered',
      silence: 'silent',
      late: 'taken',
      isUrgent: false,
    },
    addressees: { rule: 'accepted' },
  },
});

/** Runs `work` until it waits to write to this table, has it die there, and answers once that is seen. */
async function dieBefore(table: string, work: () => unknown, kill: (pid: number) => unknown): Promise<void> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  await lock.query(`begin; lock table ${table} in share mode`);
  const running = work();
  const pid = await until(async () => {
    const { rows } = await stack.database.pool.query<{ pid: number }>(
      `select pid from pg_locks where not granted and relation = $1::regclass and database = (select oid from pg_database where datname = $2)`,
      [table, name],
    );
    return rows[0]?.pid;
  });
  await kill(pid);
  await lock.end(); // a server process that waits for a lock does not see that its client is gone
  await until(async () => {
    const { rows } = await stack.database.pool.query('select from pg_stat_activity where pid = $1', [pid]);
    return rows.length === 0;
  });
  await Promise.allSettled([running]);
}

test('a worker that dies before any write of opening a tasking leaves nothing, and the next one leaves all of it once', async () => {
  const { rows } = await stack.database.pool.query<{ id: string }>(`select id from person where subject = 'clara.coordinator'`);
  const command = { ...commandOf('many-deaths'), actorId: rows[0]?.id ?? '' };
  const open = (database: Database): Promise<unknown> => openOrdered(database.prisma, Date.now(), command);
  for (const table of ['tasking', 'task', 'letter', 'event']) {
    const worker = openDatabase({ url: databaseUrl });
    await dieBefore(
      table,
      () => open(worker),
      (pid) => stack.database.pool.query('select pg_terminate_backend($1)', [pid]),
    );
    expect(await countOf('many-deaths')).toEqual(NOTHING);
    await worker.close();
  }
  const worker = openDatabase({ url: databaseUrl });
  for (const _ of ['it dies before it could say so', 'it lives']) await open(worker);
  await worker.close();
  expect(await countOf('many-deaths')).toEqual(WHOLE);
});

test('a worker process killed in the middle of opening is followed by another, and each addressee has one task and gets one letter', async () => {
  const { child, said, ended } = launch('main/worker.ts', {
    ...{
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: stack.parts.temporalAddress,
      SMTP_URL: stack.mail.url,
      OIDC_ISSUER: stack.parts.issuer,
      OBJECTS_URL: pathToFileURL(join(stack.parts.folder, 'objects')).href,
    },
    ...{ CONCERT_TASK_QUEUE: name, CONCERT_ADMINISTRATOR: 'ada.admin', CONCERT_MAIL_FROM: 'concert@concert.example' },
    CONCERT_SECRET_KEY: randomBytes(32).toString('base64'),
  });
  const failed = ended.then(() => Promise.reject(new Error(`The worker did not start:\n${said()}`)));
  await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => {}); // it is killed below
  const { order } = commandOf('killed');
  const { taskingId: _, aboutId: _about, instructions: _instructions, joining: _joining, ...tasking } = order;
  const ask = (): Promise<Answer> =>
    clara.post(
      `/operations/${operationId}/taskings`,
      { ...tasking, deadline: at('2026-02-20T18:00') },
      { 'Idempotency-Key': 'ask until it is answered' },
    );
  const asked = ask();
  await dieBefore(
    'letter',
    () => undefined,
    () => child.kill('SIGKILL'),
  );
  expect(await countOf('killed')).toEqual(NOTHING);
  await stack.startWork();
  await asked;
  await until(async () => (await ask()).status === 201); // told each time that the same request can be sent again
  expect(await countOf('killed')).toEqual(WHOLE);
  await until(async () => {
    const { rows } = await stack.database.pool.query(
      `select from letter l join tasking k on l.batch = 'tasking/' || k.id where k.key = 'killed' and l.state <> 'sent'`,
    );
    return rows.length === 0;
  });
  const mails = (await stack.mail.caught()).filter((mail) => /To: .*member-1@member/i.test(String(mail)));
  expect(mails).toHaveLength(1);
}, 150_000);
