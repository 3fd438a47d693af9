/* Longer than 250 lines: one road, which passes every route. */
import { openApiDocument } from '../api/openapi.ts';
import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import { PERMISSIONS, RELATIONS, type Relation } from '../domain/permission.ts';
import { askAnything } from './asked-anything.ts';
import { settleCatalogueProposal } from './catalogue-proposal.ts';
import { type Answer, callerWith, type Caller } from './caller.ts';
import { checked, nameOf } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { WAITING, walkConfirming, walkReleasing, walkUnlocking } from './editions-road.ts';
import { approve, created, ownTask } from './operations.ts';
import { walkParticipation } from './participation-road.ts';
import { pauseAndEnd } from './pausing-road.ts';
import { walkReporting } from './reporting-road.ts';
import { walkRetention } from './retention-road.ts';
import { aCase, aPlan, at } from './plans.ts';
import { aBounce } from './bounced-mails.ts';
import { walkBulletin } from './bulletin-road.ts';
import { aStack, type Stack } from './stack.ts';
import { isOfAnother, walkSubscription } from './subscription-road.ts';
import { releasedOf } from './subscriptions.ts';
import { startReceiver, type Receiver } from './webhook-receiver.ts';

const STRANGERS = ['stranger', 'coordinator of another lead', 'nobody'] as const;
const SIGHTLESS: readonly string[] = ['partner', 'recipient', 'approver', 'ocu'];
/** Something in operations, by an office that their administration gave them, and nothing to its entry in the register. */
const NAMED = { signatory: 'approver', liaison: 'ocu-officer' };
type Who = Relation | (typeof STRANGERS)[number];

/** A debrief before the edition is signed off, everything that an edition can wait for, and letters that are kept for a month. */
const DEBRIEFED = aPlan({
  ...WAITING,
  retention: [{ class: 'messages', months: 1 }],
  phases: [
    ...aPlan().phases,
    { key: 'debrief', name: 'Debrief', kind: 'debrief', opensAt: at('2026-04-13T09:00'), closesAt: at('2026-04-14T17:00') },
  ],
});

let stack: Stack;
let receiver: Receiver;
let people: Record<Who, Caller>;
const ids: Record<string, string> = { format: 'csv', key: 'stop-ii', number: '1' };
const seen = new Set<string>();

/** One person for each relation, who is nothing else in the operation: the sample's members are contact and reporter at once. */
const SUBJECTS: Record<Exclude<Who, 'nobody'>, string> = {
  coordinator: 'clara.coordinator',
  approver: 'dirk.director',
  contact: 'cora.contact',
  reporter: 'remi.reporter',
  signatory: 'sofia.signatory',
  liaison: 'liam.liaison',
  rilo: 'rita.rilo',
  ocu: 'olivia.ocu',
  partner: 'paul.partner',
  recipient: 'rene.recipient',
  auditor: 'otto.auditor',
  administrator: 'ada.admin',
  stranger: 'kira.korea',
  'coordinator of another lead': 'igor.interpol',
};

beforeAll(async () => {
  receiver = await startReceiver();
  stack = await aStack({ config: { webhookAllow: ['127.0.0.0/8'] } });
  const ada = checked(await stack.as('ada.admin'), seen);
  for (const [subject, role] of [
    ['cora.contact', 'contact'],
    ['remi.reporter', 'reporter'],
  ] as const) {
    created(await ada.post('/people', { subject, name: subject, organisation: 'be-customs', roles: [role] }));
  }
  const belgium = (await ada.get('/organisations?code=be-customs')).body.items[0].id;
  for (const [relation, role] of Object.entries(NAMED)) {
    const person = SUBJECTS[relation as keyof typeof NAMED];
    created(await ada.post('/people', { subject: person, name: person, organisation: 'be-customs' }));
    created(await ada.post(`/organisations/${belgium}/contacts`, { role, person, from: at('2026-01-01T00:00') }));
  }
  created(await ada.post('/people', { subject: 'rene.recipient', name: 'Rene Recipient', organisation: 'unodc', roles: ['partner'] }));
  created(await ada.post('/people', { subject: 'olivia.ocu', name: 'Olivia Ocu', organisation: 'interpol' }));
  const named = Object.entries(SUBJECTS).map(async ([who, subject]) => [who, checked(await stack.as(subject), seen)] as const);
  people = Object.fromEntries([...(await Promise.all(named)), ['nobody', checked(callerWith(stack.url, {}), seen)]]) as typeof people;
});
afterAll(async () => {
  await stack.stop();
  await receiver.stop();
});

test('on the whole road to a publication, every route answers exactly what its schema promises', async () => {
  const { coordinator: clara, approver: dirk, contact, reporter, administrator: ada, nobody } = people;
  const organisation = { code: 'nl-customs', name: 'Netherlands Customs', kind: 'customs', service: 'customs', country: 'NL' };
  created(await ada.post('/organisations', organisation));

  const away = { standIn: 'ada.admin', from: at('2030-01-01T00:00'), until: at('2030-02-01T00:00'), reason: 'On leave' };
  ids['standInId'] = created(await dirk.post('/stand-ins', away)).id;
  created(await dirk.post(`/stand-ins/${ids['standInId']}/endings`));

  const operationId = created(await clara.post('/operations', { plan: DEBRIEFED, drill: { startsAt: at('2026-02-01T09:00') } })).id;
  const path = `/operations/${operationId}`;
  const { body: draft } = await clara.get(`${path}/plan`);
  expect((await clara.put(`${path}/plan`, { ...draft.plan, title: 'Operation Tulip II' })).status).toBe(200);
  const approvalId = created(await clara.post(`${path}/submissions`)).approvalId;
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(path)).body.stage === 'approved');
  created(await clara.post(`${path}/launches`));
  await rememberRecipient(operationId);

  const { id: taskId, taskingId } = await ownTask(contact, operationId, 'take-part');
  created(await contact.post(`/tasks/${taskId}/answers`, { answer: 'accept' }));
  await advance(clara, operationId, '2026-03-15T09:00');
  created(await contact.post(`${path}/nil-returns`, { period: 'phase-1' }));
  const caseId = created(await reporter.post(`${path}/cases`, aCase())).id;
  for (const each of ['withdrawn', 'kept']) {
    const attached = created(await reporter.post(`/cases/${caseId}/attachments?kind=document&name=${each}`, '%PDF-1.7'));
    if (each === 'withdrawn') created(await reporter.post(`/attachments/${attached.id}/withdrawals`, { reason: 'Another case' }));
    ids['attachmentId'] = attached.id;
  }
  await declareNumbers(reporter, path);
  const correction = { reason: 'Counted again', seizures: aCase()['seizures'] };
  expect((await reporter.put(`/cases/${caseId}`, correction)).status).toBe(200);
  Object.assign(ids, await walkReporting(people, path));
  ids['catalogueProposalId'] = await settleCatalogueProposal(stack, clara, operationId);
  created(await clara.post(`${path}/amendments`, { reason: 'More time', plan: { ...DEBRIEFED, objectives: ['Find more'] } }));

  await askMore(clara, contact, operationId);
  const consent = created(await contact.post(`${path}/consents`, { recipient: 'europol', reason: 'They asked' }));
  created(await contact.post(`/consents/${consent.id}/revocations`, { reason: 'Not any more' }));
  ids['consentId'] = consent.id;
  created(await reporter.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'A raid is planned' }));
  for (const each of ['exclusions', 'inclusions']) created(await clara.post(`/cases/${caseId}/${each}`, { reason: 'Looked at again' }));
  ids['proposalId'] = await proposeOne(clara, reporter, caseId);
  ids['reviewId'] = await reviewOne(clara, reporter, path);
  ids['subscriptionId'] = await walkSubscription(stack, people, path);
  Object.assign(ids, await walkParticipation(people, operationId));

  Object.assign(ids, await walkBulletin(stack, receiver, people, operationId));

  await advance(clara, operationId, '2026-04-12T09:00');
  const editionId = created(await clara.post(`${path}/editions`, { edition: 'final' })).id;
  Object.assign(ids, await walkConfirming(stack, people, { operationId, editionId }));
  await advance(clara, operationId, '2026-04-20T09:00');
  const { id: recommendationId } = created(await contact.post(`${path}/recommendations`, { phase: 'debrief', text: 'Ask for weights' }));
  created(await clara.post(`/recommendations/${recommendationId}/settlements`, { state: 'done', outcome: 'The form asks for them' }));
  await pauseAndEnd(stack, people);
  const signOff = await stack.until(async () => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, signOff.id);
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'embargoed');
  await advance(clara, operationId, '2026-05-05T09:00');
  await walkReleasing(people, editionId);
  const { publicationId } = await stack.until(async () =>
    (await clara.get(`${path}/editions`)).body.items.find((item: any) => item.publicationId),
  );
  await stack.until(async () => (await clara.get(`/editions/${editionId}/deliveries`)).body.items[0]?.state === 'sent');
  ids['productId'] = (await releasedOf(stack, operationId, ids['subscriptionId'] ?? '', 1))[0].id;
  await walkUnlocking(clara, editionId);
  Object.assign(ids, await walkRetention(people, operationId));
  Object.assign(ids, { operationId, recommendationId, approvalId, taskingId, taskId, caseId, editionId, publicationId });

  for (const route of ROUTES.filter(({ method }) => method === 'get')) await clara.get(filled(route));
  for (const path of [`/operations/${operationId}/drafts`, `/drafts/${ids['draftId']}`]) await reporter.get(path);
  for (const template of (await clara.get('/plans')).body.items) await clara.get(`/plans/${template.key}`);
  for (const path of ['/people', '/health/live', '/health/ready', `/organisations/${ids['organisationId']}`]) await ada.get(path);
  await nobody.get(`/publications/${publicationId}`);
  const [{ messageId }] = (await clara.get(`${path}/letters?state=sent`)).body.items;
  expect((await ada.post('/bounces', aBounce(messageId))).body.letters).toBeGreaterThan(0);
  expect(ROUTES.map(nameOf).filter((name) => !seen.has(name))).toEqual([]);
});

/** Somebody who was a partner once, of a plan before this one. */
async function rememberRecipient(operationId: string): Promise<void> {
  await stack.database.pool.query(
    `insert into feed (id, operation_id, recipient_id, purpose, state, reason, asked_by_id, asked_at, state_by_id, state_at)
     select uuidv7(), $1, o.id, 'analysis', 'ended', 'Once', p.id, now(), p.id, now()
     from organisation o join person p on p.subject = 'rene.recipient' where o.code = 'unodc'`,
    [operationId],
  );
}

async function declareNumbers(reporter: Caller, path: string): Promise<void> {
  created(await reporter.post(`${path}/activity-counts`, { period: 'phase-1', counts: [{ kind: 'checks', count: 12 }] }));
  const totals = [{ heading: 'medicines', cases: 4, quantities: [{ unit: 'C62', quantity: '9000' }] }];
  created(await reporter.post(`${path}/declared-totals`, { period: 'phase-1', totals }));
  ids['draftId'] = created(await reporter.post(`${path}/drafts`, { report: {} })).id;
  expect((await reporter.put(`/drafts/${ids['draftId']}`, { report: aCase({ reference: 'once a draft' }) })).status).toBe(200);
  created(await reporter.post(`/drafts/${ids['draftId']}/submissions`));
  const { id: given } = created(await reporter.post(`${path}/drafts`, { report: {} }));
  created(await reporter.post(`/drafts/${given}/withdrawals`));
}

/** Has a case annotated, and a correction of it proposed and accepted. */
async function proposeOne(clara: Caller, reporter: Caller, caseId: string): Promise<string> {
  created(await clara.post(`/cases/${caseId}/notes`, { text: 'Weighed?', pointer: '/seizures/0' }));
  const proposal = { reason: 'The last digit is missing', basedOn: 2, seizures: aCase()['seizures'] };
  const { id } = created(await clara.post(`/cases/${caseId}/proposals`, proposal));
  created(await reporter.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' }));
  return id;
}

/** Reports what must be asked about, and has it asked, answered and accepted. */
async function reviewOne(clara: Caller, reporter: Caller, path: string): Promise<string> {
  const seizures = [{ number: 1, seizedAt: '2026-03-10T12:00:00+01:00', goods: [{ heading: 'medicines', quantity: '0', unit: 'C62' }] }];
  const [{ id }] = created(await reporter.post(`${path}/cases`, aCase({ reference: 'NOTHING', seizures }))).warnings;
  created(await clara.post(`${path}/reviews/${id}/questions`, { deadline: at('2026-03-25T18:00') }));
  created(await reporter.post(`${path}/reviews/${id}/answers`, { answer: 'They were empty' }));
  created(await clara.post(`${path}/reviews/${id}/settlements`, { outcome: 'accepted' }));
  return id;
}

/** Asks for something by hand, gives more time for it, hands it over, and takes it back. */
async function askMore(clara: Caller, contact: Caller, operationId: string): Promise<void> {
  const enquiry = { kind: 'enquiry', title: 'Who received it?', addressees: { rule: 'accepted' }, deadline: at('2026-04-01T18:00') };
  const { id: taskingId } = created(await clara.post(`/operations/${operationId}/taskings`, enquiry));
  const { id: taskId } = await ownTask(contact, operationId, 'enquiry');
  const until = at('2026-04-05T18:00');
  ids['requestId'] = created(await contact.post(`/tasks/${taskId}/extension-requests`, { until, reason: 'On leave' })).id;
  created(await clara.post(`/extension-requests/${ids['requestId']}/decisions`, { outcome: 'granted' }));
  created(await contact.post(`/tasks/${taskId}/reassignments`, { person: 'remi.reporter', reason: 'Whoever has the manifests' }));
  created(await clara.post(`/taskings/${taskingId}/additions`, { addressees: { list: ['fr-customs'] } }));
  created(await clara.post(`/taskings/${taskingId}/deadlines`, { deadline: at('2026-04-02T18:00') }));
  created(await clara.post(`/taskings/${taskingId}/withdrawals`, { reason: 'It was found' }));
}

test('whatever is asked of a route that reads, it is never our fault, and every answer is what its schema promises', async () => {
  const { coordinator, contact, reporter, partner, recipient, administrator } = people;
  const callers = [coordinator, contact, reporter, partner, recipient, administrator];
  expect(await askAnything(callers, (route) => filled(route).split('?')[0] ?? '', 15)).toEqual([]);
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
  if (path.endsWith('/preview')) return `${target}?as=partner`;
  if (path.endsWith('/comparison')) return `${target}?before=phase-1&now=phase-1`;
  return path.endsWith('/differences') ? `${target}?from=1` : target;
}

/** Told to whoever may do the thing, of a body that is none. */
const UNREAD = ['request.invalid', 'request.media-type', 'bounce.not-a-report'];

function answerOf({ status, body }: { status: number; body: { code?: string } }): string {
  if (status === 200 || UNREAD.includes(body.code ?? '')) return 'allowed';
  return String(status);
}

/** Of one administration. */
const OWN_THINGS = /^.(cases|drafts|attachments|duplicates|exports|imports|tasks|extension-requests|disputes|late-appeals|consents)/;

function expectedOf({ action, about, path }: Route, who: Who): string {
  if (action === 'public') return 'allowed';
  if (who === 'nobody') return '401';
  const allowed: 'anybody' | readonly string[] = PERMISSIONS[action];
  const inRegister = /^.(organisations|contacts|people|webhooks)\//.test(path) && path !== '/organisations/me/products';
  const isPartners = /^.(deliveries|products)\//.test(path); // made for the partner
  if (isPartners && !['coordinator', 'auditor', 'administrator', 'partner'].includes(who)) return '404';
  if (inRegister && allowed !== 'anybody') return expectedInRegister(allowed, path, who);
  if (isOfAnother(path, who) || (who === 'recipient' && path.startsWith('/feeds/'))) return '404';
  if (['partner', 'recipient'].includes(who) && about !== undefined && OWN_THINGS.test(path)) return '404';
  if (allowed === 'anybody' || allowed.includes(standsAs(who, about !== undefined))) return 'allowed';
  const isHidden = path.startsWith('/feeds/')
    ? !PERMISSIONS['feed.read'].some((each) => each === who) // a partner's own
    : OWN_THINGS.test(path) && SIGHTLESS.includes(who); // they see no administration's own things
  return about !== undefined && (STRANGERS.includes(who as never) || isHidden) ? '404' : '403';
}

/** What belongs to Belgian customs whatever operation there is: its contacts, its people. Everybody knows that there is such an organisation. */
function expectedInRegister(allowed: readonly string[], path: string, who: Who): string {
  const isNothing = [...SIGHTLESS, ...Object.keys(NAMED), 'stranger'].includes(who);
  if (!isNothing && allowed.includes(standsAs(who, false))) return 'allowed';
  return isNothing && !path.startsWith('/organisations/') ? '404' : '403';
}

/** Where there is no operation to be something in, a coordinator is one whoever leads. */
function standsAs(who: Who, inOperation: boolean): string {
  return who === 'coordinator of another lead' && !inOperation ? 'coordinator' : who;
}

test('there is somebody for every relation', () => {
  expect(Object.keys(SUBJECTS)).toEqual(expect.arrayContaining([...RELATIONS]));
});
