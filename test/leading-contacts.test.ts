import { operationTime } from '../domain/clock.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { answer, aPerson, eventsOf, standings } from './members.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { aCase, at } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea, felix, rita } = castOf(() => stack);
const organisations: Record<string, string> = {};

beforeAll(async () => {
  stack = await aStack();
  for (const { code, id } of (await ada.get('/organisations?limit=200')).body.items) organisations[code] = id;
});
afterAll(() => stack.stop());

const BELGIANS = [
  { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
  { organisation: 'be-police', rilo: null, joins: 'phase-1' },
  { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
];

const contactsOf = (code: string): string => `/organisations/${organisations[code]}/contacts`;

test('a contact is named with the rights of the role, its deputy has the same, and both lose them when their time is over', async () => {
  const id = await aRunningOperation(stack, { plan: { invitees: BELGIANS } });
  const nina = await aPerson(stack, 'nina.ncp', 'be-customs');
  const dave = await aPerson(stack, 'dave.deputy', 'be-customs');
  expect((await nina.get(`/operations/${id}`)).body.code).toBe('operation.not-found');

  const point = { role: 'national-contact-point', from: at('2026-01-01T00:00') };
  const named = created(await bea.post(contactsOf('be-customs'), { ...point, person: 'nina.ncp' }));
  expect(named).toMatchObject({ operation: null, rank: 'holder', isReachable: true, until: null });
  created(await nina.post(contactsOf('be-customs'), { ...point, person: 'dave.deputy', rank: 'deputy', operation: id }));
  expect((await nina.get(`/operations/${id}`)).body.relations).toEqual(['contact', 'signatory']);
  expect((await dave.get('/operations')).body.items.map((item: any) => item.id)).toContain(id);

  const asked = { kind: 'feedback', title: 'Say how it goes', addressees: { list: ['be-customs'] }, deadline: at('2026-03-20T18:00') };
  created(await clara.post(`/operations/${id}/taskings`, asked));
  expect(created(await answer(dave, id, 'feedback', { answer: 'done', details: 'It goes well' }))).toMatchObject({ state: 'answered' });
  expect(recipients(await postOf(stack, id), 'task-request')).toEqual(['nina.ncp']);

  const forAll = { role: 'ocu-officer', person: 'nina.ncp' };
  expect((await dave.post(contactsOf('be-customs'), forAll)).body.code).toBe('permission.denied');
  created(await dave.post(contactsOf('be-customs'), { ...forAll, operation: id }));
  created(await nina.post(contactsOf('be-customs'), forAll));
  created(await bea.post(contactsOf('be-customs'), { role: 'reporter', person: 'dave.deputy', from: at('2026-01-01T00:00') }));
  created(await dave.post(`/operations/${id}/cases`, aCase({ reference: 'DEPUTY' })));

  const until = at('2026-03-15T00:00');
  expect(created(await bea.post(`/contacts/${named.id}/endings`, { at: until }))).toMatchObject({ until: '2026-03-14T23:00:00.000Z' });
  expect((await nina.get(`/operations/${id}`)).body.relations).toEqual(['liaison']); // what she is besides
  expect((await bea.post(`/contacts/${named.id}/endings`, { at: until })).body.code).toBe('contact.ended-before');
});

test('a new contact point is announced to the regional office and the coordination units, and holds the open tasks from then on', async () => {
  const id = await aRunningOperation(stack, { plan: { invitees: BELGIANS }, accepting: ['felix.france'] });
  const [fleur, fabien] = [await aPerson(stack, 'fleur.first', 'fr-customs'), await aPerson(stack, 'fabien.second', 'fr-customs')];
  const point = { role: 'national-contact-point', operation: id };
  const { id: first } = created(await felix.post(contactsOf('fr-customs'), { ...point, person: 'fleur.first' }));
  const ocu = created(
    await clara.post(`/operations/${id}/ocus`, {
      key: 'main',
      name: 'OCU Brussels',
      kind: 'physical',
      host: 'wco',
      zone: 'Europe/Brussels',
    }),
  );
  await aPerson(stack, 'olaf.officer', 'olaf');
  created(await clara.post(`/ocus/${ocu.id}/staff`, { person: 'olaf.officer' }));

  const nominate = {
    kind: 'nominate-contacts',
    title: 'Name your contacts',
    addressees: { list: ['fr-customs'] },
    deadline: at('2026-03-20T18:00'),
  };
  created(await clara.post(`/operations/${id}/taskings`, nominate));
  const enquiry = { kind: 'enquiry', title: 'Where was it made?', addressees: { list: ['fr-customs'] }, deadline: at('2026-03-25T18:00') };
  created(await clara.post(`/operations/${id}/taskings`, enquiry));
  const { id: taskId } = await ownTask(fleur, id, 'enquiry');
  created(await felix.post(`/tasks/${taskId}/reassignments`, { person: 'fleur.first', reason: 'She knows the factory' }));

  created(await felix.post(contactsOf('fr-customs'), { ...point, person: 'fabien.second' }));
  const post = await postOf(stack, id);
  const told = post.filter(({ kind }) => kind === 'contact-changed').map(({ address }) => address);
  expect(new Set(told)).toEqual(new Set(['operations@rilo-we.example', 'olaf.officer@olaf.example']));
  const handed = post.filter(({ kind, address }) => kind === 'handed-over' && address.startsWith('fabien'));
  expect(handed).toHaveLength(1);
  expect(await eventsOf(felix, id, 'contact.changed')).toMatchObject([
    { data: { before: null, after: 'fleur.first' } },
    { data: { before: 'fleur.first', after: 'fabien.second' } },
  ]);
  expect(await eventsOf(bea, id, 'contact.changed')).toEqual([]);
  expect((await fabien.get(`/tasks/${taskId}`)).body).toMatchObject({ holder: 'fabien.second' });
  expect(await ownTask(fabien, id, 'nominate-contacts')).toMatchObject({ state: 'answered', answer: 'nominated' });
  expect((await fleur.get(`/operations/${id}`)).body.code).toBe('operation.not-found');
  expect((await felix.post(`/contacts/${first}/endings`)).body.code).toBe('contact.ended-before');

  const later = created(await felix.post(contactsOf('fr-customs'), { ...point, person: 'fleur.first', from: at('2026-03-24T09:00') }));
  expect((await fabien.get(`/tasks/${taskId}`)).body).toMatchObject({ holder: 'fabien.second' });
  await advance(clara, id, '2026-04-07T09:00');
  await stack.until(async () => (await clara.get(`/tasks/${taskId}`)).body.holder === 'fleur.first');
  expect(later.from).toBe('2026-03-24T08:00:00.000Z');
});

test('an administration manages its own contacts and nobody else`s, with people of its own and for operations it is invited to', async () => {
  const id = await aRunningOperation(stack, { plan: { invitees: BELGIANS } });
  const other = await aRunningOperation(stack, { plan: { invitees: BELGIANS.slice(0, 1) } });
  await aPerson(stack, 'mute.member', 'fr-customs', { email: null });
  const reporter = { role: 'reporter', person: 'mute.member' };
  const contact = created(await felix.post(contactsOf('fr-customs'), reporter));
  expect(contact).toMatchObject({ isReachable: false });

  expect((await bea.post(contactsOf('fr-customs'), reporter)).body.code).toBe('permission.denied');
  expect((await clara.post(contactsOf('fr-customs'), reporter)).body.code).toBe('permission.denied');
  expect((await bea.get(contactsOf('fr-customs'))).body.code).toBe('permission.denied');
  expect((await bea.post(`/contacts/${contact.id}/endings`)).body).toMatchObject({ status: 404, code: 'contact.not-found' });
  expect((await bea.post(contactsOf('be-customs'), reporter)).body.errors).toMatchObject([
    { pointer: '/person', code: 'contact.person-unfit' },
  ]);
  expect((await felix.post(contactsOf('fr-customs'), { ...reporter, operation: other })).body.errors).toMatchObject([
    { pointer: '/operation', code: 'contact.operation-unfit' },
  ]);
  const backwards = { from: at('2026-03-02T00:00'), until: at('2026-03-01T00:00') };
  expect((await felix.post(contactsOf('fr-customs'), { ...reporter, ...backwards })).body.errors).toMatchObject([{ pointer: '/until' }]);
  expect((await felix.post(contactsOf('fr-customs'), { ...reporter, from: at('2026-03-29T02:30') })).body.errors).toMatchObject([
    { pointer: '/from', code: 'field.moment-unknown' },
  ]);
  expect((await felix.post(contactsOf('fr-customs'), reporter)).body.code).toBe('contact.named-before');

  const roles = (await clara.get(`${contactsOf('fr-customs')}?role=reporter&validAt=2099-01-01T00:00:00Z`)).body.items;
  expect(roles.map((item: any) => item.person.subject)).toEqual(['mute.member']);
  const known = async (reader: Caller) =>
    new Set((await reader.get(`/operations/${id}/contacts`)).body.items.map((item: any) => item.organisation));
  await aPerson(stack, 'rolf.regional', 'fr-customs');
  created(await felix.post(contactsOf('fr-customs'), { role: 'ocu-officer', person: 'rolf.regional', operation: id }));
  expect((await known(clara)).has('fr-customs')).toBe(true);
  expect((await known(rita)).has('fr-customs')).toBe(true);
  expect((await known(bea)).has('fr-customs')).toBe(false);
});

test('a contact mends the address of its own people, and an administrator everything else', async () => {
  const people = (await felix.get(`/organisations/${organisations['fr-customs']}/people`)).body.items;
  const mute = people.find((person: any) => person.subject === 'mute.member');
  const { id: _, subject: __, organisation: ___, ...written } = mute;
  const path = `/people/${mute.id}`;
  expect((await bea.get(path)).body.code).toBe('person.not-found');
  expect((await felix.put(path, { ...written, roles: ['administrator'] })).body.code).toBe('person.only-address');
  expect((await felix.put(path, { ...written, email: 'heard@fr-customs.example' })).body).toMatchObject({
    email: 'heard@fr-customs.example',
  });
  expect((await felix.put(path, written, { 'If-Match': '"v1"' })).body.code).toBe('request.stale');
  expect((await ada.put(path, { ...written, email: null, roles: ['reporter'] })).body).toMatchObject({ email: null, roles: ['reporter'] });

  const france = `/organisations/${organisations['fr-customs']}`;
  const { id: ____, code: _____, ...entry } = (await ada.get(france)).body;
  expect(
    (await ada.put(france, { ...entry, zone: 'Europe/Nowhere', quietFrom: '22:00' })).body.errors.map(({ pointer }: any) => pointer),
  ).toEqual(['/zone', '/quietFrom']);
  expect((await ada.put(france, { ...entry, quietFrom: '22:00', quietUntil: '06:00' })).body).toMatchObject({
    zone: 'Europe/Paris',
    quietFrom: '22:00',
  });
  expect((await ada.put(france, entry)).body).toMatchObject({ quietFrom: null });
  expect((await felix.put(france, entry)).body.code).toBe('permission.denied');
});

test('a new address answers the request for one that the coordinators were given when nobody could be reached', async () => {
  const mute = { code: 'nl-customs', name: 'Netherlands Customs', kind: 'customs', service: 'customs', country: 'NL' };
  const { id: organisationId, code: _, ...entry } = created(await ada.post('/organisations', mute));
  const invitees = [...BELGIANS, { organisation: 'nl-customs', rilo: null, joins: 'phase-1' }];
  const id = await aRunningOperation(stack, { plan: { invitees } });
  const asked = await stack.until(() => ownTask(clara, id, 'mend-contact'));
  expect(asked).toMatchObject({ answer: null, organisation: 'wco' });
  await ada.put(`/organisations/${organisationId}`, { ...entry, email: 'found@nl-customs.example' });
  expect(await ownTask(clara, id, 'mend-contact')).toMatchObject({ state: 'answered', answer: 'done', answeredBy: 'Ada Admin' });
});

test('one organisation leads and takes part, or supports and takes part; several of one country stand apart', async () => {
  const carl = await aPerson(stack, 'carl.both', 'be-customs', { roles: ['coordinator', 'contact', 'reporter'] });
  const pat = await aPerson(stack, 'pat.both', 'europol', { roles: ['partner', 'contact', 'reporter'] });
  const invitees = [...BELGIANS, { organisation: 'europol', rilo: null, joins: 'phase-1' }];
  const accepting = ['carl.both', 'pat.both', 'pia.police'];
  const id = await aRunningOperation(stack, { plan: { leads: ['wco', 'be-customs'], partners: ['europol'], invitees }, accepting });
  expect((await carl.get(`/operations/${id}`)).body.relations).toEqual(['coordinator', 'contact', 'reporter', 'signatory']);
  expect((await pat.get(`/operations/${id}`)).body.relations).toEqual(['contact', 'reporter', 'signatory', 'partner']);
  created(await carl.post(`/operations/${id}/cases`, aCase({ reference: 'CARL' })));
  created(await pat.post(`/operations/${id}/nil-returns`, { period: 'phase-1' }));
  expect(await standings(carl, id)).toEqual({
    ...{ 'be-customs': 'reported', 'be-police': 'active', 'fr-customs': 'silent', europol: 'nil-reported' },
  });
});

test('a regional office follows whom a late invitation puts in its care, though no plan says so', async () => {
  const id = await aRunningOperation(stack, { plan: { invitees: BELGIANS } });
  const asia = await aPerson(stack, 'asia.analyst', 'rilo-ap', { roles: ['analyst'] });
  expect((await asia.get(`/operations/${id}`)).body.code).toBe('operation.not-found');
  const late = { kind: 'take-part', title: 'Join us', addressees: { list: ['kr-customs'] }, joins: 'phase-1', rilo: 'rilo-ap' };
  created(await clara.post(`/operations/${id}/taskings`, { ...late, deadline: at('2026-03-25T18:00') }));
  expect((await asia.get(`/operations/${id}`)).body.relations).toEqual(['rilo']);
  expect((await asia.get('/operations')).body.items.map((item: any) => item.id)).toContain(id);
  expect(await standings(asia, id)).toMatchObject({ 'kr-customs': 'invited' });
});

test('the database tells the time of an operation as the rule of the domain does', async () => {
  const anchorRealMs = Date.UTC(2026, 2, 1);
  const clocks = [0, 0.5, 1, 86_400, 10_000_000].flatMap((rate) =>
    [null, Date.UTC(2025, 0), Date.UTC(2026, 5)].map((holdMs) => ({ anchorRealMs, anchorMs: Date.UTC(2026, 0) + 7, rate, holdMs })),
  );
  for (const realNow of [anchorRealMs - 5_000, anchorRealMs, anchorRealMs + 1_001, anchorRealMs + 31_536_000_001]) {
    const text = 'select operation_time(clock, $2) as at from jsonb_array_elements($1) with ordinality as c (clock, i) order by i';
    const { rows } = await stack.database.pool.query<{ at: Date }>(text, [JSON.stringify(clocks), new Date(realNow)]);
    expect(rows.map(({ at: told }) => told.getTime())).toEqual(clocks.map((clock) => operationTime(clock, realNow)));
  }
});
