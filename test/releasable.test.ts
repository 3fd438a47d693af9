import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { realTimeClock } from '../domain/clock.ts';
import {
  complete,
  DETAILS,
  HANDLING_CODES,
  isRunning,
  PURPOSES,
  SHARES,
  TLP_LABELS,
  UNSAID,
  withholds,
  type Detail,
  type Purpose,
  type StatedHandling,
} from '../domain/handling.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from '../domain/organisation.ts';
import { appendCases } from '../prisma/facts/cases.ts';
import { readHandlingDefaults } from '../prisma/reads/handling.ts';
import { releasable } from '../prisma/reads/releasable.ts';
import { EVERYTHING, queryAs, seeAll } from '../prisma/sight.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let person: string;
let members: string[];
const plan = resolvedPlan();
const AT = new Date('2026-04-01T00:00:00.000Z');

beforeAll(async () => {
  stack = await aStack({ works: false });
  const { prisma } = stack.database;
  person = (await prisma.person.findUniqueOrThrow({ where: { subject: 'clara.coordinator' } })).id;
  const rows = await prisma.organisation.findMany({ where: { code: { in: ['be-customs', 'fr-customs'] } } });
  members = rows.map(({ id }) => id);
});
afterAll(() => stack.stop());

async function anOperation(): Promise<string> {
  const clock = { ...realTimeClock(AT.getTime()) };
  const operation = { title: 'x', stage: 'running', stageSince: AT, isDrill: false, clock, createdById: person, createdAt: AT };
  return (await stack.database.prisma.operation.create({ data: { id: randomUUID(), ...operation } })).id;
}

const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const stated: fc.Arbitrary<StatedHandling> = fc.record({
  code: optional(fc.constantFrom(...HANDLING_CODES)),
  tlp: optional(fc.constantFrom(...TLP_LABELS)),
  purposes: optional(fc.subarray([...PURPOSES])),
  shares: optional(fc.subarray([...SHARES])),
});
const report = fc.record({
  owner: fc.integer({ min: 0, max: 1 }),
  said: optional(stated),
  outcomes: optional(fc.subarray(['arrest', 'investigation-opened', 'destruction', 'conviction'], { minLength: 1 })),
  brand: optional(fc.constantFrom('Meridia', 'Other')),
  heading: fc.constantFrom('medicines', 'vaccines'),
});
const consent = fc
  .record({
    owner: fc.integer({ min: 0, max: 1 }),
    headings: optional(fc.subarray(['medicines', 'vaccines'])),
    purposes: optional(fc.subarray([...PURPOSES])),
    isRevoked: fc.boolean(),
    from: fc.constantFrom('2026-03-01T00:00:00Z', '2026-04-01T00:00:00.001Z'),
    until: optional(fc.constantFrom('2026-04-01T00:00:00.000Z', '2026-05-02T00:00:00Z')),
  })
  .filter(({ from, until }) => until === undefined || Date.parse(until) > Date.parse(from));
const wanted = fc.record({
  kind: fc.constantFrom<OrganisationKind>(...ORGANISATION_KINDS),
  takesPart: fc.boolean(),
  isOwner: fc.boolean(),
  detail: fc.constantFrom<Detail>(...DETAILS),
  purpose: fc.constantFrom<Purpose>(...PURPOSES),
});

type Report = (typeof report extends fc.Arbitrary<infer R> ? R : never) & { id: string };
type Consent = typeof consent extends fc.Arbitrary<infer C> ? C : never;

async function write(operationId: string, reports: readonly Report[]): Promise<void> {
  const writings = reports.map(({ id, owner, said, outcomes, brand, heading }, i) => {
    const goods = [{ heading, quantity: '1', unit: heading === 'vaccines' ? 'E27' : 'C62', ...(brand ? { brand } : {}) }];
    const seizures = [{ number: 1, seizedAt: '2026-03-10T12:00:00Z', goods, ...(outcomes ? { outcomes } : {}) }];
    const told = { report: { reference: `R-${i}`, seizures, ...(said ? { handling: said } : {}) }, plan, channel: 'batch' as const };
    const by = { operationId, organisationId: members[owner] ?? '', personId: person };
    return { caseId: id, version: 1, ...by, ...told, warnings: [], reason: null, at: '2026-03-20T00:00:00.000Z' };
  });
  expect((await appendCases(stack.database, writings)).size).toBe(reports.length);
}

async function agree(operationId: string, recipientId: string, consents: readonly Consent[]): Promise<void> {
  for (const { owner, headings, purposes, isRevoked, from, until } of consents) {
    await queryAs(stack.database.pool, EVERYTHING, {
      text: `insert into consent (id, operation_id, organisation_id, recipient_id, headings, purposes, valid_from, valid_until, given_by_id, given_at,
          revoked_by_id, revoked_at, revocation_reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7, $10, $11, $12)`,
      values: [
        ...[randomUUID(), operationId, members[owner], recipientId, headings ?? null, purposes ?? null, from, until ?? null, person],
        ...(isRevoked ? [person, from, 'Not any more'] : [null, null, null]),
      ],
    });
  }
}

test('who may have which report is the same by SQL as by the rule, whoever asks and whatever owners say and agree to', async () => {
  const [partner] = await stack.database.prisma.organisation.findMany({ where: { code: 'olaf' } });
  await fc.assert(
    fc.asyncProperty(
      fc.array(report, { minLength: 1, maxLength: 6 }),
      fc.array(consent, { maxLength: 2 }),
      fc.array(wanted, { minLength: 4, maxLength: 8 }),
      async (drawn, consents, asked) => {
        const operationId = await anOperation();
        const reports = drawn.map((each) => ({ ...each, id: randomUUID() }));
        await write(operationId, reports);
        const ids = [partner?.id ?? '', members[0] ?? ''];
        for (const id of ids) await agree(operationId, id, consents);
        for (const { kind, takesPart, isOwner, detail, purpose } of asked) {
          const recipient = { organisationId: ids[isOwner ? 1 : 0] ?? '', kind, takesPart };
          const rows = await stack.database.prisma.$transaction(async (tx) => {
            await seeAll(tx);
            const defaults = await readHandlingDefaults(tx, operationId, plan);
            const release = { recipient, brands: ['Meridia'], detail, purpose, at: AT, defaults };
            const scope = { operationId, cutOff: AT, phases: null, headings: null, organisations: null };
            return tx.$queryRaw<{ id: string; verdict: string | null }[]>`
              with ${releasable(scope, release)} select case_id as id, verdict from judged`;
          });
          const bySql = Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));
          const byRule = Object.fromEntries(
            reports.map(({ id, owner, said, outcomes, brand, heading }) => {
              const covers = (each: Consent): boolean =>
                each.owner === owner &&
                !each.isRevoked &&
                Date.parse(each.from) <= AT.getTime() &&
                (each.until === undefined || Date.parse(each.until) > AT.getTime()) &&
                (each.purposes?.includes(purpose) ?? true) &&
                (each.headings === undefined || each.headings.includes(heading) || each.headings.includes(COMMODITY));
              const input = {
                ownerId: members[owner] ?? '',
                handling: complete(said ?? {}, UNSAID),
                isRunning: isRunning([{ outcomes }]),
                brands: brand ? [brand] : [],
              };
              const verdict = withholds(input, { recipient, brands: ['Meridia'], detail, purpose, isConsented: consents.some(covers) });
              return [id, verdict];
            }),
          );
          expect(bySql).toEqual(byRule);
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** What both headings belong to. */
const COMMODITY = 'medical-products';
