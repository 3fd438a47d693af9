import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPurgeActivities } from '../activities/purges.ts';
import { openObjects } from '../activities/objects/open.ts';
import { A_PDF, attach, download } from './attach.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRow, csvOf, settled, upload } from './imports.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aCompleteOperation, countOf, everythingCounted, finished, previewOf, purgeDue } from './retention.ts';
import { aStack, type Stack } from './stack.ts';
import { readTestParts } from './test-parts.ts';
import { asWorker } from './worker-context.ts';

const objectsUrl = pathToFileURL(join(readTestParts().folder, randomUUID())).href;
const objects = openObjects(objectsUrl);
let stack: Stack;
const { clara, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack({ objectsUrl });
});
afterAll(() => stack.stop());

/** An attempt that is killed after so many heartbeats: one comes before each batch. */
async function killedAttempt(purgeId: string, beatsLeft: number): Promise<void> {
  const kill = new AbortController();
  let beats = 0;
  const beat = (): void => {
    beats += 1;
    if (beats === beatsLeft) kill.abort(new Error('killed'));
  };
  const { workOnPurge } = createPurgeActivities({ ...stack, objects, now: () => Date.now() } as never);
  await expect(asWorker({ cancelled: kill.signal, beat }, () => workOnPurge({ purgeId }))).rejects.toThrow('killed');
}

test('a purge whose worker is killed again and again goes on where it was: all goes once, all is told once, and the figures stay', async () => {
  const { id, editionId } = await aCompleteOperation(stack, {
    reporting: async (running) => {
      const rows = Array.from({ length: 600 }, () => aRow());
      const sent = created(await upload(stack, running, csvOf(rows), { query: { confirm: 'now' } }));
      expect((await settled(stack, sent.id)).counts.reported).toBe(600);
    },
  });
  const before = await everythingCounted(stack, id, editionId);
  await advance(clara, id, '2028-04-01T09:00');
  const { sha256 } = await previewOf(stack, id);
  await stack.stopWork();
  const { id: purgeId, records } = created(await clara.post(`/operations/${id}/purges`, { preview: sha256, reason: 'Their time is over' }));
  expect(records).toBeGreaterThan(603); // letters too, in the years that passed
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await killedAttempt(purgeId, 1);
    expect(await countOf(stack, 'tombstone', 'purge_id = $1 and purged_at is not null', [purgeId])).toBe(250 * attempt);
    expect(await countOf(stack, 'case_version', 'operation_id = $1', [id])).toBe(603 - 250 * attempt);
    expect(await everythingCounted(stack, id, editionId)).toEqual(before);
  }

  await stack.startWork();
  await finished(stack, purgeId);
  expect(await countOf(stack, 'case_version', 'operation_id = $1', [id])).toBe(0);
  expect(await countOf(stack, 'tombstone', "purge_id = $1 and kind = 'case' and purged_at is not null", [purgeId])).toBe(603);
  const { rows } = await stack.database.pool.query<{ records: number }>(
    `select sum((data ->> 'records')::int)::int as records from event where operation_id = $1 and type = 'records.purged'`,
    [id],
  );
  expect(rows[0]?.records).toBe(records);
  expect(await countOf(stack, 'event', `operation_id = $1 and type in ('purge.finished', 'figures.kept')`, [id])).toBe(2);
  expect(await everythingCounted(stack, id, editionId)).toEqual(before);
});

test('bytes go with the last row that tells of them: those that another case has too, or a file that came in again, stay', async () => {
  const shared = Buffer.concat([A_PDF, Buffer.from('shared')]);
  let alone = '';
  let both = '';
  let file = '';
  const { id } = await aCompleteOperation(stack, {
    reporting: async (running) => {
      const caseId = created(await bea.post(`/operations/${running}/cases`, aCase({ reference: 'BE-3' }))).id;
      const document = { kind: 'document', name: 'a.pdf' };
      alone = (await attach(stack, 'bea.belgium', caseId, A_PDF, document)).body.sha256;
      both = (await attach(stack, 'bea.belgium', caseId, shared, document)).body.sha256;
      const sent = created(await upload(stack, running, csvOf([aRow()])));
      await settled(stack, sent.id);
      const { rows } = await queryAs<{ sha256: string }>(stack.database.pool, EVERYTHING, {
        text: 'select sha256 from import where id = $1',
        values: [sent.id],
      });
      file = rows[0]?.sha256 ?? '';
      expect(await objects.exists(file)).toBe(true);
    },
  });
  const other = await aRunningOperation(stack);
  const kept = created(await bea.post(`/operations/${other}/cases`, aCase({ reference: 'BE-4' }))).id;
  const attached = (await attach(stack, 'bea.belgium', kept, shared, { kind: 'document', name: 'a.pdf' })).body;
  expect(attached.sha256).toBe(both);
  await advance(clara, id, '2028-04-01T09:00');
  await purgeDue(stack, id);
  expect([await objects.exists(alone), await objects.exists(both)]).toEqual([false, true]);
  expect((await download(stack, 'bea.belgium', attached.id)).bytes.equals(shared)).toBe(true);
  expect(await countOf(stack, 'loose_object', 'true', [])).toBe(0);
  expect(await objects.exists(file)).toBe(false);
});
