import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf, correction, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  const invitees = [
    { organisation: 'be-customs', rilo: 'rilo-we', joins: 'phase-1' },
    { organisation: 'fr-customs', rilo: 'rilo-we', joins: 'phase-1' },
  ];
  const accepting = ['bea.belgium', 'felix.france'];
  path = `/operations/${await aRunningOperation(stack, { plan: { ...TWO_PHASES, invitees }, accepting, wall: '2026-03-20T09:00' })}`;
});
afterAll(() => stack.stop());

const reported = async (quantity = '10') => created(await bea.post(`${path}/cases`, aReport(undefined, [{ quantity }])));
const proposalOf = (quantity: string, basedOn = 1, reason = 'A digit is missing') => ({
  ...{ reason, basedOn },
  seizures: aReport(undefined, [{ quantity }])['seizures'],
});
const quantityOf = async (caseId: string) => (await clara.get(`/cases/${caseId}`)).body.report.seizures[0].goods[0].quantity;

test('a note on a case is read by its owner and by whoever reviews it, and by nobody else; the report stays as it is', async () => {
  const { id: caseId, report } = await reported();
  const note = created(await rita.post(`/cases/${caseId}/notes`, { text: 'Was this weighed?', pointer: '/seizures/0/goods/0' }));
  for (const reader of [bea, clara, rita]) expect((await reader.get(`/cases/${caseId}/notes`)).body.items).toEqual([note]);
  expect(note).toMatchObject({ author: 'Rita Rilo', organisation: 'rilo-we', pointer: '/seizures/0/goods/0' });
  expect((await felix.get(`/cases/${caseId}/notes`)).body.code).toBe('case.not-found');
  expect((await bea.post(`/cases/${caseId}/notes`, { text: 'Yes' })).body.code).toBe('permission.denied');
  expect((await bea.get(`/cases/${caseId}`)).body).toMatchObject({ version: 1, report });
});

test('a proposal changes nothing until the owner accepts it; then it is a version of the owner that names who proposed it', async () => {
  const { id: caseId } = await reported();
  const { id } = created(await clara.post(`/cases/${caseId}/proposals`, proposalOf('100')));
  expect(await quantityOf(caseId)).toBe('10');
  expect((await clara.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' })).body.code).toBe('permission.denied');
  expect((await felix.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' })).body.code).toBe('case.not-found');

  const decision = { 'Idempotency-Key': 'accept it once' };
  const accepted = created(await bea.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' }, decision));
  expect(accepted).toMatchObject({ outcome: 'accepted', version: 2 });
  expect(created(await bea.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' }, decision))).toEqual(accepted);
  expect((await clara.get(`/cases/${caseId}/proposals`)).body.items).toEqual([accepted]);
  expect((await bea.get(`/cases/${caseId}`)).body.versions).toMatchObject([
    { version: 1, author: 'Bea Belgium', proposedBy: null, changes: [] },
    {
      ...{ version: 2, author: 'Bea Belgium', proposedBy: 'Clara Coordinator', reason: 'A digit is missing' },
      changes: [{ pointer: '/seizures/1/goods/medicines/quantity', before: '10', after: '100' }],
    },
  ]);
  expect((await bea.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' })).body.code).toBe('proposal.settled');
});

test('the owner declines with a reason; what was proposed for an earlier version, or does not fit the plan, is refused', async () => {
  const { id: caseId } = await reported();
  const first = created(await clara.post(`/cases/${caseId}/proposals`, proposalOf('100'))).id;
  expect((await bea.post(`/cases/${caseId}/proposals/${first}/decisions`, { outcome: 'declined' })).body.code).toBe('request.invalid');
  const declined = { outcome: 'declined', reason: 'They were ten' };
  expect(created(await bea.post(`/cases/${caseId}/proposals/${first}/decisions`, declined))).toMatchObject({
    ...{ outcome: 'declined', decisionReason: 'They were ten', version: null },
  });
  expect((await bea.post(`/cases/${caseId}/proposals/${first}/decisions`, declined)).body.code).toBe('proposal.settled');

  const { id } = created(await clara.post(`/cases/${caseId}/proposals`, proposalOf('100')));
  expect((await bea.put(`/cases/${caseId}`, correction(aReport(undefined, [{ quantity: '11' }])))).status).toBe(200);
  expect((await bea.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' })).body.code).toBe('proposal.outdated');
  expect((await clara.post(`/cases/${caseId}/proposals`, proposalOf('100', 1))).body.code).toBe('request.stale');
  const unfit = { ...proposalOf('1', 2), seizures: aReport('2026-03-01T12:00:00Z')['seizures'] };
  expect(codesOf(await clara.post(`/cases/${caseId}/proposals`, unfit))).toEqual([
    ...[422, 'case.invalid'],
    { '/seizures/0/seizedAt': 'case.outside-phases' },
  ]);
  expect(await quantityOf(caseId)).toBe('11');
  const unknown = '00000000-0000-7000-8000-000000000000';
  expect((await bea.post(`/cases/${caseId}/proposals/${unknown}/decisions`, declined)).body.code).toBe('proposal.not-found');
});

test('of two who accept one proposal at once, one makes the version', async () => {
  const { id: caseId } = await reported();
  const { id } = created(await clara.post(`/cases/${caseId}/proposals`, proposalOf('100')));
  const answers = await Promise.all([1, 2].map(() => bea.post(`/cases/${caseId}/proposals/${id}/decisions`, { outcome: 'accepted' })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await bea.get(`/cases/${caseId}`)).body.version).toBe(2);
});
