import { randomUUID } from 'node:crypto';
import { FAILURES } from '../domain/failure.ts';
import type { WallTime, Written } from '../domain/moment.ts';
import { COMMANDS, refuseIn, STAGES, type CommandKind } from '../domain/operation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { aDraft, aRunningOperation, created, ownTask } from './operations.ts';
import { aPlan, at } from './plans.ts';
import { leavingNothing } from './rows.ts';
import { aBulletin } from './bulletins.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, bea, dora } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const DIRECTOR = 'wco-director-compliance';
const SKIPPED = at('2026-03-29T02:30');
const REPEATED = at('2026-10-25T02:30');
const flawsOf = ({ body }: Answer): Record<string, string> =>
  Object.fromEntries(body.errors.map(({ pointer, code }: any) => [pointer, code]));
/** What is refused, once it is sure that nothing of it was left behind. */
const refused = (send: () => Promise<Answer>): Promise<Answer> => leavingNothing(stack.database, send);

const ENQUIRY = { kind: 'enquiry', title: 'Whose is it?', addressees: { list: ['be-customs'] }, deadline: at('2026-03-25T18:00') };
const SENT: Record<CommandKind, [list: string, body: object]> = {
  submit: ['submissions', {}],
  launch: ['launches', {}],
  freeze: ['editions', { edition: 'final' }],
  suspend: ['suspensions', { reason: 'Elections' }],
  resume: ['resumptions', {}],
  cancel: ['cancellations', { reason: 'No budget' }],
  close: ['closings', {}],
  task: ['taskings', ENQUIRY],
  release: ['', { version: 1 }],
  subscribe: ['', { version: 1 }],
};

test('a command that the stage refuses is answered with 409, the code, and what would be allowed, and leaves nothing', async () => {
  const id = await aDraft(stack);
  const bulletin = created(await clara.post(`/operations/${id}/bulletins`, aBulletin({ audience: { list: ['wco'] } })));
  const subscription = await anUnapprovedSubscription(id);
  const ownPaths: Partial<Record<CommandKind, string>> = {
    release: `/bulletins/${bulletin.id}/releases`,
    subscribe: `/subscriptions/${subscription}/submissions`,
  };
  for (const stage of STAGES) {
    await stack.database.prisma.operation.update({ where: { id }, data: { stage } });
    for (const command of COMMANDS) {
      const code = refuseIn(stage, command);
      if (code === null) continue;
      const [list, body] = SENT[command];
      const path = ownPaths[command] ?? `/operations/${id}/${list}`;
      const { body: problem } = await refused(() => clara.post(path, body));
      expect([stage, command, problem.status, problem.code, problem.title]).toEqual([stage, command, 409, code, FAILURES[code].says]);
    }
  }
});

/** The id of one in an operation of which no partner has heard yet. */
async function anUnapprovedSubscription(operationId: string): Promise<string> {
  const { prisma } = stack.database;
  const { id: proposedById, organisationId } = await prisma.person.findUniqueOrThrow({ where: { subject: 'paul.partner' } });
  const now = new Date();
  const said = { operationId, organisationId, name: 'Early', stateSince: now, proposedById, proposedAt: now };
  return (await prisma.subscription.create({ data: { id: randomUUID(), ...said } })).id;
}

test('what the state refuses says, after why, what would be allowed: in a second sentence, or as the condition itself', () => {
  const says = Object.values(FAILURES).filter(({ status }) => status === 409);
  expect(says.map(({ says: said }) => said).filter((said) => !/[.:;] \S/.test(said) && !/\b(once|while|until)\b/.test(said))).toEqual([]);
});

const step = (more: object): Written<Plan>['approval'][number] => ({ name: 'a', posts: [DIRECTOR], quorum: { count: 1 }, ...more });
const { editions, reporting, publication } = aPlan();
const PAST = at('2026-01-31T18:00');
const followUp = { key: 'later', title: 'What became of it?', opensAt: at('2026-07-01T09:00'), dueBy: at('2026-07-31T18:00') };
const meeting = { key: 'kick-off', title: 'Kick-off', startsAt: at('2026-02-10T09:00'), endsAt: at('2026-02-10T10:00'), place: 'Brussels' };

test.each<[string, Partial<Written<Plan>>, Record<string, string>]>([
  ['an unknown approver', { approval: [step({ posts: [DIRECTOR, 'nobody'] })] }, { '/approval/0/posts/1': 'plan.post-vacant' }],
  [
    'an unknown approver of the closing',
    { chains: { closing: [step({ posts: ['nobody'] })] } },
    { '/chains/closing/0/posts/0': 'plan.post-vacant' },
  ],
  ['somebody unknown who may override', { chains: { override: ['nobody'] } }, { '/chains/override/0': 'plan.post-vacant' }],
  ['a quorum above its posts', { approval: [step({ quorum: { count: 2 } })] }, { '/approval/0': 'plan.post-vacant' }],
  [
    'a quorum with police where there is none',
    { approval: [step({ quorum: { count: 2, perService: ['customs', 'police'] } })] },
    { '/approval/0': 'plan.post-vacant' },
  ],
  [
    'a quorum of each lead where one has no post',
    { leads: ['wco', 'interpol'], approval: [step({ quorum: { count: 2, perLead: true } })] },
    { '/approval/0': 'plan.post-vacant' },
  ],
  [
    'a quorum of the ratification that nobody reaches',
    {
      chains: {
        fastTrack: {
          approval: [step({})],
          ratification: [step({ quorum: { count: 3 }, deadline: { hours: 48, ladder: [], then: 'lapse' } })],
        },
      },
    },
    { '/chains/fastTrack/ratification/0': 'plan.post-vacant' },
  ],
  [
    'reports due in the past',
    { reporting: { ...reporting, periods: reporting.periods.map((period) => ({ ...period, from: at('2026-01-01T00:00'), dueBy: PAST })) } },
    { '/reporting/periods/0/dueBy': 'tasking.deadline-past' },
  ],
  [
    'figures to be confirmed in the past, and an embargo that is over',
    { editions: editions.map((edition) => ({ ...edition, cutOff: at('2026-01-01T18:00'), confirmBy: PAST, embargo: PAST })) },
    { '/editions/0/confirmBy': 'tasking.deadline-past', '/editions/0/embargo': 'tasking.deadline-past' },
  ],
  ['a follow-up due in the past', { followUps: [{ ...followUp, dueBy: PAST }] }, { '/followUps/0/dueBy': 'tasking.deadline-past' }],
  [
    'a meeting in the past',
    { meetings: [meeting, { ...meeting, key: 'before', startsAt: PAST }] },
    { '/meetings/1/startsAt': 'tasking.deadline-past' },
  ],
  [
    'an invitation to be answered in the past',
    { invitation: { answerBy: PAST, ladder: [] } },
    { '/invitation/answerBy': 'plan.answer-in-the-past' },
  ],
  [
    'a rung after the end of a step',
    { approval: [step({ deadline: { hours: 48, ladder: [{ offsetHours: 1, tells: ['addressee'] }], then: 'lapse' } })] },
    { '/approval/0/deadline/ladder/0/offsetHours': 'plan.rung-after-end' },
  ],
  [
    'a rung after the end of a silence procedure',
    { publication: { ...publication, silence: 'consent', ladder: [...publication.ladder, { offsetHours: 24, tells: ['coordinator'] }] } },
    { '/publication/ladder/1/offsetHours': 'tasking.rung-after-end' },
  ],
])('%s is refused when the plan is submitted, with its field', async (_, plan, flaws) => {
  const id = await aDraft(stack, { plan });
  const answer = await refused(() => clara.post(`/operations/${id}/submissions`));
  expect([answer.status, flawsOf(answer)]).toMatchObject([422, flaws]);
  expect((await clara.get(`/operations/${id}`)).body.stage).toBe('draft');
});

test.each([
  ['skips', SKIPPED],
  ['repeats', REPEATED],
])('a moment that a change of clocks %s is refused wherever a plan has one', async (_, moment: WallTime) => {
  const plan = aPlan({
    phases: aPlan().phases.map((phase) => ({ ...phase, opensAt: moment, closesAt: moment })),
    invitation: { answerBy: moment, ladder: [] },
    reporting: { ...reporting, periods: reporting.periods.map((period) => ({ ...period, from: moment, until: moment, dueBy: moment })) },
    editions: editions.map((edition) => ({ ...edition, cutOff: moment, confirmBy: moment, embargo: moment })),
    followUps: [{ ...followUp, opensAt: moment, dueBy: moment }],
    meetings: [{ ...meeting, startsAt: moment, endsAt: moment }],
  });
  const fields = [
    ...['/phases/0/opensAt', '/phases/0/closesAt', '/invitation/answerBy'],
    ...['from', 'until', 'dueBy'].map((field) => `/reporting/periods/0/${field}`),
    ...['cutOff', 'confirmBy', 'embargo'].map((field) => `/editions/0/${field}`),
    ...['/followUps/0/opensAt', '/followUps/0/dueBy', '/meetings/0/startsAt', '/meetings/0/endsAt'],
  ];
  const asked = await refused(() => clara.post('/operations', { plan }));
  expect(flawsOf(asked)).toEqual(Object.fromEntries(fields.map((field) => [`/plan${field}`, 'field.moment-unknown'])));
  const id = await aDraft(stack);
  const written = await refused(() => clara.put(`/operations/${id}/plan`, plan));
  expect(flawsOf(written)).toEqual(Object.fromEntries(fields.map((field) => [field, 'field.moment-unknown'])));
});

test('under way, too, nothing is due in the past or at a moment that is none, and a refusal changes nothing', async () => {
  const id = await aRunningOperation(stack);
  const { id: tasking } = created(await clara.post(`/operations/${id}/taskings`, ENQUIRY));
  const { id: task } = await stack.until(() => ownTask(bea, id, 'enquiry'));
  await stack.until(async () =>
    (await clara.get(`/operations/${id}/letters?limit=200`)).body.items.every(({ state }: any) => state === 'sent'),
  );
  for (const [moment, code] of [
    [at('2026-03-15T08:00'), 'tasking.deadline-past'],
    [SKIPPED, 'field.moment-unknown'],
    [REPEATED, 'field.moment-unknown'],
  ] as const) {
    const asked = { ...ENQUIRY, key: 'another', deadline: moment };
    expect(flawsOf(await refused(() => clara.post(`/operations/${id}/taskings`, asked)))).toEqual({ '/deadline': code });
    const moved = await refused(() => clara.post(`/taskings/${tasking}/deadlines`, { deadline: moment }));
    expect(flawsOf(moved)).toEqual({ '/deadline': code });
    const more = await refused(() => bea.post(`/tasks/${task}/extension-requests`, { until: moment, reason: 'Leave' }));
    expect(flawsOf(more)).toEqual({ '/until': code === 'tasking.deadline-past' ? 'extension.not-later' : code });
  }
  const late = { ...ENQUIRY, ends: 'deadline', ladder: [{ offsetHours: 1, tells: ['coordinator'] }] };
  expect(flawsOf(await refused(() => clara.post(`/operations/${id}/taskings`, late)))).toEqual({
    '/ladder/0/offsetHours': 'tasking.rung-after-end',
  });
  expect((await bea.get(`/tasks/${task}`)).body).toMatchObject({ deadline: ENQUIRY.deadline, extension: null });
});

test('circles are refused and leave nothing: an operation under itself, people who stand in for each other', async () => {
  const id = await aDraft(stack);
  const strands = [{ operation: id, phases: [], headings: [], reason: 'All of it' }];
  expect((await clara.put(`/operations/${id}/plan`, aPlan({ strands }))).status).toBe(200);
  expect(flawsOf(await refused(() => clara.post(`/operations/${id}/submissions`)))).toEqual({
    '/strands/0/operation': 'plan.strand-circular',
  });

  const away = { from: at('2030-01-01T00:00'), until: at('2030-02-01T00:00'), reason: 'On leave' };
  created(await dirk.post('/stand-ins', { ...away, standIn: 'dora.deputy' }));
  const circle = await refused(() => dora.post('/stand-ins', { ...away, standIn: 'dirk.director' }));
  expect(circle.body).toMatchObject({ status: 409, code: 'stand-in.cycle', title: FAILURES['stand-in.cycle'].says });
  expect(flawsOf(await refused(() => dirk.post('/stand-ins', { ...away, from: SKIPPED, standIn: 'dora.deputy' })))).toEqual({
    '/from': 'field.moment-unknown',
  });
});
