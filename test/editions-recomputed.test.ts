import { createHash } from 'node:crypto';
import { castOf } from './cast.ts';
import type { Caller } from './caller.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { recomputeAll } from './recomputed.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, correction, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
const { clara, bea, dirk, felix, otto } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const [final] = TWO_PHASES.editions;
const INTERIM = {
  ...final,
  ...{ key: 'interim', status: 'interim', phases: ['phase-1'] },
  ...{ cutOff: at('2026-03-20T18:00'), confirmBy: at('2026-03-23T18:00'), embargo: at('2026-03-25T10:00') },
};
const PLAN = { ...TWO_PHASES, editions: [INTERIM, final] } as object;
const FIRST = '2026-03-10T12:00:00+01:00';
const SECOND = '2026-03-17T12:00:00+01:00';

const report = async (member: Caller, id: string, seizedAt = FIRST, quantity = '1'): Promise<any> =>
  created(await member.post(`/operations/${id}/cases`, aReport(seizedAt, [{ quantity }])));
const correct = async (member: Caller, { id }: { id: string }, quantity: string, seizedAt = FIRST): Promise<void> => {
  const { status } = await member.put(`/cases/${id}`, correction(aReport(seizedAt, [{ quantity }])));
  expect(status).toBe(200);
};
const exclude = async ({ id }: { id: string }) => created(await clara.post(`/cases/${id}/exclusions`, { reason: 'In doubt' }));
const include = async ({ id }: { id: string }) => created(await clara.post(`/cases/${id}/inclusions`, { reason: 'In order' }));
async function link(operationId: string, cases: { id: string }[]): Promise<string> {
  const named = { cases: cases.map(({ id }) => id), reason: 'One consignment' };
  const { id } = created(await clara.post(`/operations/${operationId}/duplicates`, named));
  created(await clara.post(`/duplicates/${id}/decisions`, { decision: 'linked', reason: 'One consignment', primary: cases[0]?.id }));
  return id;
}
const freeze = async (id: string, edition: string): Promise<any> => created(await clara.post(`/operations/${id}/editions`, { edition }));
const recompute = async (editionId: string): Promise<any> => (await otto.get(`/editions/${editionId}/recomputation`)).body;

test('an edition is the hash of its document, and is counted again to the same bytes whatever was said since', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'felix.france'] });
  const cases = [];
  for (const quantity of ['1', '2', '3', '4']) cases.push(await report(bea, id, FIRST, quantity));
  const theirs = await report(felix, id);
  await advance(clara, id, '2026-03-20T18:00');
  const edition = await freeze(id, 'interim');
  expect(edition.figures).toMatchObject({ cases: 5, denominators: { invited: 3, accepted: 2, reported: 2, silent: 1 } });

  const bytes = (await clara.get(`/editions/${edition.id}/document.json`)).body;
  const text = JSON.stringify(bytes); // its members are in order already
  expect(createHash('sha256').update(text).digest('hex')).toBe(edition.sha256);
  expect(bytes).toMatchObject({
    ...{ format: 'concert-edition/1', operation: id, key: 'interim', number: 1, status: 'interim', planVersion: 1, counts: 'seizures' },
    ...{ phases: ['phase-1'], cutOffAt: edition.cutOffAt, cases: { size: 5 }, denominators: { invited: 3, silent: 1 } },
    versions: { catalogue: expect.any(String), factors: expect.any(String) },
  });

  await advance(clara, id, '2026-03-21T09:00');
  await correct(bea, cases[0], '100');
  await exclude(cases[1]);
  await link(id, [cases[2], theirs]);
  await report(felix, id);
  created(await felix.post(`/operations/${id}/withdrawals`, { reason: 'Nobody is left to report' }));
  const plan = aPlan({
    ...PLAN,
    title: 'Operation Rose',
    phases: TWO_PHASES.phases.map((phase) => ({ ...phase, name: 'Renamed' })),
  } as never);
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'A better name', plan }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === 2);

  expect(await recompute(edition.id)).toEqual({
    ...{ editionId: edition.id, sha256: edition.sha256, recomputedSha256: edition.sha256 },
    ...{ isEqual: true, missing: 0, differences: [] },
  });
  expect((await clara.get(`/operations/${id}/statistics`)).body.figures.denominators.accepted).toBe(1);
  const frozen = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.find(({ type }: any) => type === 'edition.frozen');
  expect(frozen.data.sha256).toBe(edition.sha256);
}, 120_000);

test('every case that the next edition counts otherwise is told once, with why', async () => {
  const id = await aRunningOperation(stack, { plan: PLAN, accepting: ['bea.belgium', 'felix.france'] });
  const kept = await report(bea, id);
  const corrected = await report(bea, id);
  const excluded = await report(bea, id);
  const doubtful = await report(bea, id);
  const linked = await report(felix, id);
  await report(felix, id, '2026-03-14T12:00:00+01:00');
  await exclude(doubtful);
  await advance(clara, id, '2026-03-18T09:00');
  await report(bea, id, SECOND); // counts once phase 2 does
  await advance(clara, id, '2026-03-20T18:00');
  const interim = await freeze(id, 'interim');
  expect([interim.figures.cases, interim.reasons]).toEqual([5, null]);

  await advance(clara, id, '2026-03-26T09:00');
  await correct(bea, corrected, '50');
  await exclude(excluded);
  await include(doubtful);
  await link(id, [kept, linked]);
  await report(felix, id, FIRST);
  await report(felix, id, FIRST);
  await report(felix, id, SECOND);
  await advance(clara, id, '2026-04-10T18:00');
  const next = await freeze(id, 'final');
  expect(next.reasons).toEqual({ added: 1, corrected: 1, linked: 1, excluded: 2, late: 2, withheld: 0, scope: 1 });
  expect(next.figures.cases).toBe(interim.figures.cases - 2 + 5); // out: excluded, linked; in: put back, late, late, added, of phase 2
  expect((await recompute(next.id)).isEqual).toBe(true);
}, 120_000);

test('what rolls up is counted again by the plans of that day and on the clocks of that day', async () => {
  const child = await aRunningOperation(stack, { plan: { title: 'Operation Bulb' }, accepting: ['bea.belgium', 'felix.france'] });
  const known = await report(bea, child);
  const strand = { operation: child, phases: [], headings: ['medicines'], reason: 'Bulb is its part in the post' };
  const id = await aRunningOperation(stack, { plan: { strands: [strand] }, accepting: ['bea.belgium'] });
  await report(bea, id);
  await advance(clara, id, '2026-04-10T18:00');
  const edition = await freeze(id, 'final');
  expect(edition.figures).toMatchObject({ cases: 2, strands: [{ operation: child, cases: 1 }] });

  await report(felix, child); // its own clock still stands in March
  await correct(bea, known, '70');
  const plan = aPlan({ title: 'Operation Onion', targets: [{ heading: 'vaccines', units: ['E27'] }] });
  created(await clara.post(`/operations/${child}/amendments`, { reason: 'Something else', plan }));
  await approve(stack, dirk, created(await clara.post(`/operations/${child}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${child}`)).body.planVersion === 2);
  expect(await recompute(edition.id)).toMatchObject({ isEqual: true, differences: [] });

  await advance(clara, child, '2026-04-10T18:00');
  expect((await freeze(child, 'final')).figures.cases).toBe(2); // what the edition above froze holds nothing up below
}, 120_000);

test('a ledger that was tampered with is found out, figure by figure', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const { id: caseId } = await report(bea, id);
  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = await freeze(id, 'final');
  const tamper = (quantity: string) =>
    stack.database.prisma.$transaction([
      stack.database.prisma.$executeRaw`select set_config('app.sees_all', 'yes', true)`,
      stack.database.prisma.$executeRaw`update goods_line set quantity = ${quantity}::numeric where case_id = ${caseId}::uuid`,
    ]);
  await tamper('1000');
  const changed = await recompute(editionId);
  expect(changed).toMatchObject({
    isEqual: false,
    differences: [{ name: 'medicines', unit: 'C62', before: '1', now: '1000' }],
  });
  expect(changed.recomputedSha256).not.toBe(changed.sha256);
  expect((await recomputeAll(stack.database)).some(({ isEqual }) => !isEqual)).toBe(true);
  await tamper('1');
  expect((await recompute(editionId)).isEqual).toBe(true);
});
