import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aFedOperation, aFeed, aPeer, fed, SHARED } from './feeds.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { scratchFolder } from './scratch.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
let feedId: string;
const folder = scratchFolder();
const { ada, clara, igor, bea, felix, dirk, kira, otto, paul, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
const codeOf = async (answer: Promise<any>): Promise<string | undefined> => (await answer).body.code;
const asking = { purpose: 'analysis', reason: 'To compare with our cases' };

beforeAll(async () => {
  stack = await aStack();
  ({ path, feedId } = await aFedOperation(stack, { partners: ['europol', 'meridian-pharma'] }));
});
afterAll(() => stack.stop());

test('nobody but the partner follows its feed, and for whoever neither decides nor audits it there is none', async () => {
  const everybody: [Caller, string | undefined, string | undefined][] = [
    [paul, undefined, undefined],
    [clara, undefined, 'permission.denied'],
    [otto, undefined, 'permission.denied'],
    [ada, undefined, 'permission.denied'],
    ...[bea, felix, dirk, kira, rita, igor].map((who): [Caller, string, string] => [who, 'feed.not-found', 'feed.not-found']),
  ];
  for (const [who, reading, following] of everybody) {
    expect(await codeOf(who.get(`/feeds/${feedId}`))).toBe(reading);
    expect(await codeOf(who.get(`/feeds/${feedId}/records`))).toBe(following);
  }
  created(await ada.post('/people', { subject: 'petra.partner', name: 'Petra', organisation: 'meridian-pharma', roles: ['partner'] }));
  const petra = await stack.as('petra.partner');
  expect(await codeOf(petra.get(`/feeds/${feedId}`))).toBe('feed.not-found');
  expect(await codeOf(petra.get(`/feeds/${feedId}/records`))).toBe('feed.not-found');
  expect(await codeOf(petra.post(`/feeds/${feedId}/acknowledgements`, { acknowledgements: [] }))).toBe('feed.not-found');
  expect((await petra.get(`${path}/feeds`)).body.items).toEqual([]);
  expect(await codeOf(petra.post(`${path}/feeds`, asking))).toBe('feed.beyond-ceiling');
  expect(await codeOf(petra.post(`${path}/feeds`, { ...asking, recipient: 'europol' }))).toBe('feed.not-own');
  expect(await codeOf(bea.post(`${path}/feeds`, asking))).toBe('permission.denied');
});

test('a feed is for partners, asked for by one person and approved by another, once', async () => {
  const id = await aRunningOperation(stack, { plan: SHARED });
  const feeds = `/operations/${id}/feeds`;
  expect(await codeOf(clara.post(feeds, { ...asking, recipient: 'olaf' }))).toBe('feed.not-partner');
  expect(await codeOf(clara.post(feeds, { ...asking, recipient: 'nobody' }))).toBe('feed.not-partner');
  expect(await codeOf(clara.post(feeds, { ...asking, recipient: 'europol', purpose: 'gossip' }))).toBe('request.invalid');
  expect(await codeOf(clara.post(feeds, { recipient: 'europol', purpose: 'analysis' }))).toBe('request.invalid');
  const asked = created(await clara.post(feeds, { ...asking, recipient: 'europol' }));
  const feed = `/feeds/${asked.id}`;
  expect(await codeOf(paul.post(feeds, asking))).toBe('feed.asked-before');
  expect(await codeOf(paul.get(`${feed}/records`))).toBe('feed.not-open');
  expect(await codeOf(clara.post(`${feed}/decisions`, { decision: 'approve', reason: 'Mine' }))).toBe('feed.own-asking');
  expect(await codeOf(paul.post(`${feed}/decisions`, { decision: 'approve', reason: 'Ours' }))).toBe('permission.denied');
  expect(await codeOf(paul.post(`${feed}/pauses`, { reason: 'Not yet' }))).toBe('feed.unfit-change');
  expect(created(await clara.post(`${feed}/decisions`, { decision: 'refuse', reason: 'A mistake' })).state).toBe('refused');
  expect(await codeOf(paul.post(`${feed}/acknowledgements`, { acknowledgements: [anAcknowledgement()] }))).toBe('feed.not-open');

  const another = await aFeed(stack, `/operations/${id}`);
  expect(created(await paul.post(`/feeds/${another}/endings`, { reason: 'No need any more' })).state).toBe('ended');
  expect(await codeOf(paul.post(`/feeds/${another}/resumptions`, { reason: 'Again' }))).toBe('feed.unfit-change');
  const { items } = (await clara.get(`/operations/${id}/events?limit=200`)).body;
  const story = items.filter(({ type }: any) => type.startsWith('feed.')).map(({ type, data }: any) => [type, data.change]);
  expect(story).toEqual([
    ...[
      ['feed.asked', undefined],
      ['feed.changed', 'refuse'],
    ],
    ...[
      ['feed.asked', undefined],
      ['feed.changed', 'approve'],
      ['feed.changed', 'end'],
    ],
  ]);
});

const anAcknowledgement = (more: object = {}) => ({ position: 1, hash: 'ab'.repeat(32), outcome: 'taken', ...more });

test('a cursor that is none, an acknowledgement of what was not sent, or not as it was sent, is refused by itself, and told', async () => {
  for (const query of ['after=-1', 'after=x', 'after=1e300', 'limit=0', 'limit=1000001', 'until=3']) {
    expect(await codeOf(paul.get(`/feeds/${feedId}/records?${query}`))).toBe('request.invalid');
  }
  expect((await paul.get(`/feeds/${feedId}/records?after=9007199254740991`)).body).toBe('');
  expect(await codeOf(paul.get('/feeds/17/records'))).toBe('request.route-unknown');

  created(await bea.post(`${path}/cases`, aCase()));
  const line = await stack.until(async () => (await paul.get(`/feeds/${feedId}/records`)).body);
  const { position, hash } = JSON.parse(line);
  const acknowledge = (...acknowledgements: object[]) => paul.post(`/feeds/${feedId}/acknowledgements`, { acknowledgements });
  const answer = await acknowledge(
    anAcknowledgement({ position, hash, externalId: 'P-1' }),
    anAcknowledgement({ position }),
    anAcknowledgement({ position: 9_999, hash }),
  );
  expect(answer.body.results).toEqual([
    { position, outcome: 'acknowledged' },
    { position, outcome: 'refused', code: 'feed.record-tampered' },
    { position: 9_999, outcome: 'refused', code: 'feed.record-unknown' },
  ]);
  expect((await acknowledge(anAcknowledgement({ position, hash, externalId: 'P-1' }))).body.results).toEqual([
    { position, outcome: 'unchanged' },
  ]);
  const events = (await clara.get(`${path}/events?limit=200`)).body.items;
  expect(events.filter(({ type }: any) => type === 'feed.disputed').map(({ data }: any) => data.positions)).toEqual([[position, 9_999]]);
  expect(events.filter(({ type }: any) => type === 'feed.acknowledged')).toHaveLength(1);

  for (const more of [{ hash: 'x' }, { outcome: 'maybe' }, { position: 0 }, { position: 1.5 }, { externalId: '' }, { other: 1 }]) {
    expect(await codeOf(acknowledge(anAcknowledgement(more)))).toBe('request.invalid');
  }
  expect(await codeOf(acknowledge())).toBe('request.invalid');
  expect(await codeOf(acknowledge(...Array.from({ length: 1_001 }, () => anAcknowledgement())))).toBe('request.invalid');
});

test('a record that its reader refuses stays in the view until it is taken', async () => {
  const lag = async () => (await clara.get(`/feeds/${feedId}`)).body.lag;
  const [line] = (await paul.get(`/feeds/${feedId}/records`)).body.split('\n');
  const { position, hash } = JSON.parse(line);
  const say = (outcome: string) =>
    paul.post(`/feeds/${feedId}/acknowledgements`, { acknowledgements: [{ position, hash, outcome, reason: 'No such heading here' }] });
  await say('refused');
  expect(await lag()).toMatchObject({ records: 1, refused: 1 });
  await say('taken');
  expect(await lag()).toMatchObject({ records: 1, refused: 0, unacknowledged: 0, acknowledgedUntil: position });
});

test("a partner's own report that carries the name of a record that it was sent is put before whoever judges pairs", async () => {
  const recipient = { partners: ['europol', 'be-police'] };
  const operation = await aRunningOperation(stack, {
    plan: {
      ...SHARED,
      ...recipient,
      invitees: ['be-customs', 'be-police'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'phase-1' })),
    },
    accepting: ['bea.belgium', 'pia.police'],
  });
  created(await ada.post('/people', { subject: 'penny.police', name: 'Penny', organisation: 'be-police', roles: ['partner'] }));
  const [penny, pia] = [await stack.as('penny.police'), await stack.as('pia.police')];
  const { id: own } = created(await penny.post(`/operations/${operation}/feeds`, asking));
  created(await clara.post(`/feeds/${own}/decisions`, { decision: 'approve', reason: 'Agreed' }));
  const { id } = created(await bea.post(`/operations/${operation}/cases`, aCase()));
  const line = await stack.until(async () => (await penny.get(`/feeds/${own}/records`)).body);
  const { position, hash } = JSON.parse(line);
  await penny.post(`/feeds/${own}/acknowledgements`, { acknowledgements: [{ position, hash, outcome: 'taken', externalId: 'POL-9' }] });

  const other = { number: 1, seizedAt: '2026-03-05T12:00:00+01:00', goods: [{ heading: 'vaccines', quantity: '3', unit: 'E27' }] };
  const theirs = created(
    await pia.post(`/operations/${operation}/cases`, { reference: 'POL-9', external: { system: 'POL', id: 'POL-9' }, seizures: [other] }),
  );
  const pair = await stack.until(async () =>
    (await clara.get(`/operations/${operation}/duplicates`)).body.items.find(({ sides }: any) =>
      [id, theirs.id].every((each) => sides.some(({ caseId }: any) => caseId === each)),
    ),
  );
  expect(pair.reasons.map(({ code }: any) => code)).toContain('same-external-id');
});

test('whoever reads again from the beginning is told what holds, and the name that it gave', async () => {
  const peer = await aPeer(stack, feedId, folder);
  await peer.follow();
  const [line] = (await paul.get(`/feeds/${feedId}/records`)).body.split('\n');
  expect(JSON.parse(line).yourId).toBe([...peer.held().values()][0]?.id);
});

test('whoever is a partner no more is told by its feed what it may not have any more, confirms it, and is told nothing else', async () => {
  const { operationId, path: road, feedId: own } = await aFedOperation(stack);
  const { id } = created(await bea.post(`${road}/cases`, aCase()));
  const line = await stack.until(async () => (await paul.get(`/feeds/${own}/records`)).body);
  const { position: first, hash: taken } = JSON.parse(line);
  await paul.post(`/feeds/${own}/acknowledgements`, { acknowledgements: [{ position: first, hash: taken, outcome: 'taken' }] });

  const plan = aPlan({ ...SHARED, partners: [], publication: { ...aPlan().publication, recipients: [] } });
  created(await clara.post(`${road}/amendments`, { reason: 'One partner less', plan }));
  await approve(stack, dirk, created(await clara.post(`${road}/submissions`)).approvalId);
  const recall = await stack.until(async () => (await paul.get(`/feeds/${own}/records?after=${first}`)).body);
  const { kind, position, hash } = JSON.parse(recall);
  expect([kind, recall.includes('medicines')]).toEqual(['recall', false]);
  created(await bea.post(`${road}/cases`, aCase({ reference: 'AFTER' })));
  await fed(stack);
  expect((await paul.get(`/feeds/${own}/records?after=${position}`)).body).toBe('');
  await paul.post(`/feeds/${own}/acknowledgements`, { acknowledgements: [{ position, hash, outcome: 'taken' }] });
  const disclosures = await bea.get(`/cases/${id}/disclosures`);
  expect(disclosures.body.feeds).toMatchObject([{ recall: { acknowledgedAs: 'taken' } }]);
  expect(await codeOf(paul.get(`/operations/${operationId}`))).toBe('permission.denied');
});
