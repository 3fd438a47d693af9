import { Client, Connection } from '@temporalio/client';
import { operationWorkflowId } from '../workflows/messages.ts';
import type { Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { startEagerTemporal } from './eager-temporal.ts';
import { aDraft, approve, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { aReport } from './two-phases.ts';
import { aStack, type Stack } from './stack.ts';

/** Two stacks, and only one of them on a server that asks workflows to continue as new after a few events, where others do after thousands. */
let temporal: Awaited<ReturnType<typeof startEagerTemporal>>;
let plain: Stack;
let continued: Stack;

beforeAll(async () => {
  temporal = await startEagerTemporal('eighteen-months');
  [plain, continued] = await Promise.all([aStack(), aStack({ temporalAddress: temporal.address })]);
}, 120_000);
afterAll(async () => {
  await Promise.all([plain.stop(), continued.stop()]);
  await temporal.stop();
});

const phase = (key: string, kind: any, opensAt: string, closesAt: string) => ({
  ...{ key, name: key, kind },
  ...{ opensAt: at(opensAt), closesAt: at(closesAt) },
});
const edition = (key: string, status: any, phases: string[], cutOff: string, confirmBy: string, embargo: string) => ({
  ...{ key, status, phases },
  ...{ cutOff: at(cutOff), confirmBy: at(confirmBy), embargo: at(embargo) },
});

/** From January 2026 to June 2027: two phases in the field with a review between them, and consequences after the closing. */
const PLAN = aPlan({
  phases: [
    phase('first', 'operational', '2026-03-02T00:00', '2026-06-01T00:00'),
    phase('review', 'review', '2026-09-07T09:00', '2026-09-08T17:00'),
    phase('second', 'operational', '2026-10-05T00:00', '2026-12-07T00:00'),
    phase('debrief', 'debrief', '2027-02-01T09:00', '2027-02-03T17:00'),
  ],
  invitees: ['be-customs', 'fr-customs'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'first' })),
  reporting: {
    periods: [
      { key: 'first', phase: 'first', from: at('2026-03-02T00:00'), until: at('2026-06-01T00:00'), dueBy: at('2026-06-08T18:00') },
      { key: 'second', phase: 'second', from: at('2026-10-05T00:00'), until: at('2026-12-07T00:00'), dueBy: at('2026-12-14T18:00') },
    ],
    nilReturns: true,
    ladder: [{ offsetHours: -48, tells: ['addressee'] }],
  },
  editions: [
    edition('interim', 'interim', ['first'], '2026-06-12T18:00', '2026-06-19T18:00', '2026-07-20T10:00'),
    edition('final', 'final', ['first', 'second'], '2026-12-18T18:00', '2027-01-08T18:00', '2027-01-18T10:00'),
  ],
  meetings: [{ key: 'night', title: 'Night shift', startsAt: at('2026-10-14T02:30'), endsAt: at('2026-10-14T05:00'), place: 'Brussels' }],
  chains: { closing: [{ name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } }] },
  followUps: [{ key: 'three-months', title: 'What became of your cases?', opensAt: at('2027-05-10T09:00'), dueBy: at('2027-06-07T18:00') }],
});

/** What the ledger told in each part of the story. A fast clock leaves open in which order, and on which day, what falls between two of its stops. */
type Story = { id: string; chapters: Record<string, string[]> };

async function lead(stack: Stack): Promise<Story> {
  const { clara, dirk, bea, felix } = castOf(() => stack);
  const id = await aDraft(stack, { plan: PLAN, startsAt: at('2026-01-12T09:00') });
  const path = `/operations/${id}`;
  const chapters: Story['chapters'] = {};
  let told = 0;
  const ends = async (chapter: string): Promise<void> => {
    const { items } = (await clara.get(`${path}/events?limit=200`)).body;
    const news = items.slice(told).filter(({ type }: any) => !/^(letter|clock)\./.test(type));
    told = items.length;
    const word = ({ type, data }: any) => [type, data.phase ?? data.key ?? data.planVersion ?? ''].join(' ').trim();
    chapters[chapter] = news.map(word).toSorted();
  };
  const stageIs = (stage: string) => stack.until(async () => (await clara.get(path)).body.stage === stage);
  const amend = async (reason: string, change: (plan: any) => object): Promise<void> => {
    const { plan } = (await clara.get(`${path}/plan`)).body;
    const { number } = created(await clara.post(`${path}/amendments`, { reason, plan: { ...plan, ...change(plan) } }));
    await approve(stack, dirk, created(await clara.post(`${path}/submissions`)).approvalId);
    await stack.until(async () => (await clara.get(path)).body.planVersion === number);
  };
  const publish = async (key: string, confirmedBy: string): Promise<void> => {
    const { id: editionId } = created(await clara.post(`${path}/editions`, { edition: key }));
    await advance(clara, id, confirmedBy);
    const signOff = await stack.until(async () => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items[0]);
    await approve(stack, dirk, signOff.id);
    await stack.until(async () => /embargoed|published/.test((await clara.get(`/editions/${editionId}`)).body.stage));
  };
  const report = (member: Caller, seizedAt: string) => member.post(`${path}/cases`, aReport(seizedAt)).then(created);

  await approve(stack, dirk, created(await clara.post(`${path}/submissions`)).approvalId);
  await stageIs('approved');
  created(await clara.post(`${path}/launches`));
  for (const member of [bea, felix])
    created(await member.post(`/tasks/${(await ownTask(member, id, 'take-part')).id}/answers`, { answer: 'accept' }));
  await stack.until(async () => (await clara.get(`${path}/taskings`)).body.items[0].endedAt);
  await ends('launch');

  await advance(clara, id, '2026-04-01T09:00');
  await report(bea, '2026-03-10T12:00:00+01:00');
  await amend('Two weeks more in the field', ({ phases: [first, ...others], reporting: { periods, ...reporting }, editions }) => ({
    phases: [{ ...first, closesAt: at('2026-06-15T00:00') }, ...others],
    reporting: { ...reporting, periods: [{ ...periods[0], until: at('2026-06-15T00:00'), dueBy: at('2026-06-22T18:00') }, periods[1]] },
    editions: [edition('interim', 'interim', ['first'], '2026-06-26T18:00', '2026-07-03T18:00', '2026-07-20T10:00'), editions[1]],
  }));
  await ends('extension');
  await advance(clara, id, '2026-06-27T09:00');
  await ends('first phase');
  await publish('interim', '2026-07-04T09:00');
  await ends('interim edition');

  await advance(clara, id, '2026-07-13T09:00');
  created(await clara.post(`${path}/suspensions`, { reason: 'A port is closed' }));
  await advance(clara, id, '2026-07-24T08:00'); // past the embargo of 20 July
  const { body: suspended } = await clara.get(`${path}/waiting`);
  expect(suspended).toMatchObject({ stage: 'suspended', nextTimer: null, items: [{ kind: 'resumption' }, { kind: 'embargo' }] });
  await ends('suspension');
  const resumed = created(await clara.post(`${path}/resumptions`));
  expect(resumed).toMatchObject({ stage: 'running', days: 11, planVersion: 3 });
  expect(resumed.reason).toContain('02:30 does not exist on that day, or twice, in Europe/Brussels; it is 2026-10-25T03:30');
  const [, , second] = (await clara.get(path)).body.phases;
  expect(second).toMatchObject({ opensAt: '2026-10-15T22:00:00.000Z', closesAt: '2026-12-17T23:00:00.000Z' }); // midnight there, as before
  await advance(clara, id, '2026-08-03T09:00');
  await ends('resumption');

  await amend('Another objective', ({ objectives }) => ({ objectives: [...objectives, 'Compare notes'] }));
  await ends('amendment');
  await advance(clara, id, '2026-10-20T09:00');
  await report(felix, '2026-10-18T12:00:00+02:00');
  await advance(clara, id, '2027-01-04T09:00');
  await ends('second phase');
  await publish('final', '2027-01-25T09:00');
  await advance(clara, id, '2027-02-20T09:00');
  await ends('final edition');

  const closing = created(await clara.post(`${path}/closings`, { override: { reason: 'Belgium has said that it is done' } }));
  await approve(stack, dirk, closing.approvalId);
  await stageIs('closed');
  await ends('closing');
  await advance(clara, id, '2027-05-24T09:00');
  created(await bea.post(`/tasks/${(await ownTask(bea, id, 'follow-up')).id}/answers`, { answer: 'done', details: 'Two convictions' }));
  await advance(clara, id, '2027-07-10T09:00');
  await stageIs('completed');
  await ends('consequences');
  return { id, chapters };
}

const CHANGE = ['approval.decided', 'plan.approved', 'plan.drafted', 'plan.submitted'];
const asked = (key: string): string[] =>
  ['tasking.ended', 'tasking.lapsed', 'tasking.opened', 'tasking.reminded'].map((type) => `${type} ${key}`);
const signed = (key: string): string[] => ['approval.decided', 'edition.confirmed', `edition.frozen ${key}`, `edition.signed ${key}`];

const TOLD: Story['chapters'] = Object.fromEntries(
  Object.entries({
    launch: [
      ...['operation.created', 'plan.submitted 1', 'approval.decided', 'plan.approved 1', 'operation.launched 1', 'participation.invited'],
      ...['tasking.opened launch', 'task.answered launch', 'task.answered launch', 'tasking.ended launch'],
    ],
    extension: [
      ...['phase.opened first', 'tasking.opened first', 'case.reported', 'task.answered first', 'tasking.moved first'],
      ...CHANGE.map((type) => (type.startsWith('plan') ? `${type} 2` : type)),
    ],
    'first phase': ['tasking.reminded first', 'phase.closed first', 'tasking.lapsed first', 'tasking.ended first'],
    'interim edition': [...signed('interim'), ...asked('interim/1')],
    suspension: ['operation.suspended'],
    resumption: ['operation.resumed 3', 'edition.moved interim', 'edition.published interim'],
    amendment: CHANGE.map((type) => (type.startsWith('plan') ? `${type} 4` : type)),
    'second phase': [
      ...['phase.opened review', 'phase.closed review', 'meeting.announced night', 'phase.opened second', 'phase.closed second'],
      ...['case.reported', 'task.answered second', ...asked('second')],
    ],
    'final edition': [...signed('final'), ...asked('final/2'), 'edition.published final', 'phase.opened debrief', 'phase.closed debrief'],
    closing: ['operation.closing-asked', 'approval.decided', 'operation.closed'],
    consequences: [...asked('three-months'), 'task.answered three-months', 'operation.completed'],
  }).map(([chapter, events]) => [chapter, events.toSorted()]),
);

async function hasContinued(address: string, id: string): Promise<boolean> {
  const connection = await Connection.connect({ address });
  const { runId, raw } = await new Client({ connection }).workflow.getHandle(operationWorkflowId(id)).describe();
  await connection.close();
  return raw.workflowExecutionInfo?.firstRunId !== runId;
}

test('eighteen months with an extension, a suspension and two amendments end as they should, and continuing as new changes nothing', async () => {
  const [once, anew] = await Promise.all([lead(plain), lead(continued)]);
  expect([await hasContinued(plain.parts.temporalAddress, once.id), await hasContinued(temporal.address, anew.id)]).toEqual([false, true]);
  expect(anew.chapters).toEqual(once.chapters);
  expect(once.chapters).toEqual(TOLD);
}, 240_000);
