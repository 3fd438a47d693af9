import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRow, csvOf, settled, upload } from './imports.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix, ada } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  const plan = { handling: { tlp: 'AMBER+STRICT' as const } };
  const id = await aRunningOperation(stack, { plan, accepting: ['bea.belgium', 'felix.france'] });
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const report = async (more: object = {}): Promise<string> =>
  created(await bea.post(`${path}/cases`, aCase({ reference: crypto.randomUUID(), ...more }))).id;
const handlingOf = async (id: string): Promise<any> => (await bea.get(`/cases/${id}/handling`)).body.handling;

test('a report is handled as the plan and its organisation say, the stricter of both, until its owner says otherwise', async () => {
  const id = await report();
  expect(await handlingOf(id)).toMatchObject({ code: 'H0', tlp: 'AMBER+STRICT', shares: [] });

  const belgium = (await ada.get('/organisations?code=be-customs')).body.items[0];
  const { id: organisationId, code: _, ...register } = belgium;
  const of = await ada.get(`/organisations/${organisationId}`);
  const tag = { 'If-Match': of.headers.get('etag') ?? '' };
  const handling = { code: 'H1', tlp: 'GREEN', permission: 'Ask us before a court' };
  expect((await ada.put(`/organisations/${organisationId}`, { ...register, handling }, tag)).status).toBe(200);
  expect(await handlingOf(id)).toMatchObject({ code: 'H1', tlp: 'AMBER+STRICT', permission: 'Ask us before a court' });

  const own = await report({ handling: { code: 'H0', tlp: 'CLEAR', shares: ['country-rows'] } });
  expect(await handlingOf(own)).toMatchObject({ code: 'H0', tlp: 'CLEAR', shares: ['country-rows'] });
});

test('what is said later holds from then on; what it does not speak of stays, also through a correction, and all of it is on record', async () => {
  const id = await report({ handling: { code: 'H2', permission: 'Only for statistics' } });
  const said = created(await bea.post(`/cases/${id}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  expect(said).toMatchObject({ stated: { tlp: 'RED' }, saidBy: 'Bea Belgium' });
  expect(await handlingOf(id)).toMatchObject({ code: 'H2', tlp: 'RED', permission: 'Only for statistics' });
  expect((await bea.put(`/cases/${id}`, { reason: 'Counted again', seizures: aCase()['seizures'] })).status).toBe(200);
  expect(await handlingOf(id)).toMatchObject({ code: 'H2', tlp: 'RED' });
  const correction = { reason: 'It is over', seizures: aCase()['seizures'], handling: { tlp: 'GREEN' } };
  expect((await bea.put(`/cases/${id}`, correction)).status).toBe(200);
  expect(await handlingOf(id)).toMatchObject({ code: 'H2', tlp: 'GREEN' });

  const { statements } = (await bea.get(`/cases/${id}/handling`)).body;
  expect(statements.map(({ stated, reason }: any) => [stated.code, stated.tlp, reason])).toEqual([
    ['H2', 'GREEN', null],
    ['H2', 'RED', 'A raid is planned'],
    ['H2', undefined, null],
  ]);
  const events = (await bea.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === id);
  expect(events.map(({ type }: any) => type)).toEqual(['case.reported', 'case.handled', 'case.corrected', 'case.corrected']);
});

test('only its owner says how a report may be used, and says why', async () => {
  const id = await report();
  const said = async (caller: typeof bea, body: object) => (await caller.post(`/cases/${id}/handling`, body)).body.code;
  expect(await said(clara, { code: 'H3', reason: 'Safer' })).toBe('permission.denied');
  expect(await said(felix, { code: 'H3', reason: 'Safer' })).toBe('case.not-found');
  expect(await said(bea, { code: 'H3' })).toBe('request.invalid');
  expect(await said(bea, { code: 'H4', reason: 'Safer' })).toBe('request.invalid');
  expect(await said(bea, { tlp: 'AMBER', purposes: ['gossip'], reason: 'Safer' })).toBe('request.invalid');
});

test('a table of cases says it too, in columns that people read', async () => {
  const permission = 'Ask us before a court';
  const row = aRow({ handlingCode: 'H1: not before a court without permission', tlp: 'TLP:RED', permission });
  const { body } = await upload(stack, path.split('/')[2] ?? '', csvOf([row]), { query: { name: 'cases.csv', confirm: 'now' } });
  expect(await settled(stack, body.id)).toMatchObject({ state: 'done', counts: { reported: 1 } });
  const items = (await bea.get(`${path}/cases?limit=200`)).body.items;
  const known = items.find(({ reference }: any) => reference === row['reference']);
  expect(await handlingOf(known.id)).toMatchObject({ code: 'H1', tlp: 'RED', permission });
});
