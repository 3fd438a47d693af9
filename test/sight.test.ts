import { randomUUID } from 'node:crypto';
import { realTimeClock } from '../domain/clock.ts';
import { type Database, openDatabase } from '../prisma/client.ts';
import type { Tx } from '../prisma/event.ts';
import { EVERYTHING, queryAs, seeAll, type Sight } from '../prisma/sight.ts';
import { ownOneOfEach } from './owned-rows.ts';
import { aStack, type Stack } from './stack.ts';

const OWNED = [
  'case_report',
  'case_version',
  'seizure',
  'goods_line',
  'goods_value',
  'seizure_count',
  'match_key',
  'case_warning',
  'case_note',
  'case_proposal',
  'case_exclusion',
  'import',
  'import_row',
  'nil_return',
  'attachment',
  'declared_count',
  'declared_count_version',
  'refused_report',
  'case_handling',
  'consent',
  'hold',
  'tombstone',
  'late_appeal',
];
/** Behind policies of their own (sight-of-others.test.ts). */
const FEEDS = ['feed_record', 'feed_case', 'feed_acknowledgement'];
const OTHERWISE = [
  'case_link',
  'duplicate_candidate',
  'case_block',
  'catalogue_proposal',
  'draft_content',
  'case_set',
  'product',
  'kept_figures',
  'recall',
  ...FEEDS,
];

let stack: Stack;
/** A database of one connection, so that whoever asks next gets the connection of whoever asked before. */
let narrow: Database;
let belgium: string;
let france: string;
let operationId: string;
let bea: string;

beforeAll(async () => {
  stack = await aStack({ works: false });
  narrow = openDatabase({ url: String(stack.database.pool.options.connectionString), maxConnections: 1 });
  const { prisma } = stack.database;
  const person = async (subject: string) => prisma.person.findUniqueOrThrow({ where: { subject } });
  const [ofBelgium, ofFrance] = [await person('bea.belgium'), await person('felix.france')];
  [bea, belgium, france] = [ofBelgium.id, ofBelgium.organisationId, ofFrance.organisationId];
  const at = new Date();
  const clock = { ...realTimeClock(at.getTime()) };
  const operation = { title: 'x', stage: 'running', stageSince: at, isDrill: false, clock, createdById: bea, createdAt: at };
  operationId = (await prisma.operation.create({ data: { id: randomUUID(), ...operation } })).id;
  const rows = [belgium, belgium, france].map((organisationId, i) => ({ nth: i, organisationId }));
  for (const { nth, organisationId } of rows) await ownOneOfEach(stack.database, { operationId, organisationId, personId: bea }, nth);
});
afterAll(async () => {
  await narrow.close();
  await stack.stop();
});

const ownersSeenBy = async ({ pool }: Database, sight: Sight, table: string): Promise<string[]> =>
  (await queryAs<{ organisation_id: string }>(pool, sight, { text: `select organisation_id from ${table}` })).rows
    .map((row) => row.organisation_id)
    .sort();

const countUnset = async ({ pool }: Database, table: string): Promise<number> =>
  (await pool.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]?.count ?? -1;

test('the service owns its tables and is bound by their policies all the same', async () => {
  const { rows } = await stack.database.pool.query(
    `select c.relname, pg_get_userbyid(c.relowner) = current_user as is_owner, c.relrowsecurity, c.relforcerowsecurity, r.rolsuper, r.rolbypassrls
     from pg_class c, pg_roles r where c.relname = any ($1) and c.relkind = 'r' and r.rolname = current_user order by array_position($1, c.relname::text)`,
    [[...OWNED, ...OTHERWISE]],
  );
  const bound = { is_owner: true, relrowsecurity: true, relforcerowsecurity: true, rolsuper: false, rolbypassrls: false };
  expect(rows).toEqual([...OWNED, ...OTHERWISE].map((relname) => ({ relname, ...bound })));
});

test('every table that is behind the second wall is tested to be', async () => {
  const { rows } = await stack.database.pool.query<{ relname: string }>(
    'select relname from pg_class where relrowsecurity order by relname',
  );
  expect(rows.map(({ relname }) => relname)).toEqual([...OWNED, ...OTHERWISE].sort());
});

describe.each(OWNED)('%s', (table) => {
  test('holds nothing for whoever does not say who asks', async () => {
    expect(await countUnset(stack.database, table)).toBe(0);
  });

  test('holds for an administration its own rows only', async () => {
    expect(await ownersSeenBy(stack.database, { organisations: [belgium] }, table)).toEqual([belgium, belgium]);
    expect(await ownersSeenBy(stack.database, { organisations: [france] }, table)).toEqual([france]);
    expect(await ownersSeenBy(stack.database, { organisations: [randomUUID()] }, table)).toEqual([]);
    expect(await ownersSeenBy(stack.database, { organisations: [] }, table)).toEqual([]);
  });

  test('holds for several, and for whoever sees all, the rows of each', async () => {
    expect(await ownersSeenBy(stack.database, { organisations: [belgium, france] }, table)).toEqual([belgium, belgium, france].sort());
    expect(await ownersSeenBy(stack.database, EVERYTHING, table)).toEqual([belgium, belgium, france].sort());
  });

  test('lets nobody change or delete the rows of another', async () => {
    for (const text of [`update ${table} set organisation_id = organisation_id`, `delete from ${table}`]) {
      const { rowCount } = await queryAs(stack.database.pool, { organisations: [randomUUID()] }, { text });
      expect(rowCount).toBe(0);
    }
    expect(await ownersSeenBy(stack.database, EVERYTHING, table)).toHaveLength(3);
  });

  test('takes no row in the name of another', async () => {
    const text = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`;
    const values = [{ id: randomUUID(), case_id: randomUUID(), organisation_id: france, operation_id: operationId }];
    await expect(queryAs(stack.database.pool, { organisations: [belgium] }, { text, values })).rejects.toMatchObject({ code: '42501' });
  });
});

test('Prisma finds as little as SQL without a sight, and everything in a transaction that sees all', async () => {
  const { prisma } = stack.database;
  const count = async (tx: Tx): Promise<number> => (await tx.$queryRaw<unknown[]>`select from case_report`).length;
  const seen = await prisma.$transaction(async (tx) => {
    const before = await count(tx);
    await seeAll(tx);
    return [before, await count(tx)];
  });
  expect([...seen, await count(prisma)]).toEqual([0, 3, 0]);
});

test.each<[string, () => Promise<unknown>]>([
  ['who saw everything', () => ownersSeenBy(narrow, EVERYTHING, 'case_report')],
  ['who saw an administration', () => ownersSeenBy(narrow, { organisations: [belgium] }, 'case_report')],
  ['whose statement failed', () => queryAs(narrow.pool, EVERYTHING, { text: 'select 1 / 0' }).catch(() => null)],
  ['whose sight failed', () => ownersSeenBy(narrow, { organisations: ['no id'] }, 'case_report').catch(() => null)],
  ['who saw all by Prisma', () => narrow.prisma.$transaction(seeAll)],
  [
    'whose transaction of Prisma failed',
    () => narrow.prisma.$transaction(async (tx) => seeAll(tx).then(() => tx.$queryRaw`select 1 / 0`)).catch(() => null),
  ],
])('the next user of the connection sees nothing of him %s', async (_, before) => {
  const pidOf = async (): Promise<unknown> => (await narrow.pool.query('select pg_backend_pid() as pid')).rows[0];
  const pid = await pidOf();
  await before();
  expect([await countUnset(narrow, 'case_report'), await pidOf()]).toEqual([0, pid]);
});

test('a hundred questions at once, mixed on ten connections, get each their own answer', async () => {
  const ask = async (i: number): Promise<number> => {
    if (i % 4 === 0) return countUnset(stack.database, 'case_report');
    const sight = i % 4 === 1 ? EVERYTHING : { organisations: [i % 4 === 2 ? belgium : france] };
    return (await ownersSeenBy(stack.database, sight, 'case_report')).length;
  };
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(i)));
  expect(answers).toEqual(answers.map((_, i) => [0, 3, 2, 1][i % 4]));
});

test('a connection that breaks under a question fails that question alone: the next has another, and the process goes on', async () => {
  const lastWords = { text: 'select pg_terminate_backend(pg_backend_pid())' };
  await expect(queryAs(narrow.pool, EVERYTHING, lastWords)).rejects.toThrow();
  const connection = await narrow.pool.connect();
  const ended = new Promise((resolve) => connection.once('end', resolve));
  const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  await stack.database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended; // while nobody asks anything by it
  connection.release(true);
  expect(await ownersSeenBy(narrow, { organisations: [belgium] }, 'case_report')).toEqual([belgium, belgium]);
});
