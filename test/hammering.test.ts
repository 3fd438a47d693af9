import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { loadFigures } from '../prisma/reads/figures.ts';
import { seeAll } from '../prisma/sight.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
let operationId: string;
let path: string;
const { clara, bea, felix } = castOf(() => stack);
const LANES = 16;
const TURNS = 12;
const CUT_OFF = '2026-04-10T18:00';

beforeAll(async () => {
  stack = await aStack();
  operationId = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'], wall: CUT_OFF });
  path = `/operations/${operationId}`;
});
afterAll(() => stack.stop());

type Known = { id: string; owner: Caller };

/** What may be refused while others do the same: somebody was quicker. Anything else is a fault. */
const QUICKER = ['request.stale', 'case.excluded-before', 'case.not-excluded', 'duplicate.decided-before', 'duplicate.not-decided'];
const IMPOSSIBLE = ['duplicate.known-before', 'duplicate.counts-elsewhere'];
const refused: string[] = [];

async function hammer(lane: number, cases: Known[], pairs: string[]): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const some = cases[(lane * 7 + turn * 3) % Math.max(cases.length, 1)];
    const other = cases[(lane * 5 + turn * 11 + 1) % Math.max(cases.length, 1)];
    const answer = await act((lane + turn) % 6, { some, other, pair: pairs[(lane + turn) % Math.max(pairs.length, 1)], cases, pairs });
    if (answer && answer.status >= 400) refused.push(answer.body.code);
  }
}

type Things = { some: Known | undefined; other: Known | undefined; pair: string | undefined; cases: Known[]; pairs: string[] };

async function act(kind: number, { some, other, pair, cases, pairs }: Things): Promise<Answer | null> {
  const owner = cases.length % 2 === 0 ? bea : felix;
  if (kind <= 1 || !some) {
    const answer = await owner.post(`${path}/cases`, aReport(undefined, [{ quantity: String(1 + cases.length) }]));
    if (answer.status === 201) cases.push({ id: answer.body.id, owner });
    return answer;
  }
  if (kind === 2) {
    const { seizures } = aReport(undefined, [{ quantity: '0.5' }]);
    return some.owner.put(`/cases/${some.id}`, { reason: 'Counted again', seizures });
  }
  if (kind === 3) return clara.post(`/cases/${some.id}/${cases.length % 3 === 0 ? 'inclusions' : 'exclusions'}`, { reason: 'In doubt' });
  if (kind === 4 && other && other !== some) {
    const named = await clara.post(`${path}/duplicates`, { cases: [some.id, other.id], reason: 'One consignment' });
    if (named.status !== 201) return named;
    pairs.push(named.body.id);
    return clara.post(`/duplicates/${named.body.id}/decisions`, { decision: 'linked', reason: 'One consignment' });
  }
  return pair ? clara.post(`/duplicates/${pair}/undoings`, { reason: 'Two after all' }) : null;
}

const figuresAt = (cutOff: Date) =>
  stack.database.prisma.$transaction(async (tx) => {
    await seeAll(tx);
    return (await loadFigures(tx, resolvedPlan(), { operationId, phases: ['phase-1'], cutOff })).figures;
  });

test('while sixteen people report, correct, exclude and link, an edition that is frozen is what a recomputation gives, and nothing counts twice', async () => {
  const cases: Known[] = [];
  const pairs: string[] = [];
  await hammer(0, cases, pairs);
  const frozen = clara.post(`${path}/editions`, { edition: 'final' });
  await Promise.all([...Array.from({ length: LANES }, (_, lane) => hammer(lane, cases, pairs)), frozen]);

  const { id } = created(await frozen);
  const edition = (await clara.get(`/editions/${id}`)).body;
  expect(edition.figures).toEqual(await figuresAt(new Date(edition.cutOffAt)));
  const { figures } = (await clara.get(`${path}/statistics`)).body;
  expect(figures).toEqual(await figuresAt(new Date('2026-05-01T00:00:00Z')));
  expect(figures.cases).toBeGreaterThan(edition.figures.cases);
  expect(refused.filter((code) => !QUICKER.includes(code) && !IMPOSSIBLE.includes(code))).toEqual([]);
});
