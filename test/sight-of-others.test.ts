import { randomUUID } from 'node:crypto';
import { realTimeClock } from '../domain/clock.ts';
import { matchCases } from '../prisma/duplicates/match.ts';
import { appendDraft } from '../prisma/facts/drafts.ts';
import { EVERYTHING, queryAs, type Sight } from '../prisma/sight.ts';
import { keepTallies } from '../prisma/tallies/keep.ts';
import { aReceipt, link } from './linking.ts';
import { ownOneOfEach } from './owned-rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let belgium: string;
let france: string;
let korea: string;

/** A case of Belgium's and one of France's, which somebody has linked, and a draft of Belgium's. */
beforeAll(async () => {
  stack = await aStack({ works: false });
  const { database } = stack;
  const person = async (subject: string) => database.prisma.person.findUniqueOrThrow({ where: { subject } });
  const people = [await person('bea.belgium'), await person('felix.france'), await person('kira.korea')] as const;
  [belgium, france, korea] = [people[0].organisationId, people[1].organisationId, people[2].organisationId];
  const [personId, at] = [people[0].id, new Date()];
  const clock = { ...realTimeClock(at.getTime()) };
  const operation = { title: 'x', stage: 'running', stageSince: at, isDrill: false, clock, createdById: personId, createdAt: at };
  const { id: operationId } = await database.prisma.operation.create({ data: { id: randomUUID(), ...operation } });
  const primary = await ownOneOfEach(database, { operationId, organisationId: belgium, personId }, 0);
  const secondary = await ownOneOfEach(database, { operationId, organisationId: france, personId }, 1);
  await link(database, { operationId, personId, at, primary, secondary });
  await keepTallies(database, 1_000);
  await matchCases(database, 1_000, at.getTime());
  const draft = { id: randomUUID(), operationId, organisationId: belgium, personId, at: at.toISOString(), content: {} };
  expect(await appendDraft(database, draft, aReceipt(personId))).toBeNull();
});
afterAll(() => stack.stop());

const rowsSeenBy = async (sight: Sight, table: string): Promise<number> =>
  (await queryAs(stack.database.pool, sight, { text: `select from ${table}` })).rows.length;

describe.each(['case_link', 'duplicate_candidate'])('%s', (table) => {
  test('is known to both owners and to whoever sees all, and to nobody else', async () => {
    for (const organisation of [belgium, france]) expect(await rowsSeenBy({ organisations: [organisation] }, table)).toBe(1);
    expect(await rowsSeenBy({ organisations: [belgium, france] }, table)).toBe(1);
    expect(await rowsSeenBy(EVERYTHING, table)).toBe(1);
    for (const organisations of [[korea], []]) expect(await rowsSeenBy({ organisations }, table)).toBe(0);
    expect((await stack.database.pool.query(`select from ${table}`)).rows).toEqual([]);
  });

  test('is changed by nobody else', async () => {
    for (const text of [`update ${table} set operation_id = operation_id`, `delete from ${table}`]) {
      expect((await queryAs(stack.database.pool, { organisations: [korea] }, { text })).rowCount).toBe(0);
    }
    expect(await rowsSeenBy(EVERYTHING, table)).toBe(1);
  });
});

test('the keys by which cases are compared are seen by whoever compares for everybody, and not even by their owner', async () => {
  expect(await rowsSeenBy(EVERYTHING, 'case_block')).toBeGreaterThan(0);
  for (const organisations of [[belgium], [belgium, france], []]) expect(await rowsSeenBy({ organisations }, 'case_block')).toBe(0);
});

test('examples of what no code fits, words of many, are seen by whoever acts for all of them, and not even by who leads', async () => {
  const text = `insert into catalogue_proposal (operation_id, organisation_id, list, heading, others, uses, administrations, examples, raised_at)
    select id, $1, 'placeTypes', '', 20, 20, 2, '[]', now() from operation limit 1`;
  await queryAs(stack.database.pool, EVERYTHING, { text, values: [belgium] });
  expect(await rowsSeenBy(EVERYTHING, 'catalogue_proposal')).toBe(1);
  for (const organisations of [[belgium], []]) expect(await rowsSeenBy({ organisations }, 'catalogue_proposal')).toBe(0);
});

test('what a draft says is seen by its administration, and not even by whoever sees all', async () => {
  expect(await rowsSeenBy({ organisations: [belgium] }, 'draft_content')).toBe(1);
  for (const sight of [EVERYTHING, { organisations: [france] }, { organisations: [] }])
    expect(await rowsSeenBy(sight, 'draft_content')).toBe(0);
});

test('what partners were told of cases is seen by whoever acts for all of them, and not even by the owners of these', async () => {
  const text = `
    with told as (
      insert into feed (id, operation_id, recipient_id, purpose, state, reason, asked_by_id, asked_at)
      select $1, o.id, $2, 'analysis', 'asked', 'x', o.created_by_id, now() from operation o limit 1 returning id, asked_by_id
    ), record as (
      insert into feed_record (feed_id, position, kind, case_id, version, hash, at) select id, 1, 'report', id, 1, 'x', now() from told
    ), named as (
      insert into feed_case (feed_id, case_id, position) select id, id, 1 from told
    )
    insert into feed_acknowledgement (id, feed_id, position, outcome, said_by_id, said_at) select id, id, 1, 'taken', asked_by_id, now() from told`;
  await queryAs(stack.database.pool, EVERYTHING, { text, values: [randomUUID(), korea] });
  for (const table of ['feed_record', 'feed_case', 'feed_acknowledgement']) {
    expect(await rowsSeenBy(EVERYTHING, table)).toBe(1);
    for (const organisations of [[belgium], [korea], []]) expect(await rowsSeenBy({ organisations }, table)).toBe(0);
  }
});

test('figures that were kept are counted of everybody, and only whoever acts for all of them sees them', async () => {
  const { rows } = await stack.database.pool.query<{ id: string }>('select id from operation limit 1');
  const text = `insert into kept_figures (operation_id, name, content, kept_at) values ($1, 'figures', '{}', now())`;
  await queryAs(stack.database.pool, EVERYTHING, { text, values: [rows[0]?.id] });
  expect(await rowsSeenBy(EVERYTHING, 'kept_figures')).toBe(1);
  expect(await rowsSeenBy({ organisations: [belgium, france, korea] }, 'kept_figures')).toBe(0);
});

test('that a product was called back is seen by its recipient, and by nobody else who does not act for all', async () => {
  const text = `
    with made as (
      insert into product (id, operation_id, kind, number, name, recipient_id, cut_off_at, made_at, content, sha256)
      select $1, o.id, 'summary', 1, 'x', $2, now(), now(), '{}', 'x' from operation o limit 1 returning id, operation_id
    ), restricted as (
      insert into restriction (id, operation_id, kind, said_at) select id, operation_id, 'handling', now() from made
    )
    insert into recall (id, restriction_id, product_id, operation_id, recipient_id, case_ids, is_first, recalled_at)
    select id, id, id, operation_id, $2, array[id], true, now() from made`;
  await queryAs(stack.database.pool, EVERYTHING, { text, values: [randomUUID(), korea] });
  for (const sight of [EVERYTHING, { organisations: [korea] }]) expect(await rowsSeenBy(sight, 'recall')).toBe(1);
  for (const organisations of [[belgium], [france], []]) expect(await rowsSeenBy({ organisations }, 'recall')).toBe(0);
});
