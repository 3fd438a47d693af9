import { openApiDocument } from '../api/openapi.ts';
import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import { PERMISSIONS, RELATIONS, type Relation } from '../domain/permission.ts';
import { type Answer, callerWith, type Caller } from './caller.ts';
import { checked, nameOf } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { approve, created, ownTask } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

const STRANGERS = ['stranger', 'coordinator of another lead', 'nobody'] as const;
type Who = Relation | (typeof STRANGERS)[number];

let stack: Stack;
let people: Record<Who, Caller>;
const ids: Record<string, string> = { key: 'stop-ii', number: '1' };
const seen = new Set<string>();

/** One person for each relation, who is nothing else in the operation: the sample's members are contact and reporter at once. */
const SUBJECTS: Record<Exclude<Who, 'nobody'>, string> = {
  coordinator: 'clara.coordinator',
  approver: 'dirk.director',
  contact: 'cora.contact',
  reporter: 'remi.reporter',
  rilo: 'rita.rilo',
  partner: 'paul.partner',
  auditor: 'otto.auditor',
  administrator: 'ada.admin',
  stranger: 'kira.korea',
  'coordinator of another lead': 'igor.interpol',
};

beforeAll(async () => {
  stack = await aStack();
  const ada = checked(await stack.as('ada.admin'), seen);
  for (const [subject, role] of [
    ['cora.contact', 'contact'],
    ['remi.reporter', 'reporter'],
  ] as const) {
    created(await ada.post('/people', { subject, name: subject, organisation: 'be-customs', roles: [role] }));
  }
  const named = Object.entries(SUBJECTS).map(async ([who, subject]) => [who, checked(await stack.as(subject), seen)] as const);
  people = Object.fromEntries([...(await Promise.all(named)), ['nobody', checked(callerWith(stack.url, {}), seen)]]) as typeof people;
});
afterAll(() => stack.stop());

test('on the whole road to a publication, every route answers exactly what its schema promises', async () => {
  const { coordinator: clara, approver: dirk, contact, reporter, administrator: ada, nobody } = people;
  const organisation = { code: 'nl-customs', name: 'Netherlands Customs', kind: 'customs', service: 'customs', country: 'NL' };
  ids['organisationId'] = created(await ada.post('/organisations', organisation)).id;

  const operationId = created(await clara.post('/operations', { plan: aPlan(), drill: { startsAt: at('2026-02-01T09:00') } })).id;
  const path = `/operations/${operationId}`;
  const { body: draft } = await clara.get(`${path}/plan`);
  expect((await clara.put(`${path}/plan`, { ...draft.plan, title: 'Operation Tulip II' })).status).toBe(200);
  const approvalId = created(await clara.post(`${path}/submissions`)).approvalId;
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(path)).body.stage === 'approved');
  created(await clara.post(`${path}/launches`));

  const { id: taskId, taskingId } = await ownTask(contact, operationId, 'take-part');
  created(await contact.post(`/tasks/${taskId}/answers`, { answer: 'accept' }));
  await advance(clara, operationId, '2026-03-15T09:00');
  created(await contact.post(`${path}/nil-returns`, { period: 'phase-1' }));
  const caseId = created(await reporter.post(`${path}/cases`, aCase())).id;
  const correction = { reason: 'Counted again', seizures: aCase()['seizures'] };
  expect((await reporter.put(`/cases/${caseId}`, correction)).status).toBe(200);
  created(await clara.post(`${path}/amendments`, { reason: 'More time', plan: aPlan({ objectives: ['Find more'] }) }));

  await advance(clara, operationId, '2026-04-12T09:00');
  const editionId = created(await clara.post(`${path}/editions`, { edition: 'final' })).id;
  await advance(clara, operationId, '2026-04-20T09:00');
  const signOff = await stack.until(async () => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, signOff.id);
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'embargoed');
  await advance(clara, operationId, '2026-05-05T09:00');
  const { publicationId } = await stack.until(async () =>
    (await clara.get(`${path}/editions`)).body.items.find((item: any) => item.publicationId),
  );
  await stack.until(async () => (await clara.get(`/editions/${editionId}/deliveries`)).body.items[0]?.state === 'sent');
  Object.assign(ids, { operationId, approvalId, taskingId, taskId, caseId, editionId, publicationId });

  for (const route of ROUTES.filter(({ method }) => method === 'get')) await clara.get(filled(route));
  for (const template of (await clara.get('/plans')).body.items) await clara.get(`/plans/${template.key}`);
  for (const path of ['/people', '/health/live', '/health/ready', `/organisations/${ids['organisationId']}`]) await ada.get(path);
  await nobody.get(`/publications/${publicationId}`);
  expect(ROUTES.map(nameOf).filter((name) => !seen.has(name))).toEqual([]);
});

test('the description that is served is made of these routes', async () => {
  expect((await people.nobody.get('/openapi.json')).body).toEqual(JSON.parse(JSON.stringify(openApiDocument(ROUTES))));
});

/** Nothing is stored: every body has a field that no route knows, which is only looked at once somebody may do the thing at all. */
describe.each(ROUTES.map((route) => [nameOf(route), route] as const))('%s', (_, route) => {
  test(`answers ${route.action === 'public' ? 'everybody' : 'whom the table allows, and nobody else'}`, async () => {
    const answers = Object.entries(people).map(async ([who, caller]) => [who, answerOf(await call(caller, route))]);
    const expected = Object.keys(people).map((who) => [who, expectedOf(route, who as Who)]);
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(Object.fromEntries(expected));
  });
});

function call(caller: Caller, route: Route): Promise<Answer> {
  return route.method === 'get' ? caller.get(filled(route)) : caller[route.method](filled(route), { 'no such field': true });
}

function filled({ path }: Route): string {
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'missing');
  return path.endsWith('/differences') ? `${target}?from=1` : target;
}

function answerOf({ status, body }: { status: number; body: { code?: string } }): string {
  if (status === 200 || body.code === 'request.invalid') return 'allowed';
  return String(status);
}

function expectedOf({ action, about, path }: Route, who: Who): string {
  if (action === 'public') return 'allowed';
  if (who === 'nobody') return '401';
  const allowed: 'anybody' | readonly string[] = PERMISSIONS[action];
  if (allowed === 'anybody' || allowed.includes(standsAs(who, about !== undefined))) return 'allowed';
  const isHidden = /^.(cases|tasks)/.test(path) && (who === 'partner' || who === 'approver'); // they see no administration's own things
  return about !== undefined && (STRANGERS.includes(who as never) || isHidden) ? '404' : '403';
}

/** Where there is no operation to be something in, a coordinator is one whoever leads. */
function standsAs(who: Who, inOperation: boolean): string {
  return who === 'coordinator of another lead' && !inOperation ? 'coordinator' : who;
}

test('there is somebody for every relation', () => {
  expect(Object.keys(SUBJECTS)).toEqual(expect.arrayContaining([...RELATIONS]));
});
