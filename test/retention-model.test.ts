import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createPurgeActivities } from '../activities/purges.ts';
import { realTimeClock } from '../domain/clock.ts';
import { monthsAfter, standingOf } from '../domain/retention.ts';
import { decidePurge } from '../prisma/facts/purges.ts';
import { listRecords, readRetention } from '../prisma/reads/retention.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { aReceipt } from './linking.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { ownOneOfEach } from './owned-rows.ts';
import { aStack, type Stack } from './stack.ts';
import { asWorker } from './worker-context.ts';

let stack: Stack;
let members: string[];
let person: string;
const NOW = Date.UTC(2030, 0, 31, 12);
const MONTHS = 24;

beforeAll(async () => {
  stack = await aStack({ works: false });
  const { prisma } = stack.database;
  person = (await prisma.person.findUniqueOrThrow({ where: { subject: 'clara.coordinator' } })).id;
  const codes = ['be-customs', 'fr-customs', 'kr-customs'];
  members = await Promise.all(codes.map(async (code) => (await prisma.organisation.findUniqueOrThrow({ where: { code } })).id));
});
afterAll(() => stack.stop());

const ask = (text: string, values: unknown[]) => queryAs(stack.database.pool, EVERYTHING, { text, values });

/** Months before now; each case has its age, each hold what it covers, each review who said what. */
const world = fc.record({
  stage: fc.constantFrom('completed', 'closed', 'cancelled', 'running', 'suspended'),
  cases: fc.array(fc.record({ by: fc.nat(2), age: fc.integer({ min: 1, max: 48 }) }), { minLength: 1, maxLength: 6 }),
  holds: fc.array(
    fc.record({
      covers: fc.oneof(fc.constant('all' as const), fc.record({ owner: fc.nat(2) }), fc.record({ nth: fc.nat(5) })),
      isLifted: fc.boolean(),
      until: fc.constantFrom(null, -1, 0, 1),
    }),
    { maxLength: 2 },
  ),
  reviews: fc.array(
    fc.record({
      age: fc.integer({ min: 1, max: 40 }),
      isOpen: fc.boolean(),
      answers: fc.array(fc.constantFrom('needed', 'not-needed', 'silence', 'withdrawn'), { minLength: 3, maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const ago = (months: number): number => monthsAfter(NOW, -months);

async function build({ stage, cases, holds, reviews }: World): Promise<{ id: string; caseIds: string[] }> {
  const { prisma } = stack.database;
  const id = randomUUID();
  const clock = { ...realTimeClock(NOW), rate: 0 };
  const at = new Date(ago(48));
  await prisma.operation.create({
    data: { id, title: 'x', stage, stageSince: at, isDrill: true, clock, planVersion: 1, createdById: person, createdAt: at },
  });
  const content = { ...resolvedPlan(), retention: [{ class: 'reports', months: MONTHS }] };
  const version = {
    id: randomUUID(),
    operationId: id,
    number: 1,
    state: 'approved',
    content: content as never,
    authorId: person,
    writtenAt: at,
  };
  await prisma.planVersion.create({ data: version });
  const joining = { operationId: id, state: 'accepted', joins: 'phase-1', rilo: null, invitedAt: at };
  await prisma.participation.createMany({ data: members.map((organisationId) => ({ ...joining, organisationId })) });
  const caseIds: string[] = [];
  for (const [nth, { by, age }] of cases.entries()) {
    const caseId = await ownOneOfEach(stack.database, { operationId: id, organisationId: members[by] ?? '', personId: person }, nth);
    await ask('update case_version set received_at = $2 where case_id = $1', [caseId, new Date(ago(age))]);
    caseIds.push(caseId);
  }
  for (const hold of holds) await placeHold(id, caseIds, cases, hold);
  for (const review of reviews) await openReview(id, review);
  return { id, caseIds };
}

async function placeHold(
  id: string,
  caseIds: string[],
  cases: World['cases'],
  { covers, isLifted, until }: World['holds'][number],
): Promise<void> {
  const nth = covers !== 'all' && 'nth' in covers ? covers.nth % caseIds.length : null;
  const owner = covers === 'all' ? null : 'owner' in covers ? members[covers.owner] : members[cases[nth ?? 0]?.by ?? 0];
  const lifted = isLifted ? [person, new Date(NOW), 'Over'] : [null, null, null];
  await ask(
    `insert into hold (id, operation_id, organisation_id, case_id, reason, until_at, placed_for_id, placed_by_id, placed_at, lifted_by_id, lifted_at, lift_reason)
      values ($1, $2, $3, $4, 'Trial', $5, $6, $7, $8, $9, $10, $11)`,
    [
      randomUUID(),
      id,
      owner ?? null,
      nth === null ? null : caseIds[nth],
      until === null ? null : new Date(NOW + until),
      members[0],
      person,
      new Date(ago(40)),
      ...lifted,
    ],
  );
}

async function openReview(id: string, { age, isOpen, answers }: World['reviews'][number]): Promise<void> {
  const { prisma } = stack.database;
  const openedAt = new Date(ago(age));
  const deadline = { wall: '2030-01-01T00:00', zone: 'UTC', at: openedAt.toISOString() };
  const tasking = {
    operationId: id,
    kind: 'review-necessity',
    key: 'necessity-12',
    title: 'x',
    deadline,
    deadlineAt: openedAt,
    ladder: [],
    silence: 'silent',
  };
  const known = await prisma.tasking.count({ where: { operationId: id } });
  const { id: taskingId } = await prisma.tasking.create({
    data: { ...tasking, id: randomUUID(), key: `necessity-${12 * (known + 1)}`, openedAt, endedAt: isOpen ? null : openedAt },
  });
  for (const [i, said] of answers.entries()) {
    const isSpoken = said === 'needed' || said === 'not-needed';
    const state = isSpoken ? 'answered' : said === 'withdrawn' ? 'withdrawn' : isOpen ? 'open' : 'lapsed';
    const spoken = isSpoken
      ? { answer: said, answeredAt: openedAt, answeredById: person, ...(said === 'needed' ? { reason: 'Trial' } : {}) }
      : {};
    const task = {
      id: randomUUID(),
      taskingId,
      operationId: id,
      organisationId: members[i] ?? '',
      deadline,
      deadlineAt: openedAt,
      climbedTo: openedAt,
    };
    await prisma.task.create({ data: { ...task, state, ...spoken } });
  }
}

/** By the pure rule, from what was put in: nothing of the record is asked. */
function expected({ stage, cases, holds, reviews }: World, nth: number): string {
  const one = cases[nth] as World['cases'][number];
  const isHeld = holds.some(({ covers, isLifted, until }) => {
    if (isLifted || (until !== null && until <= 0)) return false;
    return covers === 'all' || ('owner' in covers ? covers.owner === one.by : covers.nth % cases.length === nth);
  });
  const said = reviews
    .filter(({ answers, isOpen }) => {
      const answer = answers[one.by];
      return answer === 'needed' || (!isOpen && answer !== 'withdrawn');
    })
    .toSorted((a, b) => a.age - b.age)[0];
  const review = said ? { isNeeded: said.answers[one.by] === 'needed', askedAt: ago(said.age) } : null;
  const since = ago(one.age);
  const isOver = ['completed', 'closed', 'cancelled'].includes(stage);
  return standingOf({ isHeld, isOver, isRolledUp: false, since, dueAt: monthsAfter(since, MONTHS), review }, NOW);
}

/** Two reviews of one moment would leave open which was the later one. */
const isClear = ({ reviews }: World): boolean => new Set(reviews.map(({ age }) => age)).size === reviews.length;

test('whatever is held, needed, unasked or young: what goes is exactly what the rule lets go, and what may not go never does', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(world.filter(isClear), async (given) => {
      const { id, caseIds } = await build(given);
      const wanted = Object.fromEntries(caseIds.map((caseId, nth) => [caseId, expected(given, nth)]));
      const scope = { operationId: id, now: new Date(NOW) };
      const records = await listRecords(stack.database, EVERYTHING, { ...scope, class: 'reports' }, { after: null, limit: 100 });
      expect(Object.fromEntries(records.map((record) => [record.id, record.standing]))).toEqual(wanted);
      for (const standing of Object.values(wanted)) seen.add(standing);

      await purge(id);
      const { rows } = await ask('select distinct case_id as id from case_version where operation_id = $1', [id]);
      const left = rows.map((row) => row['id'] as string).toSorted();
      const stays = caseIds.filter((caseId) => !['period', 'not-needed'].includes(wanted[caseId] ?? ''));
      expect(left).toEqual(stays.toSorted());
    }),
    { numRuns: 60 },
  );
  expect([...seen].toSorted()).toEqual(['held', 'needed', 'not-needed', 'period', 'too-young', 'under-way']);
});

async function purge(operationId: string): Promise<void> {
  const { database } = stack;
  const now = new Date(NOW);
  const { sha256 } = await readRetention(database, EVERYTHING, { operationId, now });
  if (sha256 === null) return;
  const id = randomUUID();
  const decided = await decidePurge(database, { id, operationId, personId: person, preview: sha256, reason: 'x', at: now }, () =>
    aReceipt(person),
  );
  expect(decided).toEqual({ records: expect.any(Number) });
  const objects = { delete: async () => {} };
  const { workOnPurge } = createPurgeActivities({ database, objects, now: () => NOW } as never);
  await asWorker({}, () => workOnPurge({ purgeId: id }));
}

test.each([
  ['2024-01-31T12:00:00.000Z', 1, '2024-02-29T12:00:00.000Z'],
  ['2024-02-29T00:00:00.001Z', 12, '2025-02-28T00:00:00.001Z'],
  ['2026-12-31T23:59:59.999Z', 2, '2027-02-28T23:59:59.999Z'],
  ['2026-03-31T09:00:00.000Z', -1, '2026-02-28T09:00:00.000Z'],
])('%s and %i months are %s, as PostgreSQL has it', async (from, months, to) => {
  expect(new Date(monthsAfter(Date.parse(from), months)).toISOString()).toBe(to);
  const { rows } = await ask(`select ($1::timestamptz at time zone 'UTC' + make_interval(months => $2)) at time zone 'UTC' as at`, [
    from,
    months,
  ]);
  expect((rows[0]?.['at'] as Date).toISOString()).toBe(to);
});
