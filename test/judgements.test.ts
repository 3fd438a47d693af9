import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { created } from './operations.ts';
import { aPair, aPairOperation, codeOf, compared, pairOf, pairsOf, says } from './pairs.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { correction } from './two-phases.ts';

let stack: Stack;
let id: string;
let path: string;
const { clara, bea, pia } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aPairOperation(stack);
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const counted = async (): Promise<any> => (await clara.get(`${path}/statistics`)).body.figures;

test('linked reports count once and credit both, until that is taken back; both administrations are told each time', async () => {
  const before = await counted();
  const { ours, theirs, pair } = await aPair(stack, path);
  expect((await counted()).seizures).toBe(before.seizures + 2);

  const linked = created(await clara.post(`/duplicates/${pair.id}/decisions`, says('linked')));
  expect(linked).toMatchObject({ state: 'linked', primaryId: ours.id, decidedBy: 'Clara Coordinator', decisionReason: 'One seal number' });
  expect((await counted()).seizures).toBe(before.seizures + 1);
  expect((await counted()).linked).toEqual({ cases: (before.linked?.cases ?? 0) + 1, seizures: (before.linked?.seizures ?? 0) + 1 });
  expect((await bea.get(`/cases/${ours.id}`)).body).toMatchObject({ countedWith: null, credits: ['be-customs', 'be-police'] });
  const own = { caseId: ours.id, organisation: 'be-customs', operationId: id };
  expect((await pia.get(`/cases/${theirs.id}`)).body).toMatchObject({ countedWith: own, credits: ['be-customs', 'be-police'] });

  // What was taken out besides is not told as linked: it would not count either way.
  created(await clara.post(`/cases/${theirs.id}/exclusions`, { reason: 'Outside the operation' }));
  expect((await counted()).linked).toEqual(before.linked);
  created(await clara.post(`/cases/${theirs.id}/inclusions`, { reason: 'Inside after all' }));
  expect((await counted()).linked.cases).toBe((before.linked?.cases ?? 0) + 1);

  const undone = created(await clara.post(`/duplicates/${pair.id}/undoings`, { reason: 'Two seals after all' }));
  expect(undone).toMatchObject({ state: 'open', primaryId: null, decidedBy: null });
  expect((await counted()).seizures).toBe(before.seizures + 2);
  expect((await counted()).linked).toEqual(before.linked);
  expect((await pia.get(`/cases/${theirs.id}`)).body).toMatchObject({ countedWith: null, credits: ['be-police'] });

  const told = (await postOf(stack, id)).filter(({ kind }) => kind === 'case-linked');
  expect(recipients(told, 'case-linked')).toEqual(['bea.belgium', 'bea.belgium', 'pia.police', 'pia.police']);
  const words = told.map(({ mail }) => mail.text).join('\n');
  for (const said of [ours.reference, theirs.reference, 'One seal number', 'Two seals after all']) expect(words).toContain(said);
  const story = (await pia.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === pair.id);
  expect(story.map(({ type }: any) => type)).toEqual(['duplicate.found', 'case.linked', 'case.unlinked']);
});

test('that two reports are two seizures is remembered, whatever is corrected, until somebody takes it back', async () => {
  const { theirs, ours, pair } = await aPair(stack, path);
  created(await clara.post(`/duplicates/${pair.id}/decisions`, says('distinct')));
  expect((await pia.put(`/cases/${theirs.id}`, correction(theirs.report))).status).toBe(200);
  await compared(stack);
  expect((await pairOf(stack, path, [ours, theirs])).state).toBe('distinct');
  expect(await codeOf(clara.post(`${path}/duplicates`, { cases: [ours.id, theirs.id], reason: 'I think so' }))).toBe(
    'duplicate.known-before',
  );
  const events = (await bea.get(`${path}/events?limit=200`)).body.items.filter(({ subjectId }: any) => subjectId === pair.id);
  expect(events.map(({ type }: any) => type)).toEqual(['duplicate.found', 'duplicate.dismissed']);
  created(await clara.post(`/duplicates/${pair.id}/undoings`, { reason: 'Look again' }));
  expect((await pairsOf(bea, path, '&state=open')).map((each) => each.id)).toContain(pair.id);
});
