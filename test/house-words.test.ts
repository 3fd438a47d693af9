import { EVENTS } from '../domain/event.ts';
import { FAILURES, FLAWS } from '../domain/failure.ts';
import { PERMISSIONS } from '../domain/permission.ts';
import { readRepository } from './house/repository.ts';
import { repeatedWords, unknownEvents, unusedWords } from './house/words.ts';

const repository = readRepository();
const LISTS = ['domain/event.ts', 'domain/failure.ts', 'domain/permission.ts', 'api/openapi.ts'];

test.each([
  ['event', EVENTS],
  ['failure', FAILURES],
  ['flaw', FLAWS],
  ['permission', PERMISSIONS],
])('every %s that is listed is used', (_, list) => {
  expect(unusedWords(repository, Object.keys(list), LISTS)).toEqual([]);
});

test('a word is used where product code says it, and not where a route announces it', () => {
  const tree = {
    'domain/failure.ts': "export const FAILURES = { 'case.lost': {} };",
    'api/routes/cases.ts': "route({ refuses: ['case.lost', 'case.found'] }); throw new Refusal('case.found');",
    'prisma/facts/cases.ts': "const SQL = `insert into event (type) select 'case.closed'`;",
    'test/case.test.ts': "expect('case.lost');",
  };
  expect(unusedWords(tree, ['case.lost', 'case.found', 'case.closed'], LISTS)).toEqual(['case.lost']);
});

test('every word is listed once', () => {
  for (const list of LISTS.slice(0, 3)) expect(repeatedWords(repository[list] ?? '')).toEqual([]);
  expect(repeatedWords("  'case.lost': 1,\n  'case.found': 1,\n  'case.lost': 2,")).toEqual(['case.lost']);
});

test('SQL appends only events that are listed', () => {
  expect(unknownEvents(repository, Object.keys(EVENTS))).toEqual([]);
  const tree = { 'prisma/facts/cases.ts': "const SQL = `insert into event (type) values ('case.vanished')`;" };
  expect(unknownEvents(tree, Object.keys(EVENTS))).toEqual(['prisma/facts/cases.ts appends case.vanished, which is no event']);
});
