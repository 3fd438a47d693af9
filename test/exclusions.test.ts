import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, correction, TWO_PHASES } from './two-phases.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack, { plan: TWO_PHASES, accepting: ['bea.belgium', 'felix.france'], wall: '2026-03-20T09:00' });
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const seizuresIn = async (): Promise<number> => (await clara.get(`${path}/statistics`)).body.figures.seizures;

test('a case that a coordinator takes out does not count, however it is corrected, until it is put back; its owner is told both times', async () => {
  const { id: caseId, reference } = created(await bea.post(`${path}/cases`, aReport()));
  const before = await seizuresIn();
  expect(created(await clara.post(`/cases/${caseId}/exclusions`, { reason: 'Seized outside the operation' }))).toMatchObject({
    isCounted: false,
  });
  expect(await seizuresIn()).toBe(before - 1);
  expect((await bea.put(`/cases/${caseId}`, correction(aReport()))).status).toBe(200);
  expect(await seizuresIn()).toBe(before - 1);

  created(await clara.post(`/cases/${caseId}/inclusions`, { reason: 'It was inside after all' }));
  expect(await seizuresIn()).toBe(before);
  const { exclusions, version } = (await bea.get(`/cases/${caseId}`)).body;
  expect(version).toBe(2);
  expect(exclusions).toMatchObject([
    { reason: 'Seized outside the operation', excludedBy: 'Clara Coordinator', inclusionReason: 'It was inside after all' },
  ]);

  const told = (await postOf(stack, id)).filter(({ kind, batch }) => kind === 'case-recounted' && batch === `case/${caseId}`);
  expect(recipients(told, 'case-recounted')).toEqual(['bea.belgium', 'bea.belgium']);
  const words = told.map(({ mail }) => mail.text).join('\n'); // what waits for one person may go as one mail
  for (const said of [reference, 'Seized outside the operation', 'It was inside after all']) expect(words).toContain(said);
  const events = (await bea.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === caseId);
  expect(events.map(({ type }: any) => type)).toEqual(['case.reported', 'case.excluded', 'case.corrected', 'case.included']);
});

test('nothing is taken out twice, put back twice, or without a reason, and only coordinators do it', async () => {
  const { id: caseId } = created(await bea.post(`${path}/cases`, aReport()));
  const reason = 'Twice';
  const refused = async (caller: typeof bea, what: string, body: object = { reason }) =>
    (await caller.post(`/cases/${caseId}/${what}`, body)).body.code;
  expect(await refused(clara, 'inclusions')).toBe('case.not-excluded');
  expect(await refused(clara, 'exclusions', { reason: ' ' })).toBe('request.invalid');
  expect(await refused(bea, 'exclusions')).toBe('permission.denied');
  expect(await refused(felix, 'exclusions')).toBe('case.not-found');
  created(await clara.post(`/cases/${caseId}/exclusions`, { reason }));
  expect(await refused(clara, 'exclusions')).toBe('case.excluded-before');
  created(await clara.post(`/cases/${caseId}/inclusions`, { reason }));
  expect(await refused(clara, 'inclusions')).toBe('case.not-excluded');
});

test('an edition keeps what counted at its cut-off, whatever is taken out after it', async () => {
  const { id: caseId } = created(await bea.post(`${path}/cases`, aReport()));
  const before = await seizuresIn();
  await advance(clara, id, '2026-04-11T09:00');
  created(await clara.post(`/cases/${caseId}/exclusions`, { reason: 'Found out too late' }));
  expect(await seizuresIn()).toBe(before - 1);
  const { id: editionId } = created(await clara.post(`${path}/editions`, { edition: 'final' }));
  expect((await clara.get(`/editions/${editionId}`)).body.figures.seizures).toBe(before);
});
