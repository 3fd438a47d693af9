import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { actingFor, answer, aPerson, eventsOf, standings } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea, felix, rita } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const BELGIANS = [
  { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'be-police', rilo: null, joins: 'phase-1' },
  { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
];

describe('a unit of two services', () => {
  let petra: Caller;
  let id: string;

  beforeAll(async () => {
    created(
      await ada.post('/units', {
        code: 'be-pcu',
        name: 'Port Control Unit Antwerp',
        kind: 'pcu',
        country: 'BE',
        organisations: ['be-police', 'be-customs'],
      }),
    );
    petra = await aPerson(stack, 'petra.pcu', 'be-customs', { unit: 'be-pcu', roles: ['contact', 'reporter', 'coordinator'] });
    id = await aRunningOperation(stack, { plan: { invitees: BELGIANS }, accepting: [], wall: '2026-02-10T09:00' });
  });

  test('answers and reports for each of them, and sees of each what is its own', async () => {
    expect((await petra.get('/people/me')).body).toMatchObject({ organisation: 'be-customs', actsFor: ['be-customs', 'be-police'] });
    const police = actingFor(petra, 'be-police');
    created(await answer(petra, id, 'take-part', { answer: 'accept' }));
    expect(await standings(clara, id)).toEqual({ 'be-customs': 'accepted', 'be-police': 'invited', 'fr-customs': 'invited' });
    created(await answer(police, id, 'take-part', { answer: 'accept' }));
    await advance(clara, id, '2026-03-15T09:00');

    created(await police.post(`/operations/${id}/cases`, aCase({ reference: 'POL-1' })));
    created(await petra.post(`/operations/${id}/cases`, aCase({ reference: 'CUS-1' })));
    const cases = async (caller: Caller) => (await caller.get(`/operations/${id}/cases`)).body.items.map((item: any) => item.reference);
    expect(await cases(police)).toEqual(['POL-1']);
    expect(await cases(petra)).toEqual(['CUS-1']);
    expect(await cases(bea)).toEqual(['CUS-1']);
    expect(await ownTask(police, id, 'report')).toMatchObject({ organisation: 'be-police', answer: 'reported' });
  });

  test('lends what it is to no third service, and nothing but answers and reports to the other of its own', async () => {
    const france = actingFor(petra, 'fr-customs');
    expect((await france.get('/people/me')).body.code).toBe('person.not-of-organisation');
    expect((await france.get(`/operations/${id}`)).body.code).toBe('person.not-of-organisation');
    expect((await actingFor(bea, 'be-police').get('/tasks')).body.code).toBe('person.not-of-organisation');
    expect((await actingFor(petra, 'be-police').get('/people/me')).body.roles.toSorted()).toEqual(['contact', 'reporter']);
    expect((await actingFor(petra, 'be-police').post('/operations', { template: 'blank' })).body.code).toBe('permission.denied');
  });

  test('uses a key once: the same request for the other service is another request', async () => {
    const named = { 'Idempotency-Key': randomUUID() };
    const report = aCase({ reference: 'ONCE' });
    const first = created(await petra.post(`/operations/${id}/cases`, report, named));
    expect(created(await petra.post(`/operations/${id}/cases`, report, named))).toEqual(first);
    expect((await actingFor(petra, 'be-police').post(`/operations/${id}/cases`, report, named)).body.code).toBe('request.key-reused');
  });

  test('is registered with services that there are, and people who belong to one of them', async () => {
    const unit = { code: 'xx-unit', name: 'Nowhere', kind: 'jaitf', organisations: ['be-police', 'nowhere', 'be-police'] };
    expect((await ada.post('/units', unit)).body.errors.map(({ pointer }: any) => pointer)).toEqual([
      '/organisations/1',
      '/organisations/2',
    ]);
    expect((await ada.post('/units', { ...unit, code: 'be-pcu', organisations: ['be-police'] })).body.code).toBe('unit.code-taken');
    const stranger = { subject: 'x', name: 'x', organisation: 'fr-customs', unit: 'be-pcu' };
    expect((await ada.post('/people', stranger)).body.errors[0]).toMatchObject({ pointer: '/unit', code: 'person.unit-unfit' });
    expect((await bea.get('/units?organisation=be-police')).body.items).toMatchObject([
      { code: 'be-pcu', organisations: ['be-customs', 'be-police'] },
    ]);
  });
});

test('participations are told apart, and what somebody reported only to those who may see it', async () => {
  const invitees = ['be-customs', 'fr-customs', 'kr-customs', 'br-customs', 'ke-customs', 'au-customs'].map((organisation) => ({
    ...{ organisation, rilo: organisation.startsWith('be') ? 'rilo-we' : null, joins: 'phase-1' },
  }));
  const accepting = ['bea.belgium', 'felix.france', 'kira.korea'];
  const id = await aRunningOperation(stack, { plan: { invitees }, accepting, wall: '2026-02-15T09:00' });
  created(await answer(await stack.as('bruno.brazil'), id, 'take-part', { answer: 'decline', reason: 'No staff' }));
  expect(await standings(clara, id)).toMatchObject({ 'be-customs': 'accepted', 'br-customs': 'declined', 'ke-customs': 'invited' });
  await advance(clara, id, '2026-03-15T09:00');
  expect(await standings(clara, id)).toMatchObject({ 'be-customs': 'active', 'ke-customs': 'silent' });
  created(await bea.post(`/operations/${id}/cases`, aCase()));
  created(await felix.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  const all = {
    'be-customs': 'reported',
    'fr-customs': 'nil-reported',
    'kr-customs': 'active',
    'br-customs': 'declined',
    'ke-customs': 'silent',
  };
  expect(await standings(clara, id)).toEqual({ ...all, 'au-customs': 'silent' });
  expect(await standings(bea, id)).toMatchObject({ 'be-customs': 'reported', 'fr-customs': 'accepted', 'kr-customs': 'accepted' });
  expect(await standings(rita, id)).toMatchObject({ 'be-customs': 'reported', 'fr-customs': 'accepted' });
  const filtered = (await clara.get(`/operations/${id}/participations?standing=silent&limit=1`)).body;
  expect(filtered).toMatchObject({ items: [{ standing: 'silent' }], next: expect.any(String) });
  expect((await felix.get(`/operations/${id}/participations?standing=reported`)).body.items).toEqual([]);

  expect((await (await stack.as('kato.kenya')).post(`/operations/${id}/withdrawals`, { reason: 'x' })).body.code).toBe(
    'participation.not-active',
  );
  created(await bea.post(`/operations/${id}/withdrawals`, { reason: 'Our port is closed' }));
  expect(await standings(clara, id)).toMatchObject({ 'be-customs': 'withdrawn' });
  expect((await bea.post(`/operations/${id}/withdrawals`, { reason: 'again' })).body.code).toBe('participation.withdrawn');
  expect((await bea.post(`/operations/${id}/cases`, aCase({ reference: 'LATE' }))).body.code).toBe('participation.withdrawn');
  expect(recipients(await postOf(stack, id), 'participation-withdrawn')).toEqual(['clara.coordinator', 'operations']);
  expect(await eventsOf(felix, id, 'participation.withdrawn')).toEqual([]);
  expect(await eventsOf(bea, id, 'participation.withdrawn')).toMatchObject([{ data: { reason: 'Our port is closed' } }]);
  expect((await clara.get(`/operations/${id}/cases`)).body.items).toHaveLength(1);

  const again = {
    kind: 'take-part',
    title: 'Come back',
    addressees: { list: ['be-customs'] },
    joins: 'phase-1',
    deadline: at('2026-03-25T18:00'),
  };
  const { id: tasking } = created(await clara.post(`/operations/${id}/taskings`, again));
  expect(await standings(clara, id)).toMatchObject({ 'be-customs': 'invited' });
  const { items } = (await bea.get('/tasks?limit=200')).body;
  created(await bea.post(`/tasks/${items.find((task: any) => task.taskingId === tasking).id}/answers`, { answer: 'accept' }));
  expect(await standings(clara, id)).toMatchObject({ 'be-customs': 'reported' });
});

test('coordination units have staff of several organisations, a roster across zones that shows its gaps, and a log that only they write', async () => {
  const id = await aRunningOperation(stack, { plan: { invitees: BELGIANS }, wall: '2026-03-27T06:00' });
  const path = `/operations/${id}/ocus`;
  const brussels = { key: 'brussels', name: 'OCU Brussels', kind: 'physical', host: 'wco', location: 'Brussels', zone: 'Europe/Brussels' };
  const { id: ocu } = created(await clara.post(path, brussels));
  const { id: seoul } = created(
    await clara.post(path, { ...brussels, key: 'seoul', name: 'V-OCU Seoul', kind: 'virtual', host: 'rilo-ap', zone: 'Asia/Seoul' }),
  );
  expect((await clara.post(path, brussels)).body.code).toBe('ocu.key-taken');
  expect((await clara.post(path, { ...brussels, host: 'nowhere', zone: '+01:00' })).body.errors.map(({ pointer }: any) => pointer)).toEqual(
    ['/host', '/zone'],
  );
  expect((await bea.post(path, brussels)).body.code).toBe('permission.denied');
  expect((await bea.get(path)).body.items.map((item: any) => [item.key, item.host])).toEqual([
    ['brussels', 'wco'],
    ['seoul', 'rilo-ap'],
  ]);

  const [ida, sun] = [await aPerson(stack, 'ida.night', 'interpol'), await aPerson(stack, 'sun.seoul', 'kr-customs')];
  expect((await ida.get(`/operations/${id}`)).body.code).toBe('operation.not-found');
  for (const person of ['ida.night', 'sun.seoul'])
    created(await clara.post(`/ocus/${ocu}/staff`, { person, from: at('2026-03-27T00:00') }));
  created(await clara.post(`/ocus/${seoul}/staff`, { person: 'sun.seoul' }));
  expect((await clara.post(`/ocus/${ocu}/staff`, { person: 'ida.night' })).body.code).toBe('ocu.staffed-before');
  expect((await ida.get(`/operations/${id}`)).body.relations).toEqual(['ocu']);
  expect((await ida.get('/operations')).body.items.map((item: any) => item.id)).toContain(id);
  for (const open of ['plan', 'participations', 'taskings', 'events', 'contacts'])
    expect((await ida.get(`/operations/${id}/${open}`)).status).toBe(200);
  expect((await ida.get(`/operations/${id}/cases`)).body.code).toBe('permission.denied');
  expect((await ida.get(`/ocus/${ocu}/staff`)).body.items.map((item: any) => [item.person.subject, item.organisation])).toEqual([
    ['ida.night', 'interpol'],
    ['sun.seoul', 'kr-customs'],
  ]);

  const shift = (person: string, starts: object, ends: object, unit = ocu) => clara.post(`/ocus/${unit}/shifts`, { person, starts, ends });
  const inSeoul = (wall: string) => ({ wall, zone: 'Asia/Seoul' });
  created(await shift('ida.night', at('2026-03-28T22:00'), at('2026-03-29T06:00')));
  created(await shift('sun.seoul', inSeoul('2026-03-28T15:00'), inSeoul('2026-03-28T23:00')));
  expect((await shift('ida.night', at('2026-03-29T02:30'), at('2026-03-29T09:00'))).body.errors).toMatchObject([
    { pointer: '/starts', code: 'field.moment-unknown' },
  ]);
  expect((await shift('ida.night', at('2026-03-29T09:00'), at('2026-03-29T08:00'))).body.errors[0]).toMatchObject({ pointer: '/ends' });
  expect((await shift('ida.night', at('2026-03-29T09:00'), at('2026-03-31T09:00'))).body.errors[0]).toMatchObject({
    code: 'shift.too-long',
  });
  expect((await shift('bea.belgium', at('2026-03-29T09:00'), at('2026-03-29T10:00'))).body.code).toBe('shift.not-staff');
  expect((await shift('sun.seoul', at('2026-03-28T14:00'), at('2026-03-28T16:00'), seoul)).body.code).toBe('shift.overlap');

  const window = 'from=2026-03-28T05:00:00Z&until=2026-03-29T05:00:00Z';
  const roster = (await ida.get(`/ocus/${ocu}/roster?${window}`)).body;
  expect(roster.shifts.map((item: any) => [item.person.subject, item.starts.wall, item.here.from.wall, item.here.until.wall])).toEqual([
    ['sun.seoul', '2026-03-28T15:00', '2026-03-28T07:00', '2026-03-28T15:00'],
    ['ida.night', '2026-03-28T22:00', '2026-03-28T22:00', '2026-03-29T06:00'],
  ]);
  expect(roster.gaps.map(({ from, until }: any) => [from.wall, until.wall])).toEqual([
    ['2026-03-28T06:00', '2026-03-28T07:00'],
    ['2026-03-28T15:00', '2026-03-28T22:00'],
    ['2026-03-29T06:00', '2026-03-29T07:00'],
  ]);
  expect((await ida.get(`/ocus/${ocu}/roster?from=2026-03-29T05:00:00Z&until=2026-09-29T05:00:00Z`)).body.errors[0]).toMatchObject({
    code: 'roster.too-long',
  });
  for (const from of ['0001-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '9999-12-31T23:59:59.999-01:00'])
    expect((await ida.get(`/ocus/${ocu}/roster?from=${encodeURIComponent(from)}`)).body.errors[0]).toMatchObject({ pointer: '/from' });
  const atTheEnd = (await ida.get(`/ocus/${ocu}/roster?from=9999-12-31T23:30:00Z`)).body;
  expect([atTheEnd.from.wall, atTheEnd.until.at]).toEqual(['9999-12-31T23:59:59', '9999-12-31T23:59:59.999Z']);
  await advance(clara, id, '2026-03-28T23:00');
  expect((await ida.get(`/ocus/${ocu}/roster`)).body.onDuty).toEqual([{ subject: 'ida.night', name: 'ida.night' }]);

  const { organisationId } = (await bea.get(`/operations/${id}/participations`)).body.items.find(
    (item: any) => item.organisation === 'be-customs',
  );
  created(await bea.post(`/organisations/${organisationId}/contacts`, { role: 'ocu-officer', person: 'bea.belgium', operation: id }));
  expect(recipients(await postOf(stack, id), 'contact-changed')).toEqual(['ida.night', 'operations', 'sun.seoul']);

  const log = `/ocus/${ocu}/handovers`;
  created(await ida.post(log, { to: 'sun.seoul', summary: 'A quiet night', openItems: ['Call Antwerp'] }));
  created(await sun.post(log, { summary: 'Antwerp was called' }));
  expect((await sun.get(log)).body.items.map((item: any) => [item.from.subject, item.to?.subject, item.openItems])).toEqual([
    ['sun.seoul', undefined, []],
    ['ida.night', 'sun.seoul', ['Call Antwerp']],
  ]);
  expect((await ida.post(`/ocus/${seoul}/handovers`, { summary: 'x' })).body.code).toBe('ocu.not-staff');
  expect((await ida.post(log, { to: 'bea.belgium', summary: 'x' })).body.errors[0]).toMatchObject({ pointer: '/to' });
  expect((await bea.get(log)).status).toBe(200); // as the officer of her administration
  expect((await felix.get(log)).body.code).toBe('permission.denied');

  const staff = (await clara.get(`/ocus/${ocu}/staff`)).body.items.find((item: any) => item.person.subject === 'ida.night');
  created(await clara.post(`/staff/${staff.id}/endings`, { at: at('2026-03-29T00:00') }));
  expect((await clara.get(`/ocus/${ocu}/roster?${window}`)).body.shifts.map((item: any) => item.person.subject)).toEqual(['sun.seoul']);
  const late = created(await shift('sun.seoul', at('2026-03-29T20:00'), at('2026-03-30T02:00')));
  created(await clara.post(`/shifts/${late.id}/withdrawals`));
  expect((await clara.post(`/shifts/${late.id}/withdrawals`)).body.code).toBe('shift.withdrawn-before');
  await advance(clara, id, '2026-03-29T01:00');
  expect((await ida.get(`/operations/${id}`)).body.code).toBe('operation.not-found');
});
