import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { created } from './operations.ts';
import { aLot, aPairOperation, codeOf, compared, pairOf, reported, says } from './pairs.ts';
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

test('somebody names a pair that no score has found; both owners are told, and it stays until it is judged', async () => {
  const ours = await reported(bea, path, aLot());
  const theirs = await reported(pia, path, aLot({ transport: '1' }));
  const naming = { cases: [ours.id, theirs.id], reason: 'The seal was read over the telephone' };
  expect(await codeOf(clara.post(`${path}/duplicates`, { ...naming, cases: [ours.id, ours.id] }))).toBe('request.invalid');
  expect(await codeOf(clara.post(`${path}/duplicates`, { ...naming, cases: [ours.id, id] }))).toBe('case.not-found');
  expect(await codeOf(bea.post(`${path}/duplicates`, naming))).toBe('permission.denied');
  const pair = created(await clara.post(`${path}/duplicates`, naming));
  expect(await codeOf(clara.post(`${path}/duplicates`, naming))).toBe('duplicate.known-before');
  await compared(stack);
  expect((await pia.get(`/duplicates/${pair.id}`)).body).toMatchObject({
    state: 'open',
    namedBy: 'Clara Coordinator',
    namingReason: naming.reason,
  });
  const events = (await bea.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === pair.id);
  expect(events).toMatchObject([{ type: 'duplicate.found', data: { case: ours.id } }]);
  expect(created(await clara.post(`/duplicates/${pair.id}/decisions`, says('linked'))).primaryId).toBe(ours.id);
});

test('coordinators ask administrations what they think of a pair, by a tasking that is about it', async () => {
  const lot = aLot();
  const pair = await pairOf(stack, path, [await reported(bea, path, lot), await reported(pia, path, lot)]);
  const asked = {
    ...{
      kind: 'judge-duplicate',
      title: 'Is this one seizure?',
      about: pair.id,
      deadline: { wall: '2026-03-25T18:00', zone: 'Europe/Brussels' },
    },
    addressees: { list: ['be-customs', 'be-police'] },
  };
  created(await clara.post(`${path}/taskings`, asked));
  const task = (await pia.get('/tasks?limit=200')).body.items.find(({ kind }: any) => kind === 'judge-duplicate');
  expect(task.aboutId).toBe(pair.id);
  created(await pia.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
});
