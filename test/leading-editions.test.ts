import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const [final] = aPlan().editions as [Written<Plan>['editions'][number]];
const interim = {
  ...final,
  key: 'interim',
  status: 'interim' as const,
  cutOff: at('2026-03-20T18:00'),
  confirmBy: at('2026-03-23T18:00'),
  embargo: at('2026-03-25T10:00'),
};
const TWO_EDITIONS = { editions: [interim, final] };
const MEMBERS = ['bea.belgium', 'felix.france'];

const freeze = (id: string, edition: string): Promise<Answer> => clara.post(`/operations/${id}/editions`, { edition });
const editionOf = async (editionId: string): Promise<any> => (await clara.get(`/editions/${editionId}`)).body;
const listed = async (id: string, editionId: string): Promise<any> =>
  (await clara.get(`/operations/${id}/editions`)).body.items.find((item: any) => item.id === editionId);
const reach = (editionId: string, stage: string): Promise<any> =>
  stack.until(async () => {
    const edition = await editionOf(editionId);
    return edition.stage === stage && edition;
  });
const report = (member: Caller, id: string, reference: string, quantity = '1200'): Promise<Answer> =>
  member.post(`/operations/${id}/cases`, {
    reference,
    seizures: [{ number: 1, seizedAt: '2026-03-10T12:00:00Z', goods: [{ heading: 'medicines', quantity, unit: 'C62' }] }],
  });
const published = (path: string): Promise<Response> => fetch(`${stack.url}/publications/${path}`);

/** Lets the confirmation end and the lead sign. */
async function signOff(id: string, editionId: string, wall: string): Promise<void> {
  await advance(clara, id, wall);
  const { approvalId } = await reach(editionId, 'signing-off');
  await approve(stack, dirk, approvalId);
  await reach(editionId, 'embargoed');
}

test('an edition is frozen from its cut-off on, once, and counts what had been received by then', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_EDITIONS, accepting: MEMBERS });
  created(await report(bea, id, 'BE-1'));
  expect((await freeze(id, 'interim')).body.code).toBe('edition.before-cut-off');
  expect((await freeze(id, 'other')).body.code).toBe('edition.not-in-plan');
  await advance(clara, id, '2026-03-20T18:00');
  const edition = created(await freeze(id, 'interim'));
  expect(edition).toMatchObject({
    number: 1,
    stage: 'confirming',
    figures: { cases: 1, denominators: { invited: 2, accepted: 2, reported: 1 } },
  });
  expect((await freeze(id, 'interim')).body.code).toBe('edition.frozen-before');
});

test('late reports and corrections wait for the next edition, which tells what they changed', async () => {
  const id = await aRunningOperation(stack, { plan: TWO_EDITIONS, accepting: MEMBERS });
  const first = created(await report(bea, id, 'BE-1'));
  await advance(clara, id, '2026-03-20T18:01');
  created(await report(felix, id, 'FR-1', '300'));
  const { reference: _, ...known } = (await bea.get(`/cases/${first.id}`)).body.report;
  const corrected = {
    ...known,
    reason: 'counted again',
    seizures: [{ ...known.seizures[0], goods: [{ ...known.seizures[0].goods[0], quantity: '1000' }] }],
  };
  expect((await bea.put(`/cases/${first.id}`, corrected)).status).toBe(200);

  const frozen = created(await freeze(id, 'interim'));
  expect(frozen.figures).toMatchObject({ cases: 1, quantities: [{ heading: 'medicines', quantity: '1200' }] });
  await signOff(id, frozen.id, '2026-03-24T09:00');
  await advance(clara, id, '2026-04-10T18:00');
  const next = created(await freeze(id, 'final'));
  expect(next.figures).toMatchObject({ cases: 2, quantities: [{ heading: 'medicines', quantity: '1300' }] });
  expect(next.differences).toEqual([
    { name: 'cases', unit: 'cases', before: '1', now: '2' },
    { name: 'seizures', unit: 'seizures', before: '1', now: '2' },
    { name: 'reported', unit: 'administrations', before: '1', now: '2' },
    { name: 'medicines', unit: 'C62', before: '1200', now: '1300' },
  ]);
  expect((await editionOf(frozen.id)).figures).toEqual(frozen.figures);
});

test.each<['consent' | 'silent', object]>([
  ['consent', { confirmed: 0, disputed: 1, consentedBySilence: 1, open: 0 }],
  ['silent', { confirmed: 0, disputed: 1, consentedBySilence: 0, open: 1 }],
])('a dispute shows in the agreement, and silence counts by what the plan says: %s', async (silence, members) => {
  const publication = { ...aPlan().publication, silence };
  const id = await aRunningOperation(stack, { plan: { publication }, accepting: MEMBERS });
  created(await report(bea, id, 'BE-1'));
  created(await report(felix, id, 'FR-1'));
  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = created(await freeze(id, 'final'));
  const task = await ownTask(bea, id, 'confirm-figures');
  created(await bea.post(`/tasks/${task.id}/answers`, { answer: 'dispute', reason: 'one is missing' }));
  await advance(clara, id, '2026-04-18T09:00');
  expect((await reach(editionId, 'signing-off')).agreement.members).toEqual(members);
  const late = await felix.post(`/tasks/${(await ownTask(felix, id, 'confirm-figures')).id}/answers`, { answer: 'confirm' });
  expect(late.status).toBe(silence === 'consent' ? 409 : 201);
});

test('an edition whose sign-off is returned can be frozen anew at once, and has the next number', async () => {
  const id = await aRunningOperation(stack);
  created(await report(bea, id, 'BE-1'));
  await advance(clara, id, '2026-04-12T09:00'); // past the deadline, silence would be consent before anybody can speak
  for (const number of [1, 2]) {
    const edition = created(await freeze(id, 'final'));
    expect(edition.number).toBe(number);
    const task = await stack.until(async () => ownTaskOf(bea, id, edition.taskingId));
    created(await bea.post(`/tasks/${task.id}/answers`, { answer: 'confirm' }));
    const { approvalId } = await reach(edition.id, 'signing-off');
    created(await dirk.post(`/approvals/${approvalId}/decisions`, { decision: 'return', reason: 'Belgium counts again' }));
    await reach(edition.id, 'returned');
  }
  expect(created(await freeze(id, 'final'))).toMatchObject({ number: 3, differences: [] });
});

async function ownTaskOf(member: Caller, id: string, taskingId: string): Promise<any> {
  const { items } = (await member.get('/tasks?state=open&limit=200')).body;
  return items.find((task: any) => task.operationId === id && task.taskingId === taskingId);
}

test('nothing is published before the embargo ends; then everybody can read it, and partners get it with the figures', async () => {
  const id = await aRunningOperation(stack);
  created(await report(bea, id, 'BE-1'));
  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = created(await freeze(id, 'final'));
  await signOff(id, editionId, '2026-04-18T09:00');
  await advance(clara, id, '2026-05-04T09:59');
  expect((await listed(id, editionId)).publicationId).toBeNull();
  expect((await published(editionId)).status).toBe(404);
  expect((await postOf(stack, id)).filter(({ kind }) => kind === 'edition-published')).toEqual([]);

  await advance(clara, id, '2026-05-04T10:00');
  const { publicationId } = await stack.until(async () => {
    const item = await listed(id, editionId);
    return item.publicationId && item;
  });
  expect(await (await published(publicationId)).json()).toMatchObject({
    edition: 'final',
    publishedAt: '2026-05-04T08:00:00.000Z',
    agreement: { members: { consentedBySilence: 1 }, signOff: [{ post: 'wco-director-compliance' }] },
  });
  expect(await (await published(`${publicationId}/figures.csv`)).text()).toContain('medicines,C62,1200');

  const [letter, ...others] = (await postOf(stack, id)).filter(({ kind }) => kind === 'edition-published');
  expect(others).toEqual([]);
  expect(letter?.address).toBe('paul.partner@europol.example');
  const attached = letter?.mail.attachments.map(({ contentType, content }) => [contentType, content.toString('utf8')]) ?? [];
  expect(attached.map(([type]) => type).toSorted()).toEqual(['application/json', 'text/csv']);
  for (const [, content] of attached) expect(content).toMatch(/medicines/);
  const deliveries = (await clara.get(`/editions/${editionId}/deliveries`)).body.items;
  expect(deliveries).toMatchObject([{ organisation: 'europol', state: 'sent', address: 'paul.partner@europol.example' }]);
  expect(deliveries[0].messageId).toBe(letter?.mail.messageId);
});

test('an amendment that moves the embargo of a signed edition moves its publication', async () => {
  const id = await aRunningOperation(stack);
  created(await report(bea, id, 'BE-1'));
  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = created(await freeze(id, 'final'));
  await signOff(id, editionId, '2026-04-18T09:00');
  const plan = aPlan({ editions: [{ ...final, embargo: at('2026-06-01T10:00') }] });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'a conference', plan }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await listed(id, editionId)).embargoAt === '2026-06-01T08:00:00.000Z');
  await advance(clara, id, '2026-05-31T10:00');
  expect((await listed(id, editionId)).stage).toBe('embargoed');
  await advance(clara, id, '2026-06-01T10:00');
  await reach(editionId, 'published');
});
