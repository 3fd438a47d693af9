import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { actingFor, aPerson, eventsOf } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { at } from './plans.ts';
import { postOf } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea, pia } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const UNIT = { name: 'Port Control Unit', kind: 'pcu', country: 'BE', organisations: ['be-customs', 'be-police'] };
const aUnit = async (code: string, more: object = {}): Promise<string> => created(await ada.post('/units', { code, ...UNIT, ...more })).id;

test('a unit gains and loses services, by the hand of an administrator who has read it last', async () => {
  const path = `/units/${await aUnit('unit-one')}`;
  expect((await bea.get(path)).body).toMatchObject({ code: 'unit-one', organisations: ['be-customs', 'be-police'] });
  const read = (await ada.get(path)).headers.get('ETag') ?? '';
  const wider = { ...UNIT, name: 'Unit One', organisations: ['fr-customs', 'be-police', 'be-customs'] };
  const changed = await ada.put(path, wider, { 'If-Match': read });
  expect(changed.body).toMatchObject({ name: 'Unit One', organisations: ['be-customs', 'be-police', 'fr-customs'] });
  expect((await bea.get(path)).body).toEqual(changed.body);
  expect((await ada.put(path, UNIT, { 'If-Match': read })).body).toMatchObject({ status: 412, code: 'request.stale' });
  expect((await ada.put(path, UNIT)).body.organisations).toEqual(['be-customs', 'be-police']);
  const said = await stack.database.prisma.event.findMany({
    where: { type: 'unit.changed', subjectId: changed.body.id },
    orderBy: { seq: 'asc' },
  });
  expect(said.map(({ data }: any) => data.organisations)).toEqual([wider.organisations.toSorted(), UNIT.organisations]);
  for (const caller of [bea, clara]) expect((await caller.put(path, UNIT)).body.code).toBe('permission.denied');
});

test('a unit is left with services that there are, and not without one; nothing is changed by what is refused', async () => {
  const path = `/units/${await aUnit('unit-two')}`;
  const refused = async (organisations: string[]): Promise<any> => (await ada.put(path, { ...UNIT, organisations })).body;
  expect((await refused(['be-customs', 'nowhere', 'be-customs'])).errors).toMatchObject([
    { pointer: '/organisations/1', code: 'plan.organisation-unknown' },
    { pointer: '/organisations/2', code: 'plan.key-twice' },
  ]);
  expect(await refused([])).toMatchObject({ status: 422, errors: [{ pointer: '/organisations' }] });
  await aPerson(stack, 'carl.customs', 'be-customs', { unit: 'unit-two' });
  expect(await refused(['be-police'])).toMatchObject({
    ...{ status: 409, code: 'unit.people-left', title: expect.stringContaining('PUT /people/') },
    errors: [{ pointer: '/organisations', code: 'unit.person-left', detail: expect.stringContaining('carl.customs') }],
  });
  expect((await ada.get(path)).body).toMatchObject({ organisations: ['be-customs', 'be-police'] });
  expect((await ada.get(path)).headers.get('ETag')).toBe('"v1"');
  expect((await ada.put('/units/01900000-0000-7000-8000-000000000000', UNIT, { 'If-Match': '"v1"' })).body.code).toBe('unit.not-found');
});

/** Somebody of customs who speaks for the police by a unit, as their contact point or by role alone, and holds a task of theirs. */
async function somebodyLent(
  subject: string,
  unit: string,
  by: 'office' | 'role',
): Promise<{ lent: Caller; id: string; taskId: string; unitId: string }> {
  const unitId = await aUnit(unit);
  const lent = await aPerson(stack, subject, 'be-customs', { unit, roles: by === 'role' ? ['reporter'] : [] });
  const invitees = ['be-customs', 'be-police'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'phase-1' }));
  const id = await aRunningOperation(stack, { plan: { invitees }, accepting: ['bea.belgium', 'pia.police'] });
  const police = (await ada.get('/organisations?code=be-police')).body.items[0].id;
  const point = { role: 'national-contact-point', person: subject };
  if (by === 'office') created(await pia.post(`/organisations/${police}/contacts`, { ...point, from: at('2026-01-01T00:00') }));
  const enquiry = { kind: 'enquiry', title: 'Whose is it?', addressees: { list: ['be-police'] }, deadline: at('2026-03-25T18:00') };
  created(await clara.post(`/operations/${id}/taskings`, enquiry));
  const { id: taskId } = await ownTask(pia, id, 'enquiry');
  created(await pia.post(`/tasks/${taskId}/reassignments`, { person: subject, reason: 'On duty' }));
  expect(await ownTask(actingFor(lent, 'be-police'), id, 'enquiry')).toMatchObject({ holder: subject });
  return { lent, id, taskId, unitId };
}

/** Nothing is left of what they were for the police: neither rights, nor tasks, nor letters. */
async function expectGone({ lent, id, taskId }: { lent: Caller; id: string; taskId: string }, subject: string): Promise<void> {
  const asPolice = actingFor(lent, 'be-police');
  for (const path of ['/tasks', `/operations/${id}`, '/people/me'])
    expect((await asPolice.get(path)).body.code).toBe('person.not-of-organisation');
  const done = { answer: 'done', details: 'Ours' };
  expect((await asPolice.post(`/tasks/${taskId}/answers`, done)).body.code).toBe('person.not-of-organisation');
  expect((await lent.post(`/tasks/${taskId}/answers`, done)).body.code).toBe('task.not-found');
  expect((await lent.get('/tasks?mine')).body.items.filter(({ organisation }: any) => organisation === 'be-police')).toEqual([]);
  expect((await lent.get('/people/me')).body.actsFor).toEqual(['be-customs']);
  expect((await pia.get(`/tasks/${taskId}`)).body.holder).not.toBe(subject);

  const again = { kind: 'feedback', title: 'And now?', addressees: { list: ['be-police'] }, deadline: at('2026-03-25T18:00') };
  created(await clara.post(`/operations/${id}/taskings`, again));
  const told = (await postOf(stack, id)).filter(({ kind, mail }) => kind === 'task-request' && mail.subject?.includes('And now?'));
  expect(told.map(({ address }) => address)).not.toContain(`${subject}@be-customs.example`);
  expect(told).toHaveLength(1);
  expect(created(await pia.post(`/tasks/${taskId}/answers`, done))).toMatchObject({ state: 'answered' });
}

test('people of a unit act no more for a service that it lost, from the next request on', async () => {
  const lent = await somebodyLent('lena.lent', 'unit-three', 'office');
  expect((await ada.put(`/units/${lent.unitId}`, { ...UNIT, organisations: ['be-customs'] })).status).toBe(200);
  await expectGone(lent, 'lena.lent');
  expect(await eventsOf(pia, lent.id, 'contact.changed')).toMatchObject([{}, { data: { before: 'lena.lent', after: null } }]);
});

test('whoever leaves a unit acts no more for the service that only the unit lent them to', async () => {
  const lent = await somebodyLent('luc.lent', 'unit-four', 'role');
  const { id, subject: _, organisation: __, ...person } = (await ada.get('/people?subject=luc.lent')).body.items[0];
  expect((await ada.put(`/people/${id}`, { ...person, unit: null })).status).toBe(200);
  await expectGone(lent, 'luc.lent');
  expect(await eventsOf(pia, lent.id, 'task.handed-over')).toMatchObject([{ data: { tasks: [lent.taskId] } }]);
});
