import { randomUUID } from 'node:crypto';
import { type Answer, type Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aDraft, aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, dirk, bea, benoit } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
/** A running operation of which Belgium takes part. */
let path: string;

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack)}`;
});
afterAll(() => stack.stop());

const withKey = (key: string) => ({ 'Idempotency-Key': key });
const countEvents = (type: string): Promise<number> => stack.database.prisma.event.count({ where: { type } });
const gist = ({ status, body, headers }: Answer) => ({ status, body, location: headers.get('Location'), etag: headers.get('ETag') });

/** Sends a request ten times at once and once more, and once without a key; answers what it was answered, having made sure that all were. */
async function once(event: string, caller: Caller, target: string, body?: object): Promise<any> {
  const missing = await caller.post(target, body, withKey(''));
  expect([missing.status, missing.body.code]).toEqual([400, 'request.key-missing']);

  const before = await countEvents(event);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => caller.post(target, body, withKey(key))));
  const first = gist(answers[0] as Answer);
  expect(first.status).toBe(201);
  for (const answer of [...answers, await caller.post(target, body, withKey(key))]) expect(gist(answer)).toEqual(first);
  expect(await countEvents(event)).toBe(before + 1);

  const other = await caller.post('/operations', {}, withKey(key)); // the same key for something else
  if (caller === clara) expect([other.status, other.body.code]).toEqual([422, 'request.key-reused']);
  return first.body;
}

test('on the whole road, every POST that is sent ten times at once is done once and answered alike', async () => {
  await once('organisation.registered', ada, '/organisations', { code: 'once', name: 'Once', kind: 'customs', service: 'customs' });
  await once('person.registered', ada, '/people', { subject: 'once', name: 'Once', organisation: 'once' });
  const { id } = await once('operation.created', clara, '/operations', { plan: aPlan(), drill: { startsAt: at('2026-02-01T09:00') } });
  const { approvalId } = await once('plan.submitted', clara, `/operations/${id}/submissions`);
  await once('approval.decided', dirk, `/approvals/${approvalId}/decisions`, { decision: 'approve' });
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'approved');
  await once('operation.launched', clara, `/operations/${id}/launches`);
  await once('task.answered', bea, `/tasks/${(await ownTask(bea, id, 'take-part')).id}/answers`, { answer: 'accept' });
  await advance(clara, id, '2026-03-15T09:00');
  await once('nil-return.filed', bea, `/operations/${id}/nil-returns`, { period: 'phase-1' });
  await once('case.reported', bea, `/operations/${id}/cases`, aCase());
  await once('plan.drafted', clara, `/operations/${id}/amendments`, { reason: 'More', plan: aPlan({ objectives: ['More'] }) });
  await advance(clara, id, '2026-04-12T09:00');
  await once('edition.frozen', clara, `/operations/${id}/editions`, { edition: 'final' });
});

test.each<[string, () => Promise<[Caller, string, object, object]>]>([
  ['a case', async () => [bea, `${path}/cases`, aCase({ reference: 'key-1' }), aCase({ reference: 'key-2' })]],
  ['an operation', async () => [clara, '/operations', { title: 'First' }, { title: 'Second' }]],
  ['an edition', async () => [clara, `/operations/${await atCutOff()}/editions`, { edition: 'final' }, { edition: 'other' }]],
])('a key that was used for %s is refused for another one, and says so', async (_, make) => {
  const [caller, target, one, other] = await make();
  const key = randomUUID();
  created(await caller.post(target, one, withKey(key)));
  const { status, body } = await caller.post(target, other, withKey(key));
  expect([status, body.code]).toEqual([422, 'request.key-reused']);
});

async function atCutOff(): Promise<string> {
  return aRunningOperation(stack, { wall: '2026-04-12T09:00' });
}

test('the same key of two people names two requests', async () => {
  const key = randomUUID();
  const colleague = { subject: 'benoit.belgium', name: 'Benoit', organisation: 'be-customs', roles: ['reporter'] };
  created(await ada.post('/people', colleague));
  const [one, two] = [
    await bea.post(`${path}/cases`, aCase({ reference: 'two-1' }), withKey(key)),
    await benoit.post(`${path}/cases`, aCase({ reference: 'two-2' }), withKey(key)),
  ];
  expect([created(one).reference, created(two).reference]).toEqual(['two-1', 'two-2']);
});

test.each<[string, () => Promise<[Caller, string, object, object]>]>([
  ['a fact', async () => [bea, `${path}/cases`, { reference: 'again' }, aCase({ reference: 'again' })]],
  [
    'a fact that the record refuses',
    async () => [bea, `${path}/cases`, aCase({ reference: await aReference() }), aCase({ reference: 'again-2' })],
  ],
  [
    'a decision',
    async () => [
      dirk,
      `/approvals/${await anOpenApproval()}/decisions`,
      { decision: 'return' },
      { decision: 'return', reason: 'Too short' },
    ],
  ],
])('a key whose request was refused can be used again, for %s', async (_, make) => {
  const [caller, target, refused, good] = await make();
  const key = randomUUID();
  expect((await caller.post(target, refused, withKey(key))).status).toBeGreaterThanOrEqual(400);
  expect((await caller.post(target, good, withKey(key))).status).toBe(201);
  expect((await caller.post(target, good, withKey(key))).status).toBe(201);
});

async function aReference(): Promise<string> {
  return created(await bea.post(`${path}/cases`, aCase({ reference: randomUUID() }))).reference;
}

async function anOpenApproval(): Promise<string> {
  return created(await clara.post(`/operations/${await aDraft(stack)}/submissions`)).approvalId;
}

test.each<[string, (i: number) => Promise<Answer>, string]>([
  [
    'an organisation',
    (i) => ada.post('/organisations', { code: 'twin', name: `Twin ${i}`, kind: 'customs', service: 'customs' }),
    'organisation.code-taken',
  ],
  ['a person', (i) => ada.post('/people', { subject: 'twin', name: `Twin ${i}`, organisation: 'wco' }), 'person.subject-taken'],
  ['a case', (i) => bea.post(`${path}/cases`, aCase({ reference: 'twin', summary: String(i) })), 'case.reference-taken'],
  ['a nil return', () => bea.post(`${path}/nil-returns`, { period: 'phase-1' }), 'nil-return.contradicted'],
])('of ten people who create the same %s at once, at most one succeeds and the others are told', async (_, send, code) => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => send(i)));
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [409, code]));
  expect(refused.length).toBeGreaterThanOrEqual(9);
});

/** A tag as it is given for the text itself, and as a compressed answer, or a proxy on its way, has it. */
const strong = (tag: string): string => tag.replace(/^W\//, '');
const weak = (tag: string): string => `W/${strong(tag)}`;

test('a change without the tag of what was read is refused, as is one with an old tag', async () => {
  const { id } = created(await bea.post(`${path}/cases`, aCase({ reference: 'tagged' })));
  const draft = `/operations/${await aDraft(stack)}`;
  const changes: [Caller, string, object][] = [
    [bea, `/cases/${id}`, { reason: 'Counted again', seizures: aCase()['seizures'] }],
    [clara, `${draft}/plan`, aPlan()],
    [clara, `${draft}/clock`, { rate: 0 }],
  ];
  for (const [caller, target, body] of changes) {
    expect((await caller.put(target, body, { 'If-Match': '' })).body.code).toBe('request.if-match-missing');
    const read = (await caller.get(target)).headers.get('ETag') ?? '';
    expect((await caller.put(target, body, { 'If-Match': weak(read) })).status).toBe(200);
    const late = await caller.put(target, body, { 'If-Match': read });
    expect([late.status, late.body.code]).toEqual([412, 'request.stale']);
    expect((await caller.get(target)).headers.get('ETag')).not.toBe(read);
  }
});

test('who writes a draft is answered with what is read afterwards, under the same tag', async () => {
  const draft = `/operations/${await aDraft(stack)}/plan`;
  const written = await clara.put(draft, aPlan({ objectives: ['Written'] }));
  expect(gist(await clara.get(draft))).toEqual(gist(written));
  expect(written.body).toMatchObject({
    number: 1,
    edits: 2,
    state: 'draft',
    author: 'Clara Coordinator',
    plan: { objectives: ['Written'] },
  });
});

test('of two changes made at once to what both have read, exactly one wins and nothing of the other is kept', async () => {
  const { id } = created(await bea.post(`${path}/cases`, aCase({ reference: 'race' })));
  const draft = `/operations/${await aDraft(stack)}`;
  const races: [Caller, string, (word: string) => object, (read: Answer) => string[]][] = [
    [
      bea,
      `/cases/${id}`,
      (reason) => ({ reason, seizures: aCase()['seizures'] }),
      ({ body }) => body.versions.flatMap((version: any) => version.reason ?? []),
    ],
    [clara, `${draft}/plan`, (word) => aPlan({ objectives: [word] }), ({ body }) => body.plan.objectives],
  ];
  for (const [caller, target, change, wordsOf] of races) {
    const tag = { 'If-Match': (await caller.get(target)).headers.get('ETag') ?? '' };
    const [left, right] = await Promise.all([caller.put(target, change('left'), tag), caller.put(target, change('right'), tag)]);
    expect([left.status, right.status].sort()).toEqual([200, 412]);
    expect(wordsOf(await caller.get(target))).toEqual([left.status === 200 ? 'left' : 'right']);
  }
});

test('what has not changed is not sent again, in whatever way its tag is named', async () => {
  const tag = (await bea.get(`${path}/plan`)).headers.get('ETag') ?? '';
  for (const known of [tag, strong(tag), weak(tag), `"other", ${tag}`, '*']) {
    const { status, body, headers } = await bea.get(`${path}/plan`, { 'If-None-Match': known });
    expect([status, body, strong(headers.get('ETag') ?? '')]).toEqual([304, '', strong(tag)]);
  }
  expect((await bea.get(`${path}/plan`, { 'If-None-Match': '"other"' })).status).toBe(200);
});

test('a case is sent again although its version is known: what is said of it makes no version', async () => {
  const { id } = created(await bea.post(`${path}/cases`, aCase({ reference: 'known' })));
  const { headers } = await bea.get(`/cases/${id}`);
  created(await clara.post(`/cases/${id}/exclusions`, { reason: 'Outside the operation' }));
  const again = await bea.get(`/cases/${id}`, { 'If-None-Match': headers.get('ETag') ?? '' });
  expect([again.status, again.body.version, again.body.exclusions.length]).toEqual([200, 1, 1]);
});

test('a plan that was submitted is another answer than the draft that it was, and a running clock never the same', async () => {
  const draft = `/operations/${await aDraft(stack)}`;
  const known = async (target: string) => ({ 'If-None-Match': (await clara.get(target)).headers.get('ETag') ?? '' });
  const before = await known(`${draft}/plan`);
  created(await clara.post(`${draft}/submissions`));
  expect((await clara.get(`${draft}/plan`, before)).body.state).toBe('submitted');
  expect((await clara.get(`${draft}/clock`, await known(`${draft}/clock`))).status).toBe(200);
});

test('what the database gave up on is answered with 503, and the same request succeeds later', async () => {
  const draft = await aDraft(stack);
  const { pool } = stack.database;
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from operation where id = $1 for update', [draft]);
  const waiting = clara.put(`/operations/${draft}/plan`, aPlan());
  await stack.until(
    async () =>
      (
        await pool.query(
          `select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).rowCount,
  );
  const { status, body, headers } = await waiting;
  expect([status, body.code, headers.get('Retry-After')]).toEqual([503, 'database.unavailable', '5']);
  await holder.query('rollback');
  holder.release();
  expect((await clara.put(`/operations/${draft}/plan`, aPlan())).status).toBe(200);
});
