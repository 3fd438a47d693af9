import { heavyRooms, longFiles, strangeNames } from './house/names.ts';
import { readRepository } from './house/repository.ts';

const repository = readRepository();

test('names are in kebab-case and say what is inside', () => {
  expect(strangeNames(repository)).toEqual([]);
});

test.each(['api/utils.ts', 'domain/case-helpers.ts', 'main/service.ts', 'prisma/lib/pool.ts', 'api/caseRoutes.ts', 'api/index.ts'])(
  '%s is no name for a file',
  (path) => {
    expect(strangeNames({ [path]: '' })).not.toEqual([]);
  },
);

test('no file is longer than 250 lines without a reason, and half of each room is shorter than 80', () => {
  expect(longFiles(repository)).toEqual([]);
  expect(heavyRooms(repository)).toEqual([]);
});

test('a long file needs its reason in its first lines', () => {
  const lines = (count: number): string => '\n'.repeat(count);
  expect(longFiles({ 'domain/a.ts': lines(251) })).toHaveLength(1);
  expect(longFiles({ 'domain/a.ts': lines(250) })).toEqual([]);
  expect(longFiles({ 'domain/a.ts': `/** Longer than 250 lines: one line per country. */${lines(251)}` })).toEqual([]);
  expect(heavyRooms({ 'domain/a.ts': lines(80), 'domain/b.ts': lines(90), 'domain/c.ts': lines(10) })).toHaveLength(1);
});
