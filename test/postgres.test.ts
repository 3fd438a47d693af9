import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '../main/embedded/postgres.ts';
import { ask } from './ask.ts';
import { readTestParts } from './test-parts.ts';

const { folder: temporary } = readTestParts();

const quiet = (): void => {};

/** The folder's parent is closed to everybody but us, as a folder made by mktemp is; PostgreSQL may have to run as somebody else. */
const folder = join(mkdtempSync(join(temporary, 'postgres-')), 'postgres');
let running: Postgres | null = null;

async function start(): Promise<Postgres> {
  running = await startPostgres({ folder, fast: true, log: quiet });
  return running;
}

afterEach(async () => {
  await running?.stop();
  running = null;
});

test('what a killed first start left half-made does not keep a second one from making the cluster', async () => {
  mkdirSync(join(folder, 'data.new'), { recursive: true });
  writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18\n');
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the role of the application makes databases, but walls between rows hold for it', async () => {
  const { url } = await start();
  const sql = 'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user';
  expect(await ask(url, sql)).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: true }]);
});

test('nobody comes in without the password, not even as the superuser, and nobody from another machine', async () => {
  const { port, url } = await start();
  await expect(ask(`postgresql://postgres@127.0.0.1:${port}/postgres`, 'select 1')).rejects.toThrow(/password/);
  await expect(ask(`postgresql://concert:guess@127.0.0.1:${port}/concert`, 'select 1')).rejects.toThrow('password authentication failed');
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
});

test('text sorts the same on every machine, and times are UTC', async () => {
  const { url } = await start();
  expect(await ask(url, "select datlocprovider, datlocale from pg_database where datname = 'concert'")).toEqual([
    { datlocprovider: 'b', datlocale: 'C.UTF-8' },
  ]);
  expect(await ask(url, 'show timezone')).toEqual([{ TimeZone: 'UTC' }]);
});

test('a pid file that names somebody else by now is no obstacle', async () => {
  const { port, url } = await start();
  await ask(url, 'create table if not exists kept (id int)');
  await running?.stop();
  const lines = [process.pid, join(folder, 'data'), 1_700_000_000, port, '', '127.0.0.1', '0 0', 'ready'];
  writeFileSync(join(folder, 'data', 'postmaster.pid'), `${lines.join('\n')}\n`);

  const again = await start();
  expect(await ask(again.url, 'select * from kept')).toEqual([]);
  expect(again.port).toBe(port);
});
