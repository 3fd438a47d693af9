import { migrate } from '../prisma/migrate.ts';
import { ask } from './ask.ts';
import { readTestParts } from './test-parts.ts';

const { databaseUrl } = readTestParts();

async function anEmptyDatabase(name: string): Promise<string> {
  await ask(databaseUrl, `create database ${name}`);
  return databaseUrl.replace(/\/concert$/, `/${name}`);
}

test('of two starts at once one applies every migration and the other finds nothing to do', async () => {
  const url = await anEmptyDatabase('migrate_at_once');
  const applied = await Promise.all([migrate(url), migrate(url)]);
  const [first = [], second = []] = applied.sort((one, other) => other.length - one.length);
  expect(first.length).toBeGreaterThan(0);
  expect(first).toEqual([...first].sort());
  expect(second).toEqual([]);
  expect(await ask(url, 'select 1 from operation')).toEqual([]);
});

test('a migration that was killed on its way is applied by the next start', async () => {
  const url = await anEmptyDatabase('migrate_killed');
  const [first = ''] = await migrate(url);
  await ask(url, 'drop schema public cascade; create schema public');
  await ask(url, KILLED.replace('NAME', first));
  expect(await migrate(url)).toContain(first);
  expect(await ask(url, 'select count(*)::int as open from _prisma_migrations where finished_at is null')).toEqual([{ open: 0 }]);
});

/** What Prisma's engine writes before it applies a migration. */
const KILLED = `
  create table _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
    logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0);
  insert into _prisma_migrations (id, checksum, migration_name) values (gen_random_uuid()::text, 'x', 'NAME')`;
