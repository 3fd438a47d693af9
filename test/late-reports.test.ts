import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf, correction } from './two-phases.ts';

let stack: Stack;
const { clara, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const aLateOperation = (lateReports: 'next-edition' | 'flagged' | 'refused'): Promise<string> =>
  aRunningOperation(stack, { plan: { publication: { ...aPlan().publication, lateReports } }, accepting: ['bea.belgium', 'felix.france'] });
const send = (member: Caller, id: string, report: object = aReport()) => member.post(`/operations/${id}/cases`, report);
const freeze = async (id: string) => created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
const toldOf = async (id: string) => recipients(await postOf(stack, id), 'edition-matter');
const editionOf = async (id: string): Promise<any> => (await clara.get(`/editions/${id}`)).body;

test.each<['next-edition' | 'flagged', string[]]>([
  ['next-edition', []],
  ['flagged', ['final']],
])(
  'what comes after the cut-off is taken and waits, and is marked late where the plan says so: %s',
  async (rule, late) => {
    const id = await aLateOperation(rule);
    const inTime = created(await send(bea, id));
    await advance(clara, id, '2026-04-10T18:01');
    const after = created(await send(felix, id));
    const edition = await freeze(id);
    expect(edition.figures.cases).toBe(1);
    expect((await editionOf(edition.id)).late).toBe(1);
    expect((await bea.get(`/cases/${inTime.id}`)).body.late).toEqual([]);
    expect((await felix.get(`/cases/${after.id}`)).body.late).toEqual(late);
  },
  120_000,
);

test('where the plan takes nothing late, whatever way it comes, it is refused, kept in the ledger, and says how to appeal', async () => {
  const id = await aLateOperation('refused');
  const known = aReport();
  const { id: caseId } = created(await send(bea, id, known));
  await advance(clara, id, '2026-04-10T18:01');

  const late = aReport();
  const refused = await send(felix, id, late);
  expect(codesOf(refused)).toEqual([409, 'case.too-late', { '/seizures/0/seizedAt': 'case.after-cut-off' }]);
  expect(refused.body.title).toContain('/late-appeals');
  const other = aReport();
  const batch = await felix.post(`/operations/${id}/cases:batch`, { reports: [other] });
  expect(batch.body.results).toMatchObject([{ outcome: 'refused', code: 'case.too-late', reference: other['reference'] }]);
  const draft = created(await felix.post(`/operations/${id}/drafts`, { report: aReport() }));
  expect((await felix.post(`/drafts/${draft.id}/submissions`)).body.code).toBe('case.too-late');

  const kept = (await felix.get(`/operations/${id}/ledger?state=refused`)).body.items;
  expect(kept.map(({ refusal }: any) => refusal.code)).toEqual(['case.too-late', 'case.too-late', 'case.too-late']);
  // What is known is mended at any time, one by one and in a batch.
  expect((await bea.put(`/cases/${caseId}`, correction(known))).status).toBe(200);
  const again = await bea.post(`/operations/${id}/cases:batch`, {
    reports: [{ ...known, seizures: aReport(undefined, [{ quantity: '8' }])['seizures'] }],
  });
  expect(again.body.results).toMatchObject([{ outcome: 'corrected' }]);
}, 120_000);

test('an appeal is decided once, by the coordinators, and what it brings is a late case of its owner', async () => {
  const id = await aLateOperation('refused');
  const early = { report: aReport(), reason: 'In case' };
  expect((await felix.post(`/operations/${id}/late-appeals`, early)).body.code).toBe('appeal.not-late');
  await advance(clara, id, '2026-04-10T18:01');
  const edition = await freeze(id);
  const appeal = { report: aReport(), reason: 'The post was on strike' };
  const { id: appealId } = created(await felix.post(`/operations/${id}/late-appeals`, appeal));
  expect((await felix.post(`/operations/${id}/late-appeals`, appeal)).body.code).toBe('appeal.made-before');
  expect(await toldOf(id)).toEqual(['clara.coordinator']);
  expect((await bea.get(`/late-appeals/${appealId}`)).status).toBe(404);
  expect((await bea.get(`/operations/${id}/late-appeals`)).body.items).toEqual([]);
  expect((await felix.post(`/late-appeals/${appealId}/decisions`, { outcome: 'granted' })).status).toBe(403);

  const both = await Promise.all([1, 2].map(() => clara.post(`/late-appeals/${appealId}/decisions`, { outcome: 'granted' })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'felix.france']);
  const { caseId } = (await felix.get(`/late-appeals/${appealId}`)).body;
  expect((await felix.get(`/cases/${caseId}`)).body).toMatchObject({ organisation: 'fr-customs', late: ['final'], version: 1 });
  expect((await clara.get(`/operations/${id}/statistics`)).body.figures.cases).toBe(1);
  expect(await editionOf(edition.id)).toMatchObject({ late: 1, figures: { cases: 0 } });

  const hopeless = created(await felix.post(`/operations/${id}/late-appeals`, { report: aReport(), reason: 'Forgot it' }));
  const noReason = await clara.post(`/late-appeals/${hopeless.id}/decisions`, { outcome: 'refused' });
  expect(noReason.status).toBe(422);
  const refusal = { outcome: 'refused', reason: 'Once is enough' };
  for (let time = 0; time < 2; time += 1)
    created(await clara.post(`/late-appeals/${hopeless.id}/decisions`, refusal, { 'Idempotency-Key': `refusal-${hopeless.id}` }));
  expect((await clara.post(`/late-appeals/${hopeless.id}/decisions`, { outcome: 'granted' })).body.code).toBe('appeal.decided-before');
  expect((await felix.get(`/operations/${id}/late-appeals`)).body.items.map(({ state }: any) => state)).toEqual(['granted', 'refused']);
  expect(await toldOf(id)).toEqual(['clara.coordinator', 'clara.coordinator', 'felix.france', 'felix.france']);
  const mails = (await postOf(stack, id)).filter(({ kind }) => kind === 'edition-matter').map(({ mail }) => mail.text);
  for (const [i, part] of ['The post was on strike', 'Il compte dans les éditions suivantes', 'Forgot it', 'Once is enough'].entries())
    expect(mails[i]).toContain(part);
  expect(mails.join()).not.toMatch(/quantity|seizedAt|heading/); // what was reported stands in no letter
  expect((await clara.get(`/operations/${id}/statistics`)).body.figures.cases).toBe(1);
}, 120_000);
