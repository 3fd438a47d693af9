import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { created } from './operations.ts';
import { aLot, aPair, aPairOperation, codeOf, pairOf, reported, says } from './pairs.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, felix, kira, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aPairOperation(stack);
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

test('nothing is judged twice, undone twice, or in a circle, and only by who may', async () => {
  const lot = aLot();
  const { ours, theirs, pair } = await aPair(stack, path, lot);
  const decide = (caller: typeof clara, which: any, body: object) => codeOf(caller.post(`/duplicates/${which.id}/decisions`, body));
  expect(await decide(bea, pair, says('linked'))).toBe('permission.denied');
  expect(await decide(felix, pair, says('linked'))).toBe('duplicate.not-found');
  expect(await decide(clara, pair, { ...says('linked'), reason: ' ' })).toBe('request.invalid');
  expect(await decide(clara, pair, says('distinct', { primary: ours.id }))).toBe('request.invalid');
  expect(await decide(clara, pair, says('linked', { primary: pair.id }))).toBe('duplicate.not-of-pair');
  expect(await codeOf(clara.post(`/duplicates/${pair.id}/undoings`, { reason: 'None' }))).toBe('duplicate.not-decided');

  expect(created(await clara.post(`/duplicates/${pair.id}/decisions`, says('linked', { primary: theirs.id }))).primaryId).toBe(theirs.id);
  expect(await decide(clara, pair, says('distinct'))).toBe('duplicate.decided-before');

  const third = await reported(bea, path, { ...lot, seizure: { ...lot.seizure, direction: 'import' } });
  const [withOurs, withTheirs] = await Promise.all([pairOf(stack, path, [third, ours]), pairOf(stack, path, [third, theirs])]);
  expect(await decide(clara, withOurs, says('linked'))).toBe('duplicate.counts-elsewhere');
  expect(await decide(clara, withTheirs, says('linked', { primary: third.id }))).toBe('duplicate.counts-elsewhere');
  // Customs at the border come first, but others count with the report of the police already.
  expect(created(await clara.post(`/duplicates/${withTheirs.id}/decisions`, says('linked'))).primaryId).toBe(theirs.id);
  expect((await pairOf(stack, path, [third, ours], 'withdrawn')).id).toBe(withOurs.id); // both count with the third: nobody is asked
  created(await clara.post(`/duplicates/${withTheirs.id}/undoings`, { reason: 'No' }));
  expect((await pairOf(stack, path, [third, ours], 'open')).id).toBe(withOurs.id);
});

test('a regional office judges pairs of its region, and leaves those of two regions to the coordinators', async () => {
  const { pair } = await aPair(stack, path);
  expect(created(await rita.post(`/duplicates/${pair.id}/decisions`, says('distinct'))).decidedBy).toBe('Rita Rilo');
  const lot = aLot();
  const left = await reported(kira, path, { ...lot, seizure: { ...lot.seizure, direction: 'export', destination: 'FR' } });
  const right = await reported(felix, path, { ...lot, seizure: { ...lot.seizure, direction: 'import', departure: 'KR' } });
  const across = await pairOf(stack, path, [left, right]);
  expect(await codeOf(rita.post(`/duplicates/${across.id}/decisions`, says('linked')))).toBe('duplicate.outside-region');
  expect(created(await clara.post(`/duplicates/${across.id}/decisions`, says('linked'))).state).toBe('linked');
});
