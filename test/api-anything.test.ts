import fc from 'fast-check';
import { ROUTES } from '../api/routes.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { aCatalogueProposal } from './catalogue-proposal.ts';
import { checked } from './checked-caller.ts';
import { aRow, csvOf } from './imports.ts';
import { leavingWrites } from './leaving-writes.ts';
import { aDraft, anApprovedOperation, aRunningOperation, created, ownTask } from './operations.ts';
import { participationWrites } from './participation-writes.ts';
import { aCase, aPlan, at } from './plans.ts';
import { reportingWrites } from './reporting-writes.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, dirk, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
/** A running operation in which France has not answered. */
let path: string;

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack)}`;
});
afterAll(() => stack.stop());

type Send = (body: unknown) => Promise<unknown>;

/** Each with a body that the route takes, for other bodies to be made from. */
async function writes(): Promise<[string, object, Send][]> {
  const [draft, approved] = [`/operations/${await aDraft(stack)}`, `/operations/${await anApprovedOperation(stack)}`];
  const { id: taskId } = await ownTask(felix, path.split('/').at(-1) ?? '', 'take-part');
  const { approvalId } = created(await clara.post(`/operations/${await aDraft(stack)}/submissions`));
  const { id: caseId } = created(await bea.post(`${path}/cases`, aCase({ reference: 'to be corrected' })));
  const { id: attachmentId } = created(await bea.post(`/cases/${caseId}/attachments?kind=document&name=a`, '%PDF-1.7'));
  const { id: importId } = created(await bea.post(`${path}/imports?name=a`, csvOf([aRow()])));
  const { id: draftId } = created(await bea.post(`${path}/drafts`, { report: {} }));
  const debrief = { ...aPlan().phases[0], key: 'debrief', name: 'Debrief', kind: 'debrief' } as const;
  const course = `/operations/${await aRunningOperation(stack, { plan: { phases: [...aPlan().phases, debrief as never] } })}`;
  const { id: said } = created(await bea.post(`${course}/recommendations`, { phase: 'debrief', text: 'Ask for weights' }));
  const enquiry = { kind: 'enquiry', title: 'Who received it?', addressees: { list: ['be-customs'] }, deadline: at('2026-04-01T18:00') };
  const { id: taskingId } = created(await clara.post(`${path}/taskings`, enquiry));
  const { id: asked } = await ownTask(bea, path.split('/').at(-1) ?? '', 'enquiry');
  const request = { until: at('2026-04-10T18:00'), reason: 'Leave' };
  const { id: requestId } = created(await bea.post(`/tasks/${asked}/extension-requests`, request));
  const post =
    (caller: Caller, target: string): Send =>
    (body) =>
      caller.post(target, JSON.stringify(body));
  const put =
    (caller: Caller, target: string): Send =>
    async (body) => {
      await caller.get(target);
      return caller.put(target, JSON.stringify(body));
    };
  const parties = await participationWrites({ coordinator: clara, administrator: ada, contact: bea }, path);
  const reporting = await reportingWrites({ coordinator: clara, reporter: bea }, path);
  const leaving = await leavingWrites(stack, path.split('/').at(-1) ?? '', (caller) => checked(caller, new Set()));
  const proposal = await aCatalogueProposal(stack, path.split('/').at(-1) ?? '');
  const away = { standIn: 'dora.deputy', from: at('2030-01-01T00:00'), until: at('2030-02-01T00:00'), reason: 'On leave' };
  const { id: standInId } = created(await dirk.post('/stand-ins', away));
  return [
    [
      '/catalogue/proposals/{catalogueProposalId}/settlements',
      { state: 'dropped', reason: 'Market, by the handbook' },
      post(clara, `/catalogue/proposals/${proposal}/settlements`),
    ],
    [
      '/organisations',
      { code: 'a1', name: 'A1', kind: 'customs', service: 'customs', country: 'BE', rilo: 'rilo-we', email: 'a@a.example', language: 'fr' },
      post(ada, '/organisations'),
    ],
    [
      '/people',
      { subject: 'a', name: 'A', email: 'a@a.example', organisation: 'wco', roles: ['contact'], posts: ['p'] },
      post(ada, '/people'),
    ],
    ['/operations', { title: 'Tulip', plan: aPlan(), drill: { startsAt: aPlan().invitation.answerBy } }, post(clara, '/operations')],
    ['/operations/{operationId}/plan', aPlan(), put(clara, `${draft}/plan`)],
    ['/operations/{operationId}/clock', { rate: 1, holdAt: aPlan().invitation.answerBy }, put(clara, `${draft}/clock`)],
    ['/operations/{operationId}/amendments', { reason: 'More', plan: aPlan() }, post(clara, `${path}/amendments`)],
    ['/operations/{operationId}/submissions', {}, post(clara, `${draft}/submissions`)],
    ['/operations/{operationId}/launches', {}, post(clara, `${approved}/launches`)],
    ['/approvals/{approvalId}/decisions', { decision: 'return', reason: 'Too short' }, post(dirk, `/approvals/${approvalId}/decisions`)],
    ['/tasks/{taskId}/answers', { answer: 'decline', reason: 'No staff' }, post(felix, `/tasks/${taskId}/answers`)],
    [
      '/operations/{operationId}/taskings',
      {
        ...enquiry,
        key: 'a',
        instructions: 'Look',
        joins: 'phase-1',
        rilo: 'rilo-we',
        about: caseId,
        isLocal: true,
        ends: 'deadline',
        late: 'taken',
      },
      post(clara, `${path}/taskings`),
    ],
    [
      '/taskings/{taskingId}/additions',
      { addressees: { rule: 'accepted', phase: 'phase-1' } },
      post(clara, `/taskings/${taskingId}/additions`),
    ],
    ['/taskings/{taskingId}/deadlines', { deadline: enquiry.deadline }, post(clara, `/taskings/${taskingId}/deadlines`)],
    ['/tasks/{taskId}/reassignments', { person: 'nobody.known', reason: 'Leave' }, post(clara, `/tasks/${asked}/reassignments`)],
    [
      '/tasks/{taskId}/extension-requests',
      { until: at('2026-04-11T18:00'), reason: 'Leave' },
      post(bea, `/tasks/${asked}/extension-requests`),
    ],
    [
      '/extension-requests/{requestId}/decisions',
      { outcome: 'granted', until: at('2026-04-12T18:00') },
      post(clara, `/extension-requests/${requestId}/decisions`),
    ],
    [
      '/taskings/{taskingId}/withdrawals',
      { reason: 'Found', organisations: ['be-customs'] },
      post(clara, `/taskings/${taskingId}/withdrawals`),
    ],
    ['/operations/{operationId}/cases', aCase({ summary: 'Found' }), post(bea, `${path}/cases`)],
    [
      '/operations/{operationId}/cases:stream',
      aCase({ summary: 'Found' }),
      (body) => bea.post(`${path}/cases:stream`, `${JSON.stringify(body)}\n`, { 'Content-Type': 'application/x-ndjson' }),
    ],
    ['/cases/{caseId}/attachments', {}, post(bea, `/cases/${caseId}/attachments?kind=document&name=a`)],
    ['/operations/{operationId}/imports', {}, post(bea, `${path}/imports?name=a`)],
    ['/bounces', {}, post(ada, '/bounces')],
    ['/imports/{importId}/confirmations', {}, post(bea, `/imports/${importId}/confirmations`)],
    ['/attachments/{attachmentId}/withdrawals', { reason: 'Blurred' }, post(bea, `/attachments/${attachmentId}/withdrawals`)],
    ['/operations/{operationId}/drafts', { report: aCase() }, post(bea, `${path}/drafts`)],
    ['/drafts/{draftId}', { report: aCase() }, put(bea, `/drafts/${draftId}`)],
    ['/drafts/{draftId}/submissions', {}, post(bea, `/drafts/${draftId}/submissions`)],
    ['/drafts/{draftId}/withdrawals', {}, post(bea, `/drafts/${draftId}/withdrawals`)],
    ['/cases/{caseId}', { reason: 'Counted again', seizures: aCase()['seizures'] }, put(bea, `/cases/${caseId}`)],
    ['/operations/{operationId}/nil-returns', { period: 'phase-1' }, post(bea, `${path}/nil-returns`)],
    [
      '/operations/{operationId}/activity-counts',
      { period: 'phase-1', counts: [{ measure: 'persons', kind: 'arrested', count: '3' }], reason: 'Counted again' },
      post(bea, `${path}/activity-counts`),
    ],
    [
      '/operations/{operationId}/declared-totals',
      {
        period: 'phase-1',
        totals: [{ heading: 'medicines', cases: 2, seizures: 3, quantities: [{ unit: 'C62', quantity: '4000' }] }],
        detailsComplete: false,
        reason: 'Counted again',
      },
      post(bea, `${path}/declared-totals`),
    ],
    ['/operations/{operationId}/editions', { edition: 'final' }, post(clara, `${path}/editions`)],
    ['/operations/{operationId}/suspensions', { reason: 'Elections' }, post(clara, `${course}/suspensions`)],
    ['/operations/{operationId}/resumptions', {}, post(clara, `${course}/resumptions`)],
    ['/operations/{operationId}/closings', { override: { reason: 'It is over' } }, post(clara, `${course}/closings`)],
    ['/operations/{operationId}/cancellations', { reason: 'No budget' }, post(clara, `${course}/cancellations`)],
    ['/operations/{operationId}/recommendations', { phase: 'debrief', text: 'Ask for weights' }, post(bea, `${course}/recommendations`)],
    [
      '/recommendations/{recommendationId}/settlements',
      { state: 'done', outcome: 'Done' },
      post(clara, `/recommendations/${said}/settlements`),
    ],
    ['/stand-ins', away, post(dirk, '/stand-ins')],
    ['/stand-ins/{standInId}/endings', {}, post(dirk, `/stand-ins/${standInId}/endings`)],
    ...reporting.map(([name, body, caller, target]): [string, object, Send] => [name, body, post(caller, target)]),
    ...leaving.map(([name, body, caller, method, target]): [string, object, Send] => [name, body, { post, put }[method](caller, target)]),
    ...parties.map(([name, body, caller, method, target]): [string, object, Send] => [name, body, { post, put }[method](caller, target)]),
  ];
}

const halves = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 }).map((units) => String.fromCharCode(...units));
const anything = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
  halves,
  fc.constantFrom<unknown>(
    '',
    ' ',
    '0',
    '-1',
    1e300,
    -0,
    2 ** 53,
    '__proto__',
    '2026-02-30T00:00',
    '0000-01-01T00:00',
    '\0',
    { 'a\0': 1, '\ud800': 1 },
    'a'.repeat(5_000),
    [],
    {},
    null,
  ),
);

/** A good body with something else in one place, or with one thing more. */
function spoilt(good: object): fc.Arbitrary<unknown> {
  const places = placesIn(good);
  return fc.tuple(fc.constantFrom(...places), anything).map(([place, value]) => withAt(good, place, value));
}

function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ['surplus'], ...Object.entries(value).flatMap(([name, item]) => placesIn(item).map((place) => [name, ...place]))];
}

function withAt(value: unknown, [name, ...rest]: readonly string[], item: unknown): unknown {
  if (name === undefined) return item;
  if (Array.isArray(value)) return value.map((old, i) => (String(i) === name ? withAt(old, rest, item) : old));
  return { ...(value as object), [name]: withAt((value as Record<string, unknown>)[name], rest, item) };
}

test('whatever is sent to a route by whoever may write there, it is never our fault, and a refusal is a problem document', async () => {
  const routes = await writes();
  expect(routes.map(([name]) => name).sort()).toEqual(
    ROUTES.filter(({ method }) => method !== 'get')
      .map((route) => route.path)
      .sort(),
  );
  for (const [name, good, send] of routes) {
    const body = fc.oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: spoilt(good) });
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const { status, body: answered } = (await send(value)) as any;
        if (status >= 500) throw new Error(`${name} answered ${status} ${answered.code}`);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }
});
