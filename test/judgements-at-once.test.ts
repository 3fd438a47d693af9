import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aLot, aPairOperation, pairOf, reported, says } from './pairs.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, pia } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aPairOperation(stack);
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const counted = async (): Promise<any> => (await clara.get(`${path}/statistics`)).body.figures;

test('sixteen people who judge at once leave one judgement, and one report that counts for all', async () => {
  const lot = aLot();
  const cases = [
    await reported(bea, path, lot),
    await reported(pia, path, lot),
    await reported(bea, path, lot),
    await reported(pia, path, lot),
  ];
  const pairs = await Promise.all(cases.flatMap((one, i) => cases.slice(i + 1).map((two) => pairOf(stack, path, [one, two]))));
  const before = (await counted()).cases;
  const answers = await Promise.all(
    [...pairs, ...pairs, ...pairs.slice(0, 4)].map((pair) => clara.post(`/duplicates/${pair.id}/decisions`, says('linked'))),
  );
  const taken = answers.filter(({ status }) => status === 201).length;
  const refused = new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code));
  expect([...refused].filter((code) => !['duplicate.decided-before', 'duplicate.counts-elsewhere'].includes(code))).toEqual([]);
  expect(taken).toBeGreaterThan(0);
  expect((await counted()).cases).toBe(before - taken);
});
