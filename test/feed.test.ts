import type { FeedRecord, Peer } from '../drills/peer.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aConsent, aFedOperation, aPeer, revoke } from './feeds.ts';
import { created } from './operations.ts';
import { pairOf, says } from './pairs.ts';
import { aCase } from './plans.ts';
import { scratchFolder } from './scratch.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let operationId: string;
let path: string;
let feedId: string;
let peer: Peer;
const told: FeedRecord[] = [];
const folder = scratchFolder();
const { clara, bea, felix, paul } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  ({ operationId, path, feedId } = await aFedOperation(stack));
  peer = await aPeer(stack, feedId, folder, { onRecord: (record) => told.push(record) });
});
afterAll(() => stack.stop());

const report = async (more: object = {}, by = bea): Promise<string> =>
  created(await by.post(`${path}/cases`, aCase({ reference: crypto.randomUUID(), ...more }))).id;
const followed = (look: () => unknown) => stack.until(async () => (await peer.follow(), look()));
const kindsOf = (id: string) => told.filter(({ body }) => body.caseId === id).map(({ kind }) => kind);
const lastOf = (id: string) => told.findLast(({ body }) => body.caseId === id);
const recallsOf = async () => (await clara.get(`/feeds/${feedId}`)).body.lag.recalls;

test('a report reaches the partner with how it may be used, whose it is, and what its owner calls it', async () => {
  const external = { system: 'SEIZE', id: 'S-77' };
  const id = await report({ external, handling: { code: 'H1', permission: 'Ask us before a court' } });
  await followed(() => peer.held().has(id));
  expect(peer.held().get(id)).toMatchObject({
    version: 1,
    body: {
      ...{ external, owner: { organisation: 'be-customs', country: 'BE' }, handling: { code: 'H1', tlp: 'GREEN' } },
      report: { seizures: aCase()['seizures'] },
    },
  });
});

test('a correction replaces, a restriction recalls, and what may be had again is told again', async () => {
  const id = await report();
  await followed(() => peer.held().has(id));
  expect((await bea.put(`/cases/${id}`, { reason: 'Counted again', seizures: aCase()['seizures'] })).status).toBe(200);
  await followed(() => peer.held().get(id)?.version === 2);
  created(await bea.post(`/cases/${id}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await followed(() => !peer.held().has(id));
  created(await bea.post(`/cases/${id}/handling`, { tlp: 'GREEN', reason: 'It is over' }));
  await followed(() => peer.held().has(id));
  created(await clara.post(`/cases/${id}/exclusions`, { reason: 'Not of this operation' }));
  await followed(() => !peer.held().has(id));
  expect(kindsOf(id)).toEqual(['report', 'correction', 'recall', 'report', 'recall']);
  expect(Object.keys(lastOf(id)?.body ?? {}).sort()).toEqual(['caseId', 'kind', 'primary']);
});

test('of two reports of one seizure one is told; the other is followed by a record that names it, and told again when the link is undone', async () => {
  const [ours, theirs] = [await report(), await report({}, felix)];
  await followed(() => peer.held().has(ours) && peer.held().has(theirs));
  created(await clara.post(`${path}/duplicates`, { cases: [ours, theirs], reason: 'One seal number' }));
  const { id: pairId } = await pairOf(stack, path, [{ id: ours }, { id: theirs }]);
  created(await clara.post(`/duplicates/${pairId}/decisions`, { ...says('linked'), primary: ours }));
  await followed(() => !peer.held().has(theirs));
  expect(lastOf(theirs)).toMatchObject({ kind: 'link', body: { primary: ours } });
  expect(peer.held().has(ours)).toBe(true);

  created(await bea.post(`/cases/${ours}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await followed(() => lastOf(theirs)?.kind === 'recall');
  expect(lastOf(theirs)?.body).not.toMatchObject({ primary: ours });
  created(await bea.post(`/cases/${ours}/handling`, { tlp: 'GREEN', reason: 'It is over' }));
  created(await clara.post(`/duplicates/${pairId}/undoings`, { reason: 'Two seals' }));
  await followed(() => peer.held().has(ours) && peer.held().has(theirs));
});

test('consent lets a report leave, its end by time or by revocation recalls it, and nobody need say anything for that', async () => {
  const [mine, dated] = [await report({ handling: { code: 'H2' } }), await report({ handling: { code: 'H2' } })];
  const to = { operationId, owner: 'be-customs', recipient: 'europol', from: '2026-03-01T00:00:00Z' };
  const consent = await aConsent(stack, { ...to, caseIds: [mine] });
  await aConsent(stack, { ...to, caseIds: [dated], until: '2026-03-16T00:00:00Z' });
  await followed(() => peer.held().has(mine) && peer.held().has(dated));
  await revoke(stack, consent);
  await followed(() => !peer.held().has(mine));
  expect(peer.held().has(dated)).toBe(true);
  await advance(clara, operationId, '2026-03-17T09:00');
  await followed(() => !peer.held().has(dated));
});

test('the owner can show who had a report, and whether its recall was confirmed; the coordinator sees what was not', async () => {
  const id = await report();
  await followed(() => peer.held().has(id));
  const before = await recallsOf();
  created(await bea.post(`/cases/${id}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await stack.until(async () => (await recallsOf()).open === before.open + 1);
  const disclosed = async (): Promise<any[]> => (await bea.get(`/cases/${id}/disclosures`)).body.feeds;
  expect(await disclosed()).toMatchObject([{ feedId, recipient: 'europol', version: 1, recall: { readAt: null, acknowledgedAs: null } }]);
  await advance(clara, operationId, '2026-03-20T09:00');
  expect(await recallsOf()).toMatchObject({ open: before.open + 1, overdue: 1 });
  await followed(() => !peer.held().has(id));
  await stack.until(async () => (await peer.follow(), (await recallsOf()).open === before.open));
  expect(await disclosed()).toMatchObject([{ recall: { readAt: expect.any(String), acknowledgedAs: 'taken' } }]);
});

test('what was never read is dropped without a word: the partner is not even told its name', async () => {
  const id = await report();
  await stack.until(async () => (await clara.get(`/feeds/${feedId}`)).body.lag.unread === 1);
  created(await bea.post(`/cases/${id}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await stack.until(async () => (await clara.get(`/feeds/${feedId}`)).body.lag.unread === 0);
  await peer.follow();
  expect(kindsOf(id)).toEqual([]);
});

test('numbers by which seizures are matched, names of other systems, and text that may name somebody never leave', async () => {
  const [seizure] = aCase()['seizures'] as object[];
  const keys = [{ kind: 'parcel', value: 'RR123456785BE' }];
  const named = { ...seizure, keys, place: 'At the home of Mr John Smith, passport AB1234567', concealment: 'In the bag of Mr John Smith' };
  const more = { summary: 'Mr John Smith, born 01.02.1980, phone +32 470 12 34 56', nationalReference: 'PV-2026-1', seizures: [named] };
  const id = await report(more);
  const { items } = (await clara.get(`${path}/reviews?limit=200`)).body;
  const asked = items.filter((each: any) => each.caseId === id && each.code === 'case.text-identifying');
  expect(asked.length).toBeGreaterThan(0);
  await followed(() => peer.held().has(id));
  const text = () => JSON.stringify(peer.held().get(id));
  for (const secret of ['RR123456785BE', 'PV-2026-1', 'Smith', '470']) expect(text()).not.toContain(secret);
  for (const { id: review } of asked)
    created(await clara.post(`${path}/reviews/${review}/settlements`, { outcome: 'dismissed', reason: 'An invented name' }));
  await followed(() => text().includes('Smith'));
  for (const secret of ['RR123456785BE', 'PV-2026-1']) expect(text()).not.toContain(secret);
});

test('a paused feed tells of recalls only, and tells the rest when it goes on', async () => {
  const known = await report();
  await followed(() => peer.held().has(known));
  created(await paul.post(`/feeds/${feedId}/pauses`, { reason: 'We move house' }));
  const later = await report();
  created(await bea.post(`/cases/${known}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  await followed(() => !peer.held().has(known));
  expect(kindsOf(later)).toEqual([]);
  created(await paul.post(`/feeds/${feedId}/resumptions`, { reason: 'We are back' }));
  await followed(() => peer.held().has(later));
});
