import type { Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { signOff } from './editions.ts';
import { approve, aRunningOperation, created } from './operations.ts';
import { aPlan } from './plans.ts';
import { postOf, recipients } from './post.ts';
import { aStack, type Stack } from './stack.ts';

const PARTNERS = ['olaf', 'europol', 'interpol'];

let stack: Stack;
const { clara, dirk, olga } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

/** The police decide to whom it goes, within three days each time. */
const RELEASED: Partial<Written<Plan>> = {
  partners: PARTNERS,
  publication: { ...aPlan().publication, recipients: PARTNERS },
  chains: {
    release: [
      {
        name: 'police',
        posts: ['interpol-director-operations'],
        quorum: { count: 1 },
        deadline: { hours: 72, ladder: [{ offsetHours: -24, tells: ['addressee'] }], then: 'lapse' },
      },
    ],
  },
};

const releasesOf = async (id: string): Promise<any[]> =>
  (await clara.get(`/operations/${id}/approvals`)).body.items.filter(({ subject }: any) => subject === 'release');
const eventsOf = async (id: string, type: string): Promise<any[]> =>
  (await clara.get(`/operations/${id}/events?limit=200`)).body.items.filter((event: any) => event.type === type);
const decide = (approvalId: string, decision: string, reason?: string): Promise<Answer> =>
  olga.post(`/approvals/${approvalId}/decisions`, { decision, ...(reason ? { reason } : {}) });

/** An operation whose edition has just been published: the releases of all its recipients wait. */
async function aPublishedEdition(): Promise<{ id: string; editionId: string; releases: any[] }> {
  const id = await aRunningOperation(stack, { plan: RELEASED });
  await advance(clara, id, '2026-04-18T09:00');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await signOff(stack, { operationId: id, editionId });
  await advance(clara, id, '2026-05-04T10:00');
  const releases = await stack.until(async () => {
    const opened = await releasesOf(id);
    return opened.length > 0 && opened;
  });
  return { id, editionId, releases };
}

test('the release to each partner is decided apart: one is approved, one is refused, one lapses, and none waits for another', async () => {
  const { id, editionId, releases } = await aPublishedEdition();
  expect(releases.map(({ partner, outcome }) => [partner, outcome])).toEqual(PARTNERS.map((partner) => [partner, 'waiting']));
  const [olaf, europol, interpol] = releases as [any, any, any];
  const waiting = (await clara.get(`/operations/${id}/waiting`)).body.items.filter(({ kind }: any) => kind === 'approval');
  expect(waiting.map(({ what, subjectId }: any) => [what, subjectId])).toEqual([
    ["step 'police' of the release to European Anti-Fraud Office (OLAF)", olaf.id],
    ["step 'police' of the release to Europol", europol.id],
    ["step 'police' of the release to INTERPOL", interpol.id],
  ]);
  const turns = (await olga.get('/tasks?mine')).body.approvals.filter(({ operationId }: any) => operationId === id);
  expect(turns.map(({ subject, partner, approvalId }: any) => [subject, partner, approvalId])).toEqual(
    releases.map((release) => ['release', release.partner, release.id]),
  );
  const asked = (await postOf(stack, id)).filter(({ kind, batch }) => kind === 'decision-request' && batch === `approval/${interpol.id}`);
  expect(asked.map(({ mail }) => mail.text)).toEqual([expect.stringContaining('release to INTERPOL')]);

  created(await decide(europol.id, 'approve'));
  const [released] = await stack.until(async () => {
    const events = await eventsOf(id, 'edition.released');
    return events.length > 0 && events;
  });
  expect(released).toMatchObject({ organisation: 'europol', subjectId: editionId, data: { key: 'final', approvalId: europol.id } });
  expect(recipients(await postOf(stack, id), 'edition-published')).toEqual(['paul.partner']);
  expect((await releasesOf(id)).map(({ outcome }) => outcome)).toEqual(['waiting', 'approved', 'waiting']);

  created(await decide(interpol.id, 'return', 'It reads the figures of its own members'));
  await stack.until(async () => (await eventsOf(id, 'edition.withheld')).length === 1);
  const returned = (await postOf(stack, id)).filter(({ kind }) => kind === 'returned');
  expect(returned.map(({ mail }) => mail.subject)).toEqual([expect.stringContaining('release to INTERPOL (final) returned')]);
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('running');
  await advance(clara, id, '2026-05-06T11:00');
  const reminders = (await postOf(stack, id)).filter(({ kind }) => kind === 'decision-reminder');
  expect(reminders.map(({ batch }) => batch)).toEqual([`approval/${olaf.id}`]);
  await advance(clara, id, '2026-05-07T11:00');
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'completed');
  expect((await releasesOf(id)).map(({ outcome }) => outcome)).toEqual(['lapsed', 'approved', 'returned']);
  const withheld = await eventsOf(id, 'edition.withheld');
  expect(withheld.map(({ organisation, data }) => [organisation, data.outcome])).toEqual([
    ['interpol', 'returned'],
    ['olaf', 'lapsed'],
  ]);
  expect((await eventsOf(id, 'approval.lapsed')).map(({ organisation }) => organisation)).toEqual(['olaf']);
  expect((await clara.get(`/editions/${editionId}/deliveries`)).body.items.map(({ organisation }: any) => organisation)).toEqual([
    'europol',
  ]);
});

test('releases follow the plan that was in force at the publication, and are given up with their operation', async () => {
  const { id, releases } = await aPublishedEdition();
  const plan = aPlan({ ...RELEASED, publication: { ...aPlan().publication, recipients: ['europol'] } });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'fewer partners', plan }));
  await approve(stack, dirk, created(await clara.post(`/operations/${id}/submissions`)).approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === 2);
  created(await decide(releases[0].id, 'approve'));
  await stack.until(async () => recipients(await postOf(stack, id), 'edition-published').includes('operations'));
  created(await clara.post(`/operations/${id}/cancellations`, { reason: 'A court has ended it' }));
  await stack.until(async () => (await eventsOf(id, 'edition.withheld')).length === 2);
  expect((await releasesOf(id)).map(({ outcome }) => outcome)).toEqual(['approved', 'withdrawn', 'withdrawn']);
  expect(recipients(await postOf(stack, id), 'edition-published')).toEqual(['operations']);
}, 120_000);
