import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedRecord } from '../drills/peer.ts';
import { workFeeds } from '../prisma/feeds/work.ts';
import { castOf } from './cast.ts';
import { aFedOperation, aPeer, fed } from './feeds.ts';
import { aCase } from './plans.ts';
import { scratchFolder } from './scratch.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
let feedId: string;
const folder = scratchFolder();
const { bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  ({ path, feedId } = await aFedOperation(stack));
});
afterAll(() => stack.stop());

const LANES = 8;
const TURNS = 12;
const AT_ONCE = 10;

/** The ids of what one lane reported, in batches. */
async function reportMany(lane: number): Promise<string[]> {
  const ids: string[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const reports = Array.from({ length: AT_ONCE }, (_, i) => aCase({ reference: `L-${lane}-${turn}-${i}-${crypto.randomUUID()}` }));
    ids.push(...(await reported(lane % 2 === 0 ? bea : felix, reports)));
  }
  return ids;
}

/** Sends them again after an outage, as whoever reports does: a connection that is broken for a feeder may be this one's by then. */
async function reported(by: typeof bea, reports: object[]): Promise<string[]> {
  return stack.until(async () => {
    const { status, body } = await by.post(`${path}/cases:batch`, { reports });
    if (status === 503) return null;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.results.map(({ id }: { id: string }) => id);
  });
}

test('while many report and two feeders work, a reader with a small page misses nothing, and gets nothing twice', async () => {
  const told: FeedRecord[] = [];
  const peer = await aPeer(stack, feedId, folder, { limit: 7, onRecord: (record) => told.push(record) });
  let isOver = false;
  const feeding = (async () => {
    while (!isOver) await workFeeds(stack.database, 20, Date.now());
  })();
  const reading = (async () => {
    while (!isOver) await peer.follow();
  })();
  const ids = (await Promise.all(Array.from({ length: LANES }, (_, lane) => reportMany(lane)))).flat();
  await fed(stack);
  await stack.until(async () => peer.held().size >= ids.length);
  isOver = true;
  await Promise.all([feeding, reading]);
  await peer.follow();
  expect(told.map(({ position }) => position)).toEqual([...told].map(({ position }) => position).sort((a, b) => a - b));
  expect(told.map(({ kind }) => kind)).toEqual(told.map(() => 'report'));
  expect(told.map(({ body }) => body.caseId).sort()).toEqual([...ids].sort());
});

const KILLS = 8;

test('a peer that is killed again and again, and feeders whose connections break, lose and double nothing', async () => {
  const file = join(folder, 'killed.ndjson');
  const sizeOf = async () => (await stat(file).catch(() => ({ size: 0 }))).size;
  const start = () => {
    const args = ['drills/follow.ts', stack.url, feedId, 'paul.partner', file, '--limit', '13'];
    return spawn(join('node_modules', '.bin', 'node'), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  };
  const killing = (async () => {
    for (let kills = 0; kills < KILLS; kills += 1) {
      const child = start();
      const before = await sizeOf();
      // When it has written something down and not acknowledged it, or has begun to read the next.
      await (kills % 2 === 0 ? stack.until(async () => (await sizeOf()) > before) : once(child.stdout, 'data'));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  })();
  let [breaks, isOver] = [0, false];
  const breaking = (async () => {
    const text = `select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and state <> 'idle' and query ~ '^\\s*with touched' and datname = current_database()`;
    while (!isOver) breaks += (await stack.database.pool.query(text)).rowCount ?? 0;
  })();
  const ids: string[] = [];
  while (breaks < 2 || ids.length < 2 * TURNS * AT_ONCE) ids.push(...(await Promise.all([0, 1].map(reportMany))).flat());
  isOver = true;
  await Promise.all([breaking, killing]);
  const mine = (await bea.get(`${path}/cases?limit=5`)).body.items.map(({ id }: { id: string }) => id);
  for (const id of mine) {
    expect((await bea.put(`/cases/${id}`, { reason: 'Counted again', seizures: aCase()['seizures'] })).status).toBe(200);
  }

  const peer = await aPeer(stack, feedId, folder);
  const isNew = () => mine.every((id: string) => peer.held().get(id)?.version === 2);
  await stack.until(async () => (await peer.follow(), ids.every((id) => peer.held().has(id)) && isNew()));
  const last = start();
  await stack.until(async () => (await aPeer(stack, feedId, folder, { file })).position() >= peer.position());
  last.kill('SIGKILL');
  await once(last, 'exit');
  const survivor = await aPeer(stack, feedId, folder, { file });
  expect([...survivor.held()].sort()).toEqual([...peer.held()].sort());
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('{"line"'));
  const positions = lines.map((line) => JSON.parse(JSON.parse(line).line).position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
});
