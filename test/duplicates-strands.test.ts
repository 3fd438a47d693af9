import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { aLot, compared, PAIR_PLAN, pairOf, pairsOf, reported } from './pairs.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, bea, pia } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

test('reports to two operations that are added up are one seizure above both, and each its own below; unrelated ones never meet', async () => {
  const aRunning = async (plan: object): Promise<string> => {
    const setting = { plan: { ...PAIR_PLAN, ...plan }, accepting: ['bea.belgium', 'pia.police'], wall: '2026-03-20T09:00' };
    return `/operations/${await aRunningOperation(stack, setting)}`;
  };
  const below = await aRunning({ title: 'Operation Bulb' });
  const strand = { operation: below.split('/')[2] ?? '', phases: [], headings: [], reason: 'Bulb is its part in the post' };
  const above = await aRunning({ title: 'Operation Tulip', strands: [strand] });
  const apart = await aRunning({ title: 'Operation Tulip again' });

  const lot = aLot();
  const ours = await reported(bea, below, lot);
  const theirs = await reported(pia, above, lot);
  await reported(pia, apart, lot);
  const pair = await pairOf(stack, above, [ours, theirs]);
  expect(pair.reasons.map(({ code }: any) => code)).toContain('overlapping-operations');
  await compared(stack);
  expect([await pairsOf(clara, apart), await pairsOf(clara, below), (await pairsOf(clara, above)).length]).toEqual([[], [], 1]);

  const counted = async (path: string): Promise<any> => (await clara.get(`${path}/statistics`)).body.figures;
  expect(await counted(above)).toMatchObject({ cases: 2, seizures: 2 });
  created(await clara.post(`/duplicates/${pair.id}/decisions`, { decision: 'linked', primary: theirs.id, reason: 'One seal' }));
  expect(await counted(above)).toMatchObject({ cases: 1, seizures: 1, linked: { cases: 1, seizures: 1 } });
  const alone = await counted(below);
  expect([alone.cases, alone.linked]).toEqual([1, undefined]);
  expect((await bea.get(`/cases/${ours.id}`)).body).toMatchObject({
    countedWith: { caseId: theirs.id },
    credits: ['be-customs', 'be-police'],
  });
  const events = (await bea.get(`${below}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === pair.id);
  expect(events.map(({ type }: any) => type)).toEqual(['duplicate.found', 'case.linked']);
});
