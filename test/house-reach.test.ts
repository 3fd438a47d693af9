import { environmentReaders, impurities, strayQueries } from './house/reach.ts';
import { readRepository } from './house/repository.ts';

const repository = readRepository();

test('only the configuration reads the environment', () => {
  expect(environmentReaders(repository)).toEqual([]);
});

test.each(['process.env.PORT', "process['env']", 'const { env } = process', "import { env } from 'node:process'"])(
  'the environment is read by %s',
  (text) => {
    expect(environmentReaders({ 'api/app.ts': text })).toHaveLength(1);
    expect(environmentReaders({ 'main/config.ts': text })).toEqual([]);
  },
);

test('domain and workflows ask neither a clock nor chance', () => {
  expect(impurities(repository)).toEqual([]);
});

test.each(['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'crypto.randomUUID()', 'performance.now()', 'const { now } = Date'])(
  '%s is an outcome that no argument decides',
  (text) => {
    expect(impurities({ 'domain/clock.ts': text })).toHaveLength(1);
    expect(impurities({ 'api/clock.ts': text })).toEqual([]);
  },
);

test('only prisma/ queries the database', () => {
  expect(strayQueries(repository)).toEqual([]);
});

test.each(['deps.database.prisma.approval.findFirst()', 'tx.person.createMany()', "pool.query('select 1')", 'db.$queryRaw`select 1`'])(
  '%s is a query',
  (text) => {
    expect(strayQueries({ 'api/routes/tasks.ts': text })).toHaveLength(1);
    expect(strayQueries({ 'prisma/reads/tasks.ts': text })).toEqual([]);
  },
);
