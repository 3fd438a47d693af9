import { queryAs } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aLot, aPairOperation, pairOf, pairsOf, reported } from './pairs.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, pia, felix, kira, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aPairOperation(stack);
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

describe('reports of one seizure, by customs and by the police', () => {
  let ours: any;
  let theirs: any;
  let pair: any;
  beforeAll(async () => {
    const lot = aLot({ keys: [{ kind: 'container', value: 'MSKU 907032-3' }], concealment: 'Behind a wall' });
    ours = await reported(bea, path, lot);
    const batch = {
      reports: [
        {
          ...aReport('2026-03-10T13:30:00Z', lot.lines, { ...lot.seizure, keys: [{ kind: 'container', value: 'msku9070323' }] }),
          summary: 'Ours',
        },
      ],
    };
    const [taken] = (await pia.post(`${path}/cases:batch`, batch)).body.results;
    theirs = taken;
    pair = await pairOf(stack, path, [ours, theirs]);
  });

  test('are found, whichever way they came in, with the reasons', () => {
    expect(pair.state).toBe('open');
    expect(pair.score).toBeGreaterThanOrEqual(90);
    expect(pair.reasons.map(({ code }: any) => code)).toEqual(
      expect.arrayContaining(['same-container', 'same-occasion', 'same-transport', 'same-quantity', 'same-place', 'two-services']),
    );
    expect(pair.sides.map(({ organisation }: any) => organisation).toSorted()).toEqual(['be-customs', 'be-police']);
  });

  test('stand side by side for whoever sees both; an owner sees of the other one who, when and what, and no more', async () => {
    const all = (await clara.get(`/duplicates/${pair.id}`)).body;
    expect(all.sides.every(({ report }: any) => report !== null)).toBe(true);
    expect(JSON.stringify(all)).not.toMatch(/msku/i); // numbers are their owners', whoever coordinates
    expect(all.differences.map(({ field }: any) => field)).toEqual(expect.arrayContaining(['/summary', '/seizures/1/seizedAt']));

    const { body } = await bea.get(`/duplicates/${pair.id}`);
    expect(body.differences).toBeNull();
    const side = body.sides.find(({ caseId }: any) => caseId === theirs.id);
    expect(side).toMatchObject({ organisation: 'be-police', seizures: 1, goods: [{ heading: 'medicines', unit: 'C62' }], report: null });
    expect(JSON.stringify(body).toUpperCase()).not.toContain('MSKU9070323');
    expect(JSON.stringify(body.sides.find(({ caseId }: any) => caseId === ours.id).report)).toContain('MSKU 907032-3');
  });

  test('are there for both owners, the coordinators and the office of the region, and for nobody else', async () => {
    for (const caller of [bea, pia, clara, rita]) {
      expect((await pairsOf(caller, path)).map((each) => each.id)).toContain(pair.id);
      expect((await caller.get(`/duplicates/${pair.id}`)).status).toBe(200);
    }
    for (const caller of [felix, kira]) {
      expect((await pairsOf(caller, path)).map((each) => each.id)).not.toContain(pair.id);
      expect((await caller.get(`/duplicates/${pair.id}`)).body.code).toBe('duplicate.not-found');
    }
    const seen = await queryAs(stack.database.pool, { organisations: [] }, { text: 'select from duplicate_candidate' });
    const keys = await queryAs(stack.database.pool, { organisations: [] }, { text: 'select from case_block' });
    expect([seen.rowCount, keys.rowCount]).toEqual([0, 0]);
  });

  test('both owners are told that they may be one, once', async () => {
    for (const [caller, own] of [
      [bea, ours.id],
      [pia, theirs.id],
    ] as const) {
      const events = (await caller.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === pair.id);
      expect(events).toMatchObject([{ type: 'duplicate.found', data: { case: own } }]);
    }
  });
});
