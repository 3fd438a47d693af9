import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClient, type Client } from './client.ts';
import { openFeedOperation, PARTNER } from './feed-operation.ts';
import { openPeer, type FeedRecord, type Peer } from './peer.ts';
import { pick, randomOf, type Random } from './random.ts';
import { Refusal } from './refusal.ts';
import { COORDINATOR, MEMBERS } from './running-operation.ts';
import { openTokens } from './tokens.ts';
import { until } from './until.ts';

type Known = { id: string; owner: string; version: number; tlp: string; isOut: boolean; countsWith: string | null };
type Pair = { id: string; primary: Known; secondary: Known };

const STEPS = 300;
/** Two of three things are reports: a feed has more to tell than to recall. */
const THINGS = [
  'report',
  'report',
  'report',
  'report',
  'report',
  'report',
  'correct',
  'handle',
  'count',
  'link',
  'unlink',
  'kill',
] as const;

/**
 * Reports, corrects, restricts, excludes and links at random while a partner follows its feed and is killed at times. Answers what is not as it should be: what the
 * partner was given that it could not have any more when it asked, and what it has in the end beside or without what it may have.
 */
export async function playFeed(url: string, tell: (line: string) => void, seed = 'feed'): Promise<string[]> {
  const client = await openClient(url);
  const tokenOf = await openTokens(url);
  const { operation, feedId } = await openFeedOperation(client);
  const folder = await mkdtemp(join(tmpdir(), 'concert-peer-'));
  const file = join(folder, 'peer.ndjson');
  const told: FeedRecord[] = [];
  const open = (): Promise<Peer> =>
    openPeer({ url, feedId, file, token: () => tokenOf(PARTNER), limit: 25, onRecord: (record) => told.push(record) });
  const drill: FeedDrill = { client, operation, random: randomOf(seed), cases: [], pairs: [] };
  const wrong: string[] = [];
  let peer = await open();
  async function follow(): Promise<void> {
    const forbidden = new Set(drill.cases.filter((known) => !mayBeHad(known)).map(({ id }) => id));
    told.length = 0;
    await peer.follow();
    for (const { kind, position, body } of told) {
      const isContent = kind === 'report' || kind === 'correction';
      if (isContent && forbidden.has(body.caseId))
        wrong.push(`Record ${position} carries case ${body.caseId}, which was withheld before it was asked for.`);
    }
  }
  try {
    for (let step = 1; step <= STEPS; step += 1) {
      const thing = pick(drill.random, THINGS);
      if (thing === 'kill') peer = await open();
      else await take(drill, thing);
      if (step % 3 === 0) await follow();
      if (step % 100 === 0) tell(`  ${step} steps: ${drill.cases.length} cases, ${peer.held().size} held by the partner`);
    }
    await until('the partner has what it may have', async () => {
      await follow();
      return differences(drill, peer).length === 0 || null;
    }).catch(() => null);
    wrong.push(...differences(drill, peer));
    const { body: feed } = await client.get<{ lag: { recalls: { open: number } } }>(COORDINATOR, `/feeds/${feedId}`);
    if (feed.lag.recalls.open > 0) wrong.push(`${feed.lag.recalls.open} recalls are not confirmed.`);
    const may = drill.cases.filter(mayBeHad).length;
    tell(
      `  ${drill.cases.length} cases were reported, ${may} may be had, ${peer.held().size} are held; the last record is ${peer.position()}`,
    );
    return wrong;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type FeedDrill = { client: Client; operation: string; random: Random; cases: Known[]; pairs: Pair[] };

const mayBeHad = ({ tlp, isOut, countsWith }: Known): boolean => tlp === 'GREEN' && !isOut && countsWith === null;

function differences({ cases }: FeedDrill, peer: Peer): string[] {
  return cases.flatMap((known) => {
    const held = peer.held().get(known.id);
    if (!mayBeHad(known)) return held ? [`Case ${known.id} is held and may not be had.`] : [];
    return held?.version === known.version
      ? []
      : [`Case ${known.id} should be held in version ${known.version}, and is in ${held?.version ?? 'none'}.`];
  });
}

async function take(drill: FeedDrill, thing: Exclude<(typeof THINGS)[number], 'kill'>): Promise<void> {
  const { client, operation, random, cases, pairs } = drill;
  const reason = 'A drill';
  if (thing === 'report' || cases.length < 2) {
    const owner = pick(random, MEMBERS);
    const report = { reference: `D-${cases.length}`, seizures: seizuresOf(cases.length) };
    const { body } = await client.post<{ id: string }>(owner, `${operation}/cases`, report);
    cases.push({ id: body.id, owner, version: 1, tlp: 'GREEN', isOut: false, countsWith: null });
    return;
  }
  const some = pick(random, cases);
  if (thing === 'correct') {
    const { etag } = await client.get(some.owner, `/cases/${some.id}`);
    await client.put(some.owner, `/cases/${some.id}`, { reason, seizures: seizuresOf(some.version) }, etag);
    some.version += 1;
  } else if (thing === 'handle') {
    some.tlp = some.tlp === 'GREEN' ? 'RED' : 'GREEN';
    await client.post(some.owner, `/cases/${some.id}/handling`, { tlp: some.tlp, reason });
  } else if (thing === 'count') {
    await client.post(COORDINATOR, `/cases/${some.id}/${some.isOut ? 'inclusions' : 'exclusions'}`, { reason });
    some.isOut = !some.isOut;
  } else if (thing === 'link') {
    const other = pick(random, cases);
    const isFree = pairs.every(({ primary, secondary }) => ![primary, secondary].some((each) => each === some || each === other));
    if (other === some || !isFree) return;
    const pair = await linkOf(drill, other, some);
    if (pair) pairs.push(pair);
  } else {
    const [pair] = pairs.splice(0, 1);
    if (!pair) return;
    await client.post(COORDINATOR, `/duplicates/${pair.id}/undoings`, { reason });
    pair.secondary.countsWith = null;
  }
}

/** Null where the two were brought together before: whoever judges has said that they are two. */
async function linkOf({ client, operation }: FeedDrill, primary: Known, secondary: Known): Promise<Pair | null> {
  const named = { cases: [primary.id, secondary.id], reason: 'One seal' };
  const answer = await client.post<{ id: string }>(COORDINATOR, `${operation}/duplicates`, named).catch((refusal: unknown) => {
    if (refusal instanceof Refusal && refusal.code === 'duplicate.known-before') return null;
    throw refusal;
  });
  if (!answer) return null;
  const { id } = answer.body;
  await client.post(COORDINATOR, `/duplicates/${id}/decisions`, { decision: 'linked', primary: primary.id, reason: 'One seal' });
  secondary.countsWith = primary.id;
  return { id, primary, secondary };
}

function seizuresOf(nth: number): object[] {
  return [
    { number: 1, seizedAt: '2021-05-03T10:30:00+02:00', goods: [{ heading: 'medicines', quantity: String(1 + nth * 17), unit: 'C62' }] },
  ];
}
