/* Longer than 250 lines: whatever holds an edition is told and let go on one road, from the freeze to the publication. */
import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf } from './two-phases.ts';

let stack: Stack;
const { clara, bea, dirk, felix, otto, paul } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const base = aPlan();
const [final] = base.editions as [Written<Plan>['editions'][number]];
const EMBARGO = '2026-05-04T10:00';

const editionOf = async (id: string): Promise<any> => (await clara.get(`/editions/${id}`)).body;
const reach = (id: string, stage: string): Promise<any> =>
  stack.until(async () => {
    const edition = await editionOf(id);
    return edition.stage === stage && edition;
  });
const publicationOf = async (path: string): Promise<any> => (await fetch(`${stack.url}/publications/${path}`)).json();

/** An edition that Belgium and France have something in, frozen at its cut-off. */
async function frozen(plan: Partial<Written<Plan>>, goods: Record<'be' | 'fr', object[]>): Promise<{ id: string; editionId: string }> {
  const id = await aRunningOperation(stack, { plan, accepting: ['bea.belgium', 'felix.france'] });
  created(await bea.post(`/operations/${id}/cases`, aReport(undefined, goods.be as never)));
  created(await felix.post(`/operations/${id}/cases`, aReport(undefined, goods.fr as never)));
  await advance(clara, id, '2026-04-10T18:00');
  return { id, editionId: created(await clara.post(`/operations/${id}/editions`, { edition: 'final' })).id };
}

/** Lets the confirmation end, and the lead sign. */
async function signed({ id, editionId }: { id: string; editionId: string }): Promise<void> {
  await advance(clara, id, '2026-04-18T09:00');
  const { approvalId } = await reach(editionId, 'signing-off');
  await approve(stack, dirk, approvalId);
  await reach(editionId, 'embargoed');
}

const answer = async (member: Caller, id: string, said: object, headers = {}) =>
  member.post(`/tasks/${(await ownTask(member, id, 'confirm-figures')).id}/answers`, said, headers);
/** Who has been told so far of what the edition waits for, and the mails that tell somebody. */
const toldOf = async (id: string) => recipients(await postOf(stack, id), 'edition-matter');
const mailsTo = async (id: string, address: string) =>
  (await postOf(stack, id))
    .filter((letter) => letter.kind === 'edition-matter' && letter.address.startsWith(address))
    .map(({ mail }) => mail.text);
const MEDICINES = { name: 'medicines', unit: 'C62' };
const GOODS = { be: [{ quantity: '7' }, { heading: 'vaccines', unit: 'E27' }], fr: [{ quantity: '3' }] };

test('a dispute holds its figure and what was added from it, and not the edition; once it is settled the figure is published too', async () => {
  const parts = [MEDICINES, { name: 'vaccines', unit: 'E27' }].map(({ name, unit }) => ({ heading: name, unit }));
  const sums = [{ key: 'total', name: 'Everything', unit: 'C62', parts, reason: 'Units are doses here' }];
  const both = await frozen({ sums, publication: { ...base.publication, disputes: 'hold-figure' } }, GOODS);
  const { id, editionId } = both;
  const strange = await answer(felix, id, { answer: 'dispute', reason: 'wrong', figures: [{ name: 'vaccines', unit: 'E27' }] });
  expect(codesOf(strange)).toEqual([422, 'request.invalid', { '/figures/0': 'dispute.not-own-figure' }]);
  expect((await answer(felix, id, { answer: 'confirm', figures: [MEDICINES] })).body.code).toBe('task.answer-unfit');
  const said = { answer: 'dispute', reason: 'Three are thirty', figures: [MEDICINES] };
  for (let time = 0; time < 2; time += 1) created(await answer(felix, id, said, { 'Idempotency-Key': `dispute-${id}` }));
  expect(await toldOf(id)).toEqual(['clara.coordinator']);
  await signed(both);
  expect((await editionOf(editionId)).disputed).toEqual(['medicines/C62']);
  await advance(clara, id, EMBARGO);
  const { publicationId } = await reach(editionId, 'published');

  const told = await publicationOf(publicationId);
  expect(told.held).toEqual(['medicines/C62', 'total/C62']);
  expect(told.figures).toContainEqual({ name: 'vaccines', unit: 'E27', value: '1' });
  expect(JSON.stringify([told.figures, told.sums, told.differences])).not.toMatch(/medicines|total/);
  expect(await (await fetch(`${stack.url}/publications/${publicationId}/figures.csv`)).text()).not.toContain('medicines');

  const [dispute] = (await clara.get(`/editions/${editionId}/disputes`)).body.items;
  expect(dispute).toMatchObject({ organisation: 'fr-customs', state: 'open', figures: [MEDICINES], reason: 'Three are thirty' });
  expect((await bea.get(`/editions/${editionId}/disputes`)).body.items).toEqual([]);
  expect((await bea.post(`/disputes/${dispute.id}/withdrawals`)).status).toBe(404);
  expect((await felix.post(`/disputes/${dispute.id}/settlements`, { reason: 'I say so' })).status).toBe(403);
  const settled = created(await clara.post(`/disputes/${dispute.id}/settlements`, { reason: 'Counted again together: three' }));
  expect(settled).toMatchObject({ state: 'settled', settlementReason: 'Counted again together: three' });
  expect((await felix.post(`/disputes/${dispute.id}/withdrawals`)).body.code).toBe('dispute.ended');
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'felix.france']);
  const [asked] = await mailsTo(id, 'clara');
  for (const part of [
    'Three are thirty',
    '- medicines/C62',
    'The rest of the edition goes out',
    `POST /disputes/${dispute.id}/settlements`,
  ])
    expect(asked).toContain(part);
  expect((await mailsTo(id, 'felix'))[0]).toMatch(/ont réglé la contestation.*Motif\s: Counted again together: three/s);
  const now = await publicationOf(publicationId);
  expect(now.held).toEqual([]);
  expect(now.figures).toContainEqual({ ...MEDICINES, value: '10' });
  expect(now.product.sha256).not.toBe(told.product.sha256);
  expect([now.sha256, now.id]).toEqual([told.sha256, told.id]);
}, 120_000);

test('where the plan says so a dispute holds the whole edition, until its member takes it back', async () => {
  const both = await frozen({ publication: { ...base.publication, disputes: 'hold-edition' } }, GOODS);
  const { id, editionId } = both;
  created(await answer(felix, id, { answer: 'dispute', reason: 'wrong', figures: [MEDICINES] }));
  await signed(both);
  await advance(clara, id, '2026-05-05T10:00');
  expect(await editionOf(editionId)).toMatchObject({ stage: 'embargoed', holds: [{ kind: 'disputes', figures: ['medicines/C62'] }] });
  expect((await clara.post(`/editions/${editionId}/releases`, { reason: 'A conference' })).body.code).toBe('edition.disputed');
  const waiting = (await clara.get(`/operations/${id}`)).body.waitingFor;
  expect(waiting).toContainEqual(expect.objectContaining({ kind: 'dispute', subjectId: editionId, turn: ['coordinators of wco'] }));
  const [dispute] = (await felix.get(`/editions/${editionId}/disputes`)).body.items;
  expect(await toldOf(id)).toEqual(['clara.coordinator']);
  for (let time = 0; time < 2; time += 1)
    created(await felix.post(`/disputes/${dispute.id}/withdrawals`, {}, { 'Idempotency-Key': `withdrawal-${id}` }));
  await reach(editionId, 'published');
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'clara.coordinator']);
  const [disputed, withdrawn] = await mailsTo(id, 'clara');
  expect(disputed).toContain('the edition is held back until the dispute');
  expect(withdrawn).toContain('nothing is left to settle');
}, 120_000);

test('whoever answers once more takes back what it disputed before', async () => {
  const { id, editionId } = await frozen({ publication: { ...base.publication, disputes: 'hold-figure' } }, GOODS);
  created(await answer(felix, id, { answer: 'dispute', reason: 'wrong', figures: [MEDICINES] }));
  created(await answer(felix, id, { answer: 'confirm' }));
  expect((await editionOf(editionId)).disputed).toEqual([]);
  expect((await clara.get(`/editions/${editionId}/disputes`)).body.items).toMatchObject([{ state: 'withdrawn' }]);
}, 120_000);

test('the coordinators are told of each answer that disputes, and of the one that takes it back, but not of what they know', async () => {
  const { id, editionId } = await frozen({}, GOODS);
  const told = async () => (await toldOf(id)).length;
  created(await answer(felix, id, { answer: 'confirm' }));
  expect(await told()).toBe(0);
  created(await answer(felix, id, { answer: 'dispute', reason: 'wrong', figures: [MEDICINES] }));
  created(await answer(felix, id, { answer: 'dispute', reason: 'All of it is wrong' }));
  expect(await told()).toBe(2);
  created(await answer(felix, id, { answer: 'confirm' }));
  created(await answer(felix, id, { answer: 'confirm' }));
  expect(await told()).toBe(3);
  const [named, unnamed, confirmed] = await mailsTo(id, 'clara');
  expect(named).toContain('go out with the edition all the same');
  expect(unnamed).toContain('It has not said which ones');
  expect(confirmed).toContain('has taken back');

  created(await answer(felix, id, { answer: 'dispute', reason: 'wrong after all', figures: [MEDICINES] }));
  const open = (await felix.get(`/editions/${editionId}/disputes`)).body.items.find(({ state }: any) => state === 'open');
  created(await felix.post(`/disputes/${open.id}/withdrawals`));
  expect(await told()).toBe(5);
  created(await answer(felix, id, { answer: 'confirm' }));
  expect(await toldOf(id)).toEqual(Array(5).fill('clara.coordinator'));
}, 120_000);

test('two organisations that publish one operation name the same countries, or nothing goes out: Pandora VII, 14 against 15', async () => {
  const publication = { ...base.publication, reconciles: ['wco', 'europol'] };
  const both = await frozen({ publication }, GOODS);
  const { id, editionId } = both;
  const fourteen = ['AT', 'BE', 'CY', 'DE', 'ES', 'FR', 'GR', 'IT', 'NL', 'PL', 'PT', 'RO', 'SE', 'UA'];
  const unknown = await clara.post(`/editions/${editionId}/country-lists`, { countries: ['QQ'] });
  expect(codesOf(unknown)).toEqual([422, 'request.invalid', { '/countries/0': 'field.country-unknown' }]);
  expect((await bea.post(`/editions/${editionId}/country-lists`, { countries: ['BE'] })).status).toBe(403);
  created(await clara.post(`/editions/${editionId}/country-lists`, { countries: fourteen }));
  await signed(both);
  await advance(clara, id, '2026-05-05T10:00');
  expect((await editionOf(editionId)).holds).toEqual([{ kind: 'reconciliation', unsaid: ['europol'], differences: [] }]);
  expect(await toldOf(id)).toEqual([]);

  for (let time = 0; time < 2; time += 1)
    created(
      await paul.post(`/editions/${editionId}/country-lists`, { countries: [...fourteen, 'CH'] }, { 'Idempotency-Key': `list-${id}` }),
    );
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'paul.partner']);
  expect((await mailsTo(id, 'clara'))[0]).toContain('CH: named by europol, and not by wco');
  const refused = await clara.post(`/editions/${editionId}/releases`, { reason: 'A conference' });
  expect(codesOf(refused)).toEqual([409, 'edition.unreconciled', { '/countries/CH': 'edition.country-differs' }]);
  expect((refused.body as any).errors[0].detail).toContain('CH: named by europol, and not by wco');
  expect((await clara.get(`/editions/${editionId}/reconciliation`)).body).toMatchObject({
    isReconciled: false,
    takingPart: ['BE', 'FR'],
    differences: [{ country: 'CH', namedBy: ['europol'], missingFrom: ['wco'] }],
  });
  expect((await editionOf(editionId)).stage).toBe('embargoed');
  created(await clara.post(`/editions/${editionId}/country-lists`, { countries: ['CH', ...fourteen] }));
  await reach(editionId, 'published');
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'clara.coordinator', 'paul.partner', 'paul.partner']);
  expect((await mailsTo(id, 'paul')).at(-1)).toContain('All who publish now name the same');
}, 120_000);

test('an embargo waits for the closing of the operation where the plan says so, and does not hold the closing up', async () => {
  const editions = [{ ...final, embargoEvent: 'operation-closed' }];
  const both = await frozen({ editions, followUps: [followUp], targets: base.targets } as never, GOODS);
  await signed(both);
  const { id, editionId } = both;
  await advance(clara, id, '2026-05-05T10:00');
  expect((await editionOf(editionId)).holds).toEqual([{ kind: 'event', event: 'operation-closed' }]);
  expect((await clara.post(`/editions/${editionId}/releases`, { reason: 'A conference' })).body.code).toBe('edition.under-embargo');
  created(await clara.post(`/operations/${id}/closings`, {}));
  await reach(editionId, 'published');
}, 120_000);

const followUp = { key: 'half-year', title: 'What became of it', opensAt: at('2026-10-01T09:00'), dueBy: at('2026-10-31T18:00') };

test('an embargo waits for the end of a phase, and for the word of the coordinators, where the plan says so', async () => {
  const review = { key: 'debrief', name: 'Debrief', kind: 'debrief', opensAt: at('2026-05-01T00:00'), closesAt: at('2026-06-01T00:00') };
  const phases = [...base.phases, review] as never;
  const waiting = await frozen({ phases, editions: [{ ...final, embargoEvent: 'phase-closed:debrief' }] }, GOODS);
  await signed(waiting);
  await advance(clara, waiting.id, '2026-05-31T23:00');
  expect((await editionOf(waiting.editionId)).stage).toBe('embargoed');
  await advance(clara, waiting.id, '2026-06-01T00:00');
  await reach(waiting.editionId, 'published');

  const ready = await frozen({ editions: [{ ...final, embargoEvent: 'released-by-coordinator' }] }, GOODS);
  const release = () => clara.post(`/editions/${ready.editionId}/releases`, { reason: 'The ministers have met' });
  expect((await release()).body.code).toBe('edition.not-signed');
  await signed(ready);
  expect((await release()).body.code).toBe('edition.under-embargo'); // its instant is still to come
  await advance(clara, ready.id, EMBARGO);
  expect((await editionOf(ready.editionId)).stage).toBe('embargoed');
  expect((await bea.post(`/editions/${ready.editionId}/releases`, { reason: 'I want it' })).status).toBe(403);
  created(await release());
  await reach(ready.editionId, 'published');
  expect((await release()).body.code).toBe('edition.published-before');
  const said = (await clara.get(`/operations/${ready.id}/events?limit=200`)).body.items.find(({ type }: any) => type === 'edition.let-out');
  expect(said.data.reason).toBe('The ministers have met');
}, 120_000);

test('a plan names only publishers, at least two, and phases that it has', async () => {
  const id = await aRunningOperation(stack);
  const plan = aPlan({
    publication: { ...base.publication, reconciles: ['be-customs'] },
    editions: [{ ...final, embargoEvent: 'phase-closed:gone' }],
  });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'x', plan }));
  expect(codesOf(await clara.post(`/operations/${id}/submissions`))).toMatchObject([
    422,
    'plan.unfit',
    {
      '/publication/reconciles/0': 'plan.not-a-publisher',
      '/publication/reconciles': 'plan.reconciles-alone',
      '/editions/0/embargoEvent': 'plan.phase-unknown',
    },
  ]);
});

test('everybody who looks at an edition before it is published is on record, and nobody who looks later', async () => {
  const both = await frozen({}, GOODS);
  const { id, editionId } = both;
  for (let turn = 0; turn < 3; turn += 1) await bea.get(`/editions/${editionId}`);
  await felix.get(`/editions/${editionId}/document.json`);
  await otto.get(`/editions/${editionId}/recomputation`);
  const readings = async (reader: Caller) => (await reader.get(`/editions/${editionId}/readings`)).body.items;
  expect((await bea.get(`/editions/${editionId}/readings`)).status).toBe(403);
  expect((await readings(otto)).map(({ organisation, what, stage }: any) => [organisation, what, stage]).toSorted()).toEqual([
    ['be-customs', 'view', 'confirming'],
    ['fr-customs', 'document', 'confirming'],
    [expect.any(String), 'recomputation', 'confirming'],
  ]);
  await signed(both);
  await advance(clara, id, EMBARGO);
  await reach(editionId, 'published');
  await felix.get(`/editions/${editionId}`);
  expect((await readings(clara)).some(({ organisation, what }: any) => organisation === 'fr-customs' && what === 'view')).toBe(false);
}, 120_000);
