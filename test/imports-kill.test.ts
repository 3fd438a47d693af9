import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createImportActivities } from '../activities/imports.ts';
import { openObjects } from '../activities/objects/open.ts';
import { castOf } from './cast.ts';
import { aRow, csvOf, settled, upload } from './imports.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { readTestParts } from './test-parts.ts';
import { asWorker } from './worker-context.ts';

const objectsUrl = pathToFileURL(join(readTestParts().folder, randomUUID())).href;
let stack: Stack;
let id: string;
const { clara, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack({ objectsUrl });
  id = await aRunningOperation(stack);
});
afterAll(() => stack.stop());
beforeEach(() => stack.stopWork());
afterEach(() => stack.startWork());

const casesCounted = async (): Promise<number> => (await clara.get(`/operations/${id}/statistics`)).body.figures.cases;

/** An attempt that is killed when it has counted two chunks of cases. */
async function killedAttempt(importId: string): Promise<void> {
  const kill = new AbortController();
  let beats = 0;
  const beat = (): void => {
    beats += 1;
    if (beats === 2) kill.abort(new Error('killed'));
  };
  const { workOnImport } = createImportActivities({ ...stack, objects: openObjects(objectsUrl), now: () => Date.now() } as never);
  await expect(asWorker({ cancelled: kill.signal, beat }, () => workOnImport({ importId }))).rejects.toThrow('killed');
}

test('an import whose worker is killed in the middle goes on where it was, and every case is taken and counted once', async () => {
  const rows = Array.from({ length: 1_200 }, (_, i) => aRow(i % 100 === 7 ? { quantity: 'many' } : {}));
  const sent = created(await upload(stack, id, csvOf(rows), { query: { confirm: 'now' } }));
  await killedAttempt(sent.id);
  expect((await bea.get(`/imports/${sent.id}`)).body).toMatchObject({
    state: 'taking',
    position: 501,
    lastRow: 1_201,
    counts: { reported: 495 },
  });

  await stack.startWork();
  const done = await settled(stack, sent.id);
  expect(done).toMatchObject({ state: 'done', counts: { reported: 1_188, corrected: 0, unchanged: 0, refused: 12 }, rowsRefused: 12 });
  expect(await casesCounted()).toBe(1_188);
});

test('what was written by an attempt that could not count it any more is counted as what that attempt had made of it', async () => {
  const before = await casesCounted();
  const rows = Array.from({ length: 600 }, () => aRow());
  const sent = created(await upload(stack, id, csvOf(rows), { query: { confirm: 'now' } }));
  await killedAttempt(sent.id);
  // As a kill between the two would have left it: the cases are there, and the steps that count them are not.
  const uncounted = `update import set position = 0, reported = 0 where id = '${sent.id}'`;
  await stack.database.pool.query(`do $$ begin perform set_config('app.sees_all', 'yes', true); ${uncounted}; end $$`);

  await stack.startWork();
  expect((await settled(stack, sent.id)).counts).toEqual({ reported: 600, corrected: 0, unchanged: 0, refused: 0 });
  expect(await casesCounted()).toBe(before + 600);
});

test('while no worker and no relay is there, a file is received all the same, and is looked at later', async () => {
  const sent = created(await upload(stack, id, csvOf([aRow()])));
  expect((await bea.get(`/imports/${sent.id}`)).body.state).toBe('previewing');
  await stack.startWork();
  expect((await settled(stack, sent.id)).counts.reported).toBe(1);
});
