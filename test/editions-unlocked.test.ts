import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf } from './two-phases.ts';

let stack: Stack;
const { clara, bea, dirk, dora, felix, otto } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const editionOf = async (id: string): Promise<any> => (await clara.get(`/editions/${id}`)).body;
const reach = (id: string, stage: string): Promise<any> =>
  stack.until(async () => {
    const edition = await editionOf(id);
    return edition.stage === stage && edition;
  });
const publicationOf = async (id: string): Promise<any> => (await fetch(`${stack.url}/publications/${id}`)).json();
const freeze = (id: string) => clara.post(`/operations/${id}/editions`, { edition: 'final' });
const report = async (member: Caller, id: string) => created(await member.post(`/operations/${id}/cases`, aReport()));
const unlock = (editionId: string, more: object = {}) =>
  clara.post(`/editions/${editionId}/unlockings`, { reason: 'A cargo twice', ...more });
/** Kinds and subjects of what it waits for. */
const waitingFor = async (id: string): Promise<[string, string | null][]> =>
  (await clara.get(`/operations/${id}`)).body.waitingFor.map(({ kind, subjectId }: any) => [kind, subjectId]);
const unlocksOf = async (editionId: string): Promise<any[]> => (await otto.get(`/editions/${editionId}/unlockings`)).body.items;
const opened = (editionId: string): Promise<string> =>
  stack.until(async () => (await unlocksOf(editionId)).find(({ outcome }: any) => outcome === 'waiting')?.approvalId);

async function signed(id: string, wall = '2026-04-18T09:00'): Promise<string> {
  await advance(clara, id, '2026-04-10T18:00');
  const { id: editionId } = created(await freeze(id));
  await advance(clara, id, wall);
  const { approvalId } = await reach(editionId, 'signing-off');
  await approve(stack, dirk, approvalId);
  await reach(editionId, 'embargoed');
  return editionId;
}

test('a signed edition stays locked until those who signed it agree that it is frozen anew', async () => {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  await report(bea, id);
  await advance(clara, id, '2026-04-10T18:00');
  const early = created(await freeze(id));
  expect((await unlock(early.id)).body.code).toBe('edition.not-locked');
  await advance(clara, id, '2026-04-18T09:00');
  await approve(stack, dirk, (await reach(early.id, 'signing-off')).approvalId);
  await reach(early.id, 'embargoed');

  expect((await freeze(id)).body.code).toBe('edition.frozen-before');
  expect((await bea.post(`/editions/${early.id}/unlockings`, { reason: 'x' })).status).toBe(403);
  const correction = { cutOff: at('2026-04-17T18:00'), confirmBy: at('2026-05-20T18:00'), embargo: at('2026-06-01T10:00') };
  expect((await unlock(early.id, { correction })).body.code).toBe('edition.unlock-unpublished');
  created(await unlock(early.id));
  expect((await unlock(early.id)).body.code).toBe('edition.unlock-pending');
  const first = await opened(early.id);
  expect((await clara.post(`/approvals/${first}/decisions`, { decision: 'approve' })).status).toBe(403); // who asks does not decide
  created(await dirk.post(`/approvals/${first}/decisions`, { decision: 'reject', reason: 'It was two cargos' }));
  await stack.until(async () => (await unlocksOf(early.id))[0].outcome === 'rejected');
  expect((await editionOf(early.id)).stage).toBe('embargoed');

  created(await unlock(early.id));
  await approve(stack, dirk, await opened(early.id));
  await reach(early.id, 'returned');
  const again = await stack.until(async () => {
    const answer = await freeze(id);
    return answer.status === 201 && answer.body;
  });
  expect(again).toMatchObject({ key: 'final', number: 2, stage: 'confirming', supersedes: null });
  const types = (await clara.get(`/operations/${id}/events?limit=200`)).body.items.map(({ type }: any) => type);
  expect(types).toEqual(expect.arrayContaining(['edition.unlock-asked', 'edition.kept-locked', 'edition.unlocked']));
}, 120_000);

test('a published edition stays, and the one that corrects it supersedes it both ways, also when its operation is over', async () => {
  const [leads] = aPlan().publication.signOff;
  const deadline = { hours: 48, ladder: [{ offsetHours: -24, tells: ['addressee' as const] }], then: 'lapse' as const };
  const publication = { ...aPlan().publication, signOff: [{ ...leads!, deadline }] };
  const id = await aRunningOperation(stack, { plan: { publication }, accepting: ['bea.belgium', 'felix.france'] });
  await report(bea, id);
  /** A day before the last, whoever has not answered or decided is reminded; who answers before the letter has gone needs none. */
  const reminded = (wall: string) => advance(clara, id, wall).then(() => postOf(stack, id));
  const editionId = await signed(id);
  await report(felix, id); // too late for it
  await advance(clara, id, '2026-05-04T10:00');
  const { publicationId, sha256 } = await reach(editionId, 'published');
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'completed');

  expect((await unlock(editionId)).body.code).toBe('edition.unlock-published');
  const future = { cutOff: at('2026-06-01T10:00'), confirmBy: at('2026-05-20T18:00'), embargo: at('2026-05-01T10:00') };
  expect(codesOf(await unlock(editionId, { correction: future }))).toEqual([
    ...[422, 'request.invalid'],
    {
      '/correction/cutOff': 'edition.cut-off-outside',
      '/correction/confirmBy': 'plan.dates-reversed',
      '/correction/embargo': 'plan.dates-reversed',
    },
  ]);
  const correction = { cutOff: at('2026-05-01T18:00'), confirmBy: at('2026-05-20T18:00'), embargo: at('2026-06-01T10:00') };
  created(await unlock(editionId, { correction }));
  const unlocking = await opened(editionId);
  expect(await waitingFor(id)).toEqual([['approval', unlocking]]);
  await reminded('2026-05-05T11:00');
  await approve(stack, dirk, unlocking);
  const correctedId: string = await stack.until(async () => (await unlocksOf(editionId))[0].correctedById);
  expect((await unlock(editionId, { correction })).body.code).toBe('edition.corrected-before');
  expect(await editionOf(correctedId)).toMatchObject({
    ...{ key: 'final', number: 2, status: 'corrected', supersedes: editionId, figures: { cases: 2 } },
    reasons: { added: 0, corrected: 0, linked: 0, excluded: 0, late: 1, withheld: 0 },
  });
  expect((await publicationOf(publicationId)).supersededBy).toBeNull();

  const [, taskingId] = await stack.until(async () => (await waitingFor(id)).find(([kind]) => kind === 'tasking'));
  await reminded('2026-05-19T19:00');
  for (const member of [bea, felix]) {
    const { items } = (await member.get('/tasks?state=open&limit=200')).body;
    const task = items.find(({ operationId, kind }: any) => operationId === id && kind === 'confirm-figures');
    created(await member.post(`/tasks/${task.id}/answers`, { answer: 'confirm' }));
  }
  const { approvalId } = await reach(correctedId, 'signing-off');
  await reminded('2026-05-20T20:00');
  await approve(stack, dirk, approvalId);
  await reach(correctedId, 'embargoed');
  const reminders = (await postOf(stack, id))
    .filter(({ kind, batch }) => kind === 'decision-reminder' || (kind === 'reminder' && batch === `tasking/${taskingId}`))
    .map(({ kind, address }) => `${kind} ${address}`);
  expect(reminders.toSorted()).toEqual([
    'decision-reminder dirk.director@wco.example', // to unlock it, and to sign the correction
    'decision-reminder dirk.director@wco.example',
    'reminder bea.belgium@be-customs.example',
    'reminder felix.france@fr-customs.example',
  ]);
  await advance(clara, id, '2026-06-01T10:00');
  const after = await reach(correctedId, 'published');
  expect(await editionOf(editionId)).toMatchObject({ stage: 'published', sha256, supersededBy: correctedId, figures: { cases: 1 } });
  expect(await publicationOf(publicationId)).toMatchObject({
    ...{ id: publicationId, sha256, supersededBy: after.publicationId, supersedes: null },
    figures: expect.arrayContaining([{ name: 'cases', unit: 'cases', value: '1' }]),
  });
  expect(await publicationOf(after.publicationId)).toMatchObject({
    ...{ status: 'corrected', supersedes: publicationId, supersededBy: null, previousEdition: 'final' },
    differences: expect.arrayContaining([{ name: 'cases', unit: 'cases', before: '1', now: '2' }]),
  });
  await stack.until(async () => (await postOf(stack, id)).filter(({ kind }) => kind === 'edition-published').length === 2);
  expect((await otto.get(`/editions/${editionId}/recomputation`)).body.isEqual).toBe(true);
}, 120_000);

test('both services, and each lead, sign off where the plan says so, and two of one do not do', async () => {
  const posts = ['wco-director-compliance', 'wco-deputy-compliance', 'interpol-director-operations'];
  const signOffs = [
    { count: 2, perService: ['customs', 'police'] as const },
    { count: 2, perLead: true },
  ];
  for (const quorum of signOffs) {
    const publication = { silence: 'consent', ladder: [], recipients: [], signOff: [{ name: 'leads', posts, quorum }] } as const;
    const id = await aRunningOperation(stack, { plan: { leads: ['wco', 'interpol'], publication } });
    await report(bea, id);
    await advance(clara, id, '2026-04-10T18:00');
    const { id: editionId } = created(await freeze(id));
    await advance(clara, id, '2026-04-18T09:00');
    const { approvalId } = await reach(editionId, 'signing-off');
    for (const approver of [dirk, dora]) {
      const said = await approver.post(`/approvals/${approvalId}/decisions`, { decision: 'approve' });
      if (said.status === 201) expect(said.body.outcome).toBe('waiting');
    }
    expect((await editionOf(editionId)).stage).toBe('signing-off');
    const { olga } = castOf(() => stack);
    await approve(stack, olga, approvalId);
    await reach(editionId, 'embargoed');
    expect((await editionOf(editionId)).agreement.signOff.map(({ post }: any) => post)).toContain('interpol-director-operations');
  }
}, 120_000);
