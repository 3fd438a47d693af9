import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { actingFor, answer, aPerson } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea, felix } = castOf(() => stack);
let belgium: string;

beforeAll(async () => {
  stack = await aStack();
  belgium = (await ada.get('/organisations?code=be-customs')).body.items[0].id;
});
afterAll(() => stack.stop());

const name = async (contact: object): Promise<any> => created(await bea.post(`/organisations/${belgium}/contacts`, contact));
const relationsOf = async (caller: Caller, id: string): Promise<string[]> => (await caller.get(`/operations/${id}`)).body.relations ?? [];
const inbox = async (caller: Caller, id: string): Promise<string[]> =>
  (await caller.get(`/tasks?mine&operation=${id}`)).body.items.map(({ kind }: any) => kind);

/** An operation whose figures Belgian customs is asked to confirm, by whoever it has named in `named`. */
async function aFrozenOperation(named: (id: string) => Promise<unknown> = async () => {}): Promise<string> {
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  for (const member of [bea, felix]) created(await member.post(`/operations/${id}/cases`, aCase()));
  await named(id);
  await advance(clara, id, '2026-04-10T18:00');
  created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  return id;
}

test('figures are confirmed by the approver whom the administration has named, and by its contact no more', async () => {
  const [anna, dan] = [await aPerson(stack, 'anna.approver', 'be-customs'), await aPerson(stack, 'dan.deputy', 'be-customs')];
  const id = await aFrozenOperation(async (operation) => {
    const approver = { role: 'approver', operation };
    await name({ ...approver, person: 'anna.approver' });
    await name({ ...approver, person: 'dan.deputy', rank: 'deputy' });
  });
  expect(recipients(await postOf(stack, id), 'confirm-request')).toEqual(['anna.approver', 'felix.france']);
  expect(await relationsOf(anna, id)).toEqual(['signatory']);
  expect(await relationsOf(bea, id)).toEqual(['contact', 'reporter']);
  expect(await ownTask(bea, id, 'confirm-figures')).toMatchObject({ holder: 'anna.approver' });
  expect(await inbox(anna, id)).toEqual(['confirm-figures']);
  expect(await inbox(bea, id)).not.toContain('confirm-figures');
  expect(await inbox(felix, id)).toContain('confirm-figures'); // who has named nobody confirms as before

  const confirm = { answer: 'confirm' };
  expect((await answer(bea, id, 'confirm-figures', confirm)).body.code).toBe('permission.denied');
  const { id: taskId } = await ownTask(bea, id, 'confirm-figures');
  const more = { until: at('2026-04-20T18:00'), reason: 'On leave' };
  expect((await bea.post(`/tasks/${taskId}/extension-requests`, more)).body.code).toBe('permission.denied');
  expect(created(await answer(dan, id, 'confirm-figures', { answer: 'dispute', reason: 'One case is missing' }))).toMatchObject({
    answer: 'dispute',
    answeredBy: 'dan.deputy',
  });
  expect(created(await answer(anna, id, 'confirm-figures', confirm))).toMatchObject({ answer: 'confirm' });
  expect((await anna.get(`/operations/${id}/cases`)).body.items).toHaveLength(1); // its own, to know what it confirms
  expect((await anna.post(`/operations/${id}/cases`, aCase({ reference: 'MINE' }))).body.code).toBe('permission.denied');
  expect((await anna.get(`/operations/${id}/approvals`)).body.code).toBe('permission.denied');
});

test('figures are handed on only to somebody whose word they can be', async () => {
  await aPerson(stack, 'adam.approver', 'be-customs');
  const id = await aFrozenOperation((operation) => name({ role: 'approver', operation, person: 'adam.approver', rank: 'deputy' }));
  const adam = await stack.as('adam.approver');
  const { id: taskId } = await ownTask(adam, id, 'confirm-figures');
  expect(recipients(await postOf(stack, id), 'confirm-request')).toEqual(['bea.belgium', 'felix.france']); // there is no holder to write to
  const toContact = await bea.post(`/tasks/${taskId}/reassignments`, { person: 'bea.belgium', reason: 'Mine' });
  expect(toContact.body.errors).toMatchObject([{ pointer: '/person', code: 'tasking.holder-unfit' }]);
  const toDeputy = await bea.post(`/tasks/${taskId}/reassignments`, { person: 'adam.approver', reason: 'His' });
  expect(created(toDeputy)).toMatchObject({ holder: 'adam.approver' });
});

test('an administration is withdrawn by its approver: neither before the dates of the office nor after them, and not once it has ended', async () => {
  const [abel, axel] = [await aPerson(stack, 'abel.approver', 'be-customs'), await aPerson(stack, 'axel.approver', 'be-customs')];
  const id = await aRunningOperation(stack);
  const approver = { role: 'approver', operation: id };
  await name({ ...approver, person: 'abel.approver', from: at('2026-03-16T09:00'), until: at('2026-03-18T09:00') });
  const withdraw = (caller: Caller) => caller.post(`/operations/${id}/withdrawals`, { reason: 'No staff' });
  expect((await withdraw(abel)).body.code).toBe('operation.not-found');
  expect(await relationsOf(bea, id)).toContain('signatory');
  await advance(clara, id, '2026-03-16T09:00');
  expect(await relationsOf(abel, id)).toEqual(['signatory']);
  expect((await abel.get('/operations')).body.items.map((item: any) => item.id)).toContain(id);
  expect((await withdraw(bea)).body.code).toBe('permission.denied');
  await advance(clara, id, '2026-03-18T09:00');
  expect((await withdraw(abel)).body.code).toBe('operation.not-found');
  expect(await relationsOf(bea, id)).toContain('signatory');

  const { id: contact } = await name({ ...approver, person: 'axel.approver' });
  expect(await relationsOf(axel, id)).toEqual(['signatory']);
  created(await bea.post(`/contacts/${contact}/endings`));
  expect((await withdraw(axel)).body.code).toBe('operation.not-found');
  await name({ ...approver, person: 'axel.approver' });
  created(await withdraw(axel));
});

test('a new approver is told of the figures that wait, and whoever is asked for them then is whoever may answer', async () => {
  await aPerson(stack, 'nele.next', 'be-customs');
  const id = await aFrozenOperation();
  expect(await inbox(bea, id)).toContain('confirm-figures');
  await name({ role: 'approver', operation: id, person: 'nele.next' });
  expect(recipients(await postOf(stack, id), 'handed-over')).toEqual(['nele.next']);
  const nele = await stack.as('nele.next');
  expect(await inbox(nele, id)).toEqual(['confirm-figures']);
  expect(await inbox(bea, id)).not.toContain('confirm-figures');
  await name({ role: 'national-contact-point', operation: id, person: 'bea.belgium' });
  expect(recipients(await postOf(stack, id), 'handed-over')).toEqual(['nele.next']); // nothing that the contact point may answer
});

test('an officer at the coordination units sees them and the tasks of the own administration, and decides nothing', async () => {
  const [oona, otis] = [await aPerson(stack, 'oona.officer', 'be-customs'), await aPerson(stack, 'otis.officer', 'be-customs')];
  const id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  const unit = { key: 'main', name: 'OCU Brussels', kind: 'virtual', host: 'wco', zone: 'Europe/Brussels' };
  const { id: ocu } = created(await clara.post(`/operations/${id}/ocus`, unit));
  const asked = { kind: 'feedback', title: 'How does it go?', addressees: { rule: 'accepted' }, deadline: at('2026-03-25T18:00') };
  const { id: tasking } = created(await clara.post(`/operations/${id}/taskings`, asked));
  const officer = { role: 'ocu-officer', operation: id };
  await name({ ...officer, person: 'oona.officer', from: at('2026-03-16T09:00'), until: at('2026-03-20T09:00') });
  await name({ ...officer, person: 'otis.officer', rank: 'deputy' });
  expect(await relationsOf(oona, id)).toEqual([]);
  expect(await relationsOf(otis, id)).toEqual(['liaison']);

  await advance(clara, id, '2026-03-16T09:00');
  expect(await relationsOf(oona, id)).toEqual(['liaison']);
  const { id: own } = await ownTask(bea, id, 'feedback');
  const { id: other } = await ownTask(felix, id, 'feedback');
  const open = ['', '/plan', '/ocus', '/contacts', '/participations', '/waiting'].map((path) => `/operations/${id}${path}`);
  for (const path of [...open, `/ocus/${ocu}/roster`, `/ocus/${ocu}/staff`, `/ocus/${ocu}/handovers`, `/tasks/${own}`])
    expect([path, (await oona.get(path)).status]).toEqual([path, 200]);
  expect((await oona.get(`/tasks/${other}`)).body.code).toBe('task.not-found');
  expect(await inbox(oona, id)).toEqual([]);
  for (const path of ['cases', 'nil-returns', 'statistics', `taskings/${tasking}`])
    expect([path, (await oona.get(`/operations/${id}/${path}`)).body.code]).toEqual([path, 'permission.denied']);
  const denied: [string, object][] = [
    [`/tasks/${own}/answers`, { answer: 'done', details: 'Well' }],
    [`/tasks/${own}/reassignments`, { organisation: 'be-police', reason: 'x' }],
    [`/operations/${id}/withdrawals`, { reason: 'x' }],
    [`/operations/${id}/cases`, aCase()],
    [`/ocus/${ocu}/handovers`, { summary: 'x' }],
  ];
  for (const [path, body] of denied) expect([path, (await oona.post(path, body)).body.code]).toEqual([path, 'permission.denied']);

  await advance(clara, id, '2026-03-20T09:00');
  expect((await oona.get(`/operations/${id}`)).body.code).toBe('operation.not-found');
  created(await bea.post(`/operations/${id}/withdrawals`, { reason: 'No staff' }));
  expect((await otis.get(`/operations/${id}`)).body.code).toBe('operation.not-found'); // who has left looks into it no more
  expect((await otis.get('/operations')).body.items.map((item: any) => item.id)).not.toContain(id);
});

test('an office of one service of a unit is none of the other', async () => {
  const unit = { code: 'be-jaitf', name: 'JAITF Brussels', kind: 'jaitf', organisations: ['be-customs', 'be-police'] };
  created(await ada.post('/units', unit));
  const jo = await aPerson(stack, 'jo.joint', 'be-police', { unit: 'be-jaitf' });
  const invitees = ['be-customs', 'be-police'].map((organisation) => ({ organisation, rilo: null, joins: 'phase-1' }));
  const id = await aRunningOperation(stack, { plan: { invitees } });
  await name({ role: 'approver', operation: id, person: 'jo.joint' });
  expect(await relationsOf(actingFor(jo, 'be-customs'), id)).toEqual(['signatory']);
  expect(await relationsOf(jo, id)).toEqual([]);
});
