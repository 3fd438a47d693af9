/* Longer than 250 lines: everything that takes something back, told by the same few steps. */
import type { Plan } from '../domain/plan.ts';
import { readOperationNow } from '../prisma/reads/clocks.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created, ownTask } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aCompleteOperation } from './retention.ts';
import { postOf, recipients } from './post.ts';
import { aProduct, send, type Wanted } from './sent-products.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let id: string;
let path: string;
let plan: Plan;
let organisations: Record<string, string>;
const cast = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
const { clara, dirk, bea, felix, paul, ada, otto } = cast;

beforeAll(async () => {
  stack = await aStack();
  const rows = await stack.database.prisma.organisation.findMany();
  organisations = Object.fromEntries(rows.map((row) => [row.code, row.id]));
});
beforeEach(async () => {
  await use(await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] }));
});
afterAll(() => stack.stop());

async function use(operationId: string): Promise<void> {
  id = operationId;
  path = `/operations/${id}`;
  plan = (await stack.database.prisma.planVersion.findFirstOrThrow({ where: { operationId: id, state: 'approved' } }))
    .content as unknown as Plan;
}

const report = async (caller = bea, more: object = {}): Promise<string> =>
  created(await caller.post(`${path}/cases`, aCase({ reference: crypto.randomUUID(), ...more }))).id;
const now = async (): Promise<Date> => new Date((await readOperationNow(stack.database.prisma, id, Date.now())).at);
const made = async (code: string, more: Partial<Wanted> = {}) =>
  aProduct(stack.database, { operationId: id, recipientId: organisations[code] ?? '', plan, at: await now(), ...more });
const sent = async (code: string, more: Partial<Wanted> = {}): Promise<string> => {
  const product = await made(code, more);
  expect(await send(stack.database, { operationId: id, productId: product.id, plan, at: await now() })).toBe(true);
  return product.id;
};
const restrict = async (caseId: string, more: object = { code: 'H2', reason: 'An informant is at risk' }) =>
  created(await bea.post(`/cases/${caseId}/handling`, more));
const recalls = async (caller = clara) => (await caller.get(`${path}/recalls`)).body.items;
const confirm = async (caller: Caller): Promise<void> => {
  const { items } = (await caller.get('/tasks?kind=confirm-recall&limit=200')).body;
  for (const task of items.filter(({ operationId, answer }: any) => operationId === id && answer === null))
    created(await caller.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
};
/** Every search for what has left has ended. */
const searched = async (): Promise<void> => {
  await stack.until(async () => (await stack.database.prisma.restriction.count({ where: { operationId: id, searchedAt: null } })) === 0);
  const restrictions = await stack.database.prisma.restriction.findMany({ where: { operationId: id } });
  for (const { id: restriction } of restrictions)
    await stack.until(async () => {
      const first = await stack.database.prisma.$queryRaw<unknown[]>`
        select from event where operation_id = ${id}::uuid and type = 'product.recalled' and data ->> 'restrictionId' = ${restriction}`;
      return first.length === 0 || (await stack.database.prisma.restriction.count({ where: { id: restriction, taskingId: null } })) === 0;
    });
};

test('what an owner restricts is called back from whoever has it: told by letter, confirmed by task, and proved to the owner', async () => {
  const caseId = await report();
  const productId = await sent('europol', { channel: 'letter', address: 'inbox@europol.example' });
  expect((await bea.get(`/cases/${caseId}/disclosures`)).body.items).toMatchObject([
    { productId, recipient: 'europol', channel: 'letter', delivery: 'sent', recall: null },
  ]);
  await restrict(caseId);
  const [recall] = await stack.until(async () => {
    const found = await recalls();
    return found.length === 1 && found[0].taskingId && found;
  });
  expect(recall).toMatchObject({ productId, recipient: 'europol', because: 'handling', cases: 1, state: 'open' });
  expect(await recalls(paul)).toEqual([recall]);
  expect(await recalls(felix)).toEqual([]);

  const notices = (await postOf(stack, id)).filter(({ kind }) => kind === 'recall-notice');
  expect(recipients(notices, 'recall-notice')).toEqual(['inbox', 'paul.partner']);
  for (const { mail } of notices) expect(mail.text).toContain(`${recall.name} 1: `);
  for (const { mail } of notices) expect(mail.text).toContain(recall.sha256);

  const gone = await paul.get(`/products/${productId}`);
  expect([gone.status, gone.body.code]).toEqual([410, 'product.recalled']);
  expect(gone.headers.get('link')).toContain(`${path}/recalls`);

  const task = await ownTask(paul, id, 'confirm-recall');
  created(await paul.post(`/tasks/${task.id}/answers`, { answer: 'done' }));
  expect(await recalls()).toMatchObject([{ state: 'done' }]);
  const [disclosure] = (await bea.get(`/cases/${caseId}/disclosures`)).body.items;
  expect(disclosure).toMatchObject({ recipient: 'europol', recall: { state: 'done', names: true } });
  expect(Date.parse(disclosure.recall.confirmedAt)).toBeGreaterThanOrEqual(Date.parse(disclosure.recall.recalledAt));
  expect((await otto.get(`/cases/${caseId}/disclosures`)).body.items).toHaveLength(1);
  expect((await felix.get(`/cases/${caseId}/disclosures`)).body.code).toBe('case.not-found');
  expect((await paul.get(`/cases/${caseId}/disclosures`)).status).toBe(404);
});

test('a restriction that takes nothing from a recipient tells it nothing, nor does one of what it does not have, nor one that is lifted', async () => {
  const [caseId, other] = [await report(), await report()];
  await sent('europol');
  await sent('fr-customs');
  await restrict(caseId, { code: 'H1', reason: 'Ask us before a court' });
  await searched();
  expect(await recalls()).toEqual([]);
  await restrict(caseId, { tlp: 'AMBER+STRICT', reason: 'Only those who take part' });
  await searched();
  expect((await recalls()).map(({ recipient }: any) => recipient)).toEqual(['europol']);
  await restrict(caseId, { tlp: 'GREEN', reason: 'It is over' });
  await restrict(other, { tlp: 'RED', reason: 'Now that one' });
  await searched();
  expect((await recalls()).map(({ recipient, cases }: any) => [recipient, cases])).toEqual([
    ['fr-customs', 1],
    ['europol', 2],
  ]);
  const letters = (await clara.get(`${path}/letters?limit=200`)).body.items.filter(({ kind }: any) => kind === 'recall-notice');
  expect(letters.map(({ organisation }: any) => organisation).sort()).toEqual(['europol', 'fr-customs']);
  const { caseIds } = await made('europol');
  expect(caseIds).toEqual([caseId]);
});

test('what was not sent yet is not sent, and what is on its way to others goes on', async () => {
  const caseId = await report();
  const waiting = await made('europol');
  const french = await made('fr-customs');
  await restrict(caseId, { tlp: 'AMBER+STRICT', reason: 'Only those who take part' });
  const at = await now();
  expect(await send(stack.database, { operationId: id, productId: waiting.id, plan, at })).toBe(false);
  expect(await send(stack.database, { operationId: id, productId: french.id, plan, at })).toBe(true);
  await searched();
  expect(await recalls()).toEqual([]);
});

test('a consent that is taken back, or answered otherwise, calls back what left by it', async () => {
  const caseId = await report(bea, { handling: { code: 'H2' } });
  expect((await made('europol')).caseIds).toEqual([]);
  const consent = created(await bea.post(`${path}/consents`, { recipient: 'europol', reason: 'For the analysis' }));
  const productId = await sent('europol');
  created(await bea.post(`/consents/${consent.id}/revocations`, { reason: 'The case has changed' }));
  await searched();
  expect(await recalls()).toMatchObject([{ productId, because: 'consent', recipient: 'europol', cases: 1 }]);
  expect((await bea.get(`/cases/${caseId}/disclosures`)).body.items).toMatchObject([{ productId, recall: { names: true } }]);
});

test('a correction that says how it may be used calls back, one that says nothing of it does not', async () => {
  const caseId = await report();
  const productId = await sent('europol');
  const correction = { reason: 'Counted again', seizures: aCase()['seizures'] };
  expect((await bea.put(`/cases/${caseId}`, { ...correction, summary: 'A parcel' })).status).toBe(200);
  await searched();
  expect(await recalls()).toEqual([]);
  expect((await bea.put(`/cases/${caseId}`, { ...correction, summary: 'A parcel', handling: { code: 'H3' } })).status).toBe(200);
  await stack.until(async () => (await recalls()).length === 1);
  expect(await recalls()).toMatchObject([{ productId, because: 'handling' }]);
});

test('whoever takes part no more gives back what only those may have, and gets nothing of what was made for it', async () => {
  await report(bea, { handling: { tlp: 'AMBER+STRICT' } });
  const had = await sent('fr-customs');
  const waiting = await made('fr-customs');
  created(await felix.post(`${path}/withdrawals`, { reason: 'No staff' }));
  expect(await send(stack.database, { operationId: id, productId: waiting.id, plan, at: await now() })).toBe(false);
  await stack.until(async () => (await recalls()).length === 1);
  expect(await recalls()).toMatchObject([{ productId: had, because: 'membership', recipient: 'fr-customs' }]);
  await searched();
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'confirm-recall')).id}/answers`, { answer: 'unable', reason: 'Printed' }));
  expect(await recalls()).toMatchObject([{ state: 'unable', confirmationReason: 'Printed' }]);
});

test('whoever declines after it had accepted gives it back too', async () => {
  await report(bea, { handling: { tlp: 'AMBER+STRICT' } });
  const had = await sent('fr-customs');
  await advance(clara, id, '2026-03-16T09:00');
  await stack.database.prisma.$executeRaw`
    update task set deadline_at = '2026-04-01', deadline = jsonb_set(deadline, '{at}', '"2026-04-01T00:00:00.000Z"') where operation_id = ${id}::uuid`;
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'take-part')).id}/answers`, { answer: 'decline', reason: 'No staff' }));
  await stack.until(async () => (await recalls()).length === 1);
  expect(await recalls()).toMatchObject([{ productId: had, because: 'membership', recipient: 'fr-customs' }]);
});

test('what an organisation says of all its reports, and what another plan says, calls back as well', async () => {
  await report();
  await report(felix, { reference: 'FR-1', handling: { tlp: 'GREEN' } });
  await sent('europol');
  const belgium = organisations['be-customs'] ?? '';
  const of = await ada.get(`/organisations/${belgium}`);
  const { id: _id, code: _code, ...register } = of.body;
  const tag = { 'If-Match': of.headers.get('etag') ?? '' };
  const changed = await ada.put(`/organisations/${belgium}`, { ...register, handling: { code: 'H2' } }, tag);
  expect(changed.status).toBe(200);
  await stack.until(async () => (await recalls()).length === 1);
  expect(await recalls()).toMatchObject([{ because: 'register', cases: 1 }]);
  const back = { 'If-Match': changed.headers.get('etag') ?? '' };
  expect((await ada.put(`/organisations/${belgium}`, { ...register, handling: null }, back)).status).toBe(200);

  const second = await sent('europol');
  const undelivered = await made('europol');
  const amendment = {
    reason: 'Stricter',
    plan: aPlan({ handling: { tlp: 'AMBER+STRICT' }, partners: [], publication: { ...aPlan().publication, recipients: [] } }),
  };
  created(await clara.post(`${path}/amendments`, amendment));
  await approve(stack, dirk, created(await clara.post(`${path}/submissions`)).approvalId);
  await stack.until(async () => (await recalls()).length === 2);
  expect((await recalls())[0]).toMatchObject({ productId: second, because: 'plan', recipient: 'europol' });
  const { state } = await stack.database.prisma.delivery.findFirstOrThrow({ where: { productId: undelivered.id } });
  expect(state).toBe('cancelled');

  // A partner no more, it still answers for what it has, and learns nothing else.
  await searched();
  await confirm(paul);
  expect((await recalls(paul)).map((recall: any) => recall.state)).toEqual(['done', 'done']);
  expect([(await paul.get(path)).status, (await paul.get(`${path}/events`)).status]).toEqual([403, 403]);
});

test('what was called back is confirmed, and asked for, however long the operation has been over', async () => {
  const { belgian } = await aCompleteOperation(stack, {
    reporting: async (operationId) => {
      await use(operationId);
      await sent('europol');
      await sent('fr-customs');
      const before = await report();
      await sent('europol');
      await restrict(before);
      await searched();
    },
  });
  expect(await recalls()).toMatchObject([{ recipient: 'europol', cases: 1, state: 'open' }]);

  await restrict(belgian[0], { tlp: 'RED', reason: 'A witness came forward' });
  await stack.until(async () => (await recalls()).length === 3);
  await searched();
  expect((await recalls()).map(({ recipient, state }: any) => [recipient, state])).toEqual([
    ['fr-customs', 'open'],
    ['europol', 'open'],
    ['europol', 'open'],
  ]);
  expect((await clara.get(path)).body.waitingFor.map(({ what }: any) => what)).toEqual([
    "2 answers to 'Confirm that what was recalled is not used any more'",
  ]);

  await advance(clara, id, '2026-06-01T09:00');
  const [{ taskingId }] = await recalls();
  const reminders = () => stack.database.prisma.$queryRaw<unknown[]>`
    select from event where type = 'tasking.reminded' and subject_id = ${taskingId}::uuid and data ->> 'tells' like '%coordinator%'`;
  await stack.until(async () => (await reminders()).length > 0);
  await confirm(paul);
  created(await felix.post(`/tasks/${(await ownTask(felix, id, 'confirm-recall')).id}/answers`, { answer: 'unable', reason: 'Printed' }));
  expect((await recalls()).map(({ state }: any) => state)).toEqual(['unable', 'done', 'done']);
});
