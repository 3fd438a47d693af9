import { timetable } from '../domain/timetable.ts';
import { nextTimer, waits, type Waitable } from '../domain/waiting.ts';
import { instant, moment, resolvedPlan } from './resolved-plan.ts';

const plan = resolvedPlan();
const at = (wall: string): string => moment(wall).at;
const SINCE = at('2026-02-01T09:00');
const NOW = instant('2026-02-10T09:00');

const draft: Waitable = {
  stage: 'draft',
  stageSince: SINCE,
  plan,
  latestPlan: { state: 'draft', since: SINCE },
  reached: [],
  unratifiedSince: null,
  approvals: [],
  requests: [],
  taskings: [],
  editions: [],
};
const running: Waitable = { ...draft, stage: 'running', latestPlan: { state: 'approved', since: SINCE } };
const everything = timetable(plan).map(({ key }) => key);

const invitation = {
  id: 'the invitation',
  kind: 'take-part' as const,
  title: 'Take part',
  since: SINCE,
  unanswered: 2,
  addressees: ['be-customs', 'fr-customs'],
  deadline: at('2026-02-20T18:00'),
  nextRung: at('2026-02-17T18:00'),
};

test('a draft waits for its coordinators to submit it', () => {
  expect(waits(draft, NOW)).toEqual([
    {
      kind: 'submission',
      what: 'the draft of the plan to be submitted',
      subjectId: null,
      since: SINCE,
      turn: ['coordinators of wco'],
      until: null,
    },
  ]);
  expect(nextTimer(draft)).toBeNull();
});

test('a plan in approval waits for the posts whose turn it is', () => {
  const approval = {
    ...{ id: 'the approval', subject: 'plan', partner: null, step: 'direction', since: SINCE },
    ...{ posts: ['wco-director-compliance'], deadline: null, nextRung: null },
  };
  const inApproval: Waitable = { ...draft, stage: 'in-approval', latestPlan: { state: 'submitted', since: SINCE }, approvals: [approval] };
  expect(waits(inApproval, NOW)).toMatchObject([
    {
      kind: 'approval',
      what: "step 'direction' of the approval of the plan",
      subjectId: 'the approval',
      turn: ['wco-director-compliance'],
    },
  ]);
});

test('a returned amendment waits since its return, not since the launch', () => {
  const returnedAt = at('2026-02-09T09:00');
  expect(waits({ ...running, latestPlan: { state: 'returned', since: returnedAt } }, NOW)).toContainEqual(
    expect.objectContaining({ kind: 'submission', since: returnedAt, turn: ['coordinators of wco'] }),
  );
});

test('an approved operation waits for its launch', () => {
  const approved: Waitable = { ...draft, stage: 'approved', latestPlan: { state: 'approved', since: SINCE } };
  expect(waits(approved, NOW)).toMatchObject([{ kind: 'launch', turn: ['coordinators of wco'] }]);
});

test('what follows from a plan that was not ratified is waited for until the operation is closed: then nothing can follow', () => {
  const kinds = (stage: Waitable['stage']) => waits({ ...running, stage, unratifiedSince: SINCE }, NOW).map(({ kind }) => kind);
  expect(kinds('running')).toContain('ratification');
  expect(kinds('suspended')).toContain('ratification');
  expect(kinds('closed')).not.toContain('ratification');
});

test('an open tasking waits for whoever has not answered, until its deadline; the next rung is the next timer', () => {
  const asking: Waitable = { ...running, taskings: [invitation] };
  expect(waits(asking, NOW)).toContainEqual(
    expect.objectContaining({
      kind: 'tasking',
      what: "2 answers to 'Take part'",
      turn: ['be-customs', 'fr-customs'],
      until: invitation.deadline,
    }),
  );
  expect(nextTimer(asking)).toEqual({ at: invitation.nextRung, what: "the next rung of 'Take part'" });
});

test('a tasking that everybody has answered is waited for by nobody', () => {
  expect(waits({ ...running, taskings: [{ ...invitation, unanswered: 0, addressees: [] }] }, NOW).map(({ kind }) => kind)).not.toContain(
    'tasking',
  );
});

test('a running operation that nobody owes anything waits for its timetable', () => {
  expect(waits({ ...running, reached: ['phase/phase-1/open', 'period/phase-1/open'] }, NOW)).toEqual([
    {
      kind: 'timetable',
      what: 'the end of the phase phase-1',
      subjectId: null,
      since: at('2026-03-02T00:00'),
      turn: [],
      until: at('2026-03-30T00:00'),
    },
    { kind: 'cut-off', what: 'the cut-off of the edition final', subjectId: null, since: SINCE, turn: [], until: at('2026-04-10T18:00') },
  ]);
});

test('after its cut-off an edition waits for its coordinators to freeze it, also anew after it was returned', () => {
  const after = instant('2026-04-12T09:00');
  const ended: Waitable = { ...running, reached: everything };
  const freeze = { kind: 'freeze', since: at('2026-04-10T18:00'), turn: ['coordinators of wco'] };
  expect(waits(ended, after)).toMatchObject([freeze]);
  const returned = { id: 'first', key: 'final', stage: 'returned', since: SINCE, embargo: at('2026-05-04T10:00'), holds: [] };
  expect(waits({ ...ended, editions: [returned] }, after)).toMatchObject([freeze]);
  expect(nextTimer(ended)).toBeNull();
});

test('when all is done, an operation that does not end by itself waits to be closed', () => {
  const closing = [{ kind: 'closing', what: 'the closing of the operation', turn: ['coordinators of wco'] }];
  const step = { name: 'leads', posts: ['wco-director-compliance'], quorum: { count: 1 } };
  const published = { id: 'first', key: 'final', stage: 'published', since: SINCE, embargo: at('2026-05-04T10:00'), holds: [] };
  const done: Waitable = { ...running, reached: everything, editions: [published] };
  const led: Waitable = { ...done, plan: { ...plan, chains: { closing: [step] } } };
  expect(waits(done, NOW)).toEqual([]); // it is about to be complete
  expect(waits(led, NOW)).toMatchObject(closing);
  expect(waits({ ...done, plan: { ...plan, editions: [] }, editions: [] }, NOW)).toMatchObject(closing);
  const approval = { id: 'it', subject: 'closing', partner: null, step: 'leads', since: SINCE, posts: [], deadline: null, nextRung: null };
  expect(waits({ ...led, approvals: [approval] }, NOW).map(({ kind }) => kind)).toEqual(['approval']);
});

test('a suspended operation waits for its resumption, and nothing happens by itself', () => {
  const suspended: Waitable = { ...running, stage: 'suspended', taskings: [invitation] };
  expect(waits(suspended, NOW).map(({ kind }) => kind)).toEqual(['resumption', 'tasking']);
  expect(nextTimer(suspended)).toBeNull();
});

test('a closed operation waits for its follow-ups', () => {
  const followUps = [{ key: 'later', title: 'Later', opensAt: moment('2026-08-03T09:00'), dueBy: moment('2026-08-31T18:00') }];
  const closed: Waitable = { ...running, stage: 'closed', plan: { ...plan, followUps } };
  expect(waits(closed, NOW)).toMatchObject([{ kind: 'timetable', what: 'the follow-up later' }]);
  expect(nextTimer(closed)).toEqual({ at: at('2026-08-03T09:00'), what: 'the follow-up later' });
});

test('an addressee that asks for more time waits for the coordinators, whichever step is decided side by side with another', () => {
  const request = { id: 'the request', title: 'Take part', organisation: 'be-customs', since: SINCE, until: at('2026-03-01T18:00') };
  const side = {
    id: 'an approval',
    subject: 'ratification',
    partner: null,
    since: SINCE,
    posts: ['a post'],
    deadline: null,
    nextRung: at('2026-02-11T09:00'),
  };
  const asking: Waitable = {
    ...running,
    requests: [request],
    approvals: [
      { ...side, step: 'customs' },
      { ...side, step: 'police' },
      { ...side, subject: 'release', partner: 'INTERPOL', step: 'legal' },
    ],
  };
  const found = waits(asking, NOW);
  expect(found).toContainEqual(expect.objectContaining({ kind: 'extension-request', turn: ['coordinators of wco'], until: request.until }));
  expect(found.filter(({ kind }) => kind === 'approval').map(({ what }) => what)).toEqual([
    "step 'customs' of the ratification of a plan that was approved in haste",
    "step 'police' of the ratification of a plan that was approved in haste",
    "step 'legal' of the release to INTERPOL",
  ]);
  expect(nextTimer(asking)?.what).toBe("the next rung of the step 'customs'");
});

test('a signed edition waits for the end of its embargo', () => {
  const embargo = at('2026-05-04T10:00');
  const signed: Waitable = {
    ...running,
    reached: everything,
    editions: [{ id: 'first', key: 'final', stage: 'embargoed', since: SINCE, embargo, holds: [] }],
  };
  expect(waits(signed, NOW)).toMatchObject([{ kind: 'embargo', subjectId: 'first', until: embargo, turn: [] }]);
  expect(nextTimer(signed)).toEqual({ at: embargo, what: 'the publication of the edition final' });
});

test.each(['completed', 'rejected', 'cancelled'] as const)('an operation that is %s waits for nothing', (stage) => {
  const over: Waitable = {
    ...draft,
    stage,
    latestPlan: { state: stage === 'rejected' ? 'rejected' : 'approved', since: SINCE },
    reached: everything,
  };
  expect(waits(over, NOW)).toEqual([]);
  expect(nextTimer(over)).toBeNull();
});

test('an operation that is over waits for confirmations of recalls; one that is complete for what corrects its editions too, and no more', () => {
  const approval = { id: 'it', partner: null, step: 'leads', since: SINCE, posts: [], deadline: null, nextRung: at('2026-02-19T18:00') };
  const embargo = at('2026-06-01T10:00');
  const complete: Waitable = {
    ...running,
    stage: 'completed',
    latestPlan: { state: 'draft', since: SINCE },
    reached: everything,
    approvals: ['unlock', 'edition', 'publication', 'release', 'amendment', 'subscription'].map((subject) => ({ ...approval, subject })),
    taskings: [
      invitation,
      { ...invitation, kind: 'confirm-figures', title: 'Confirm' },
      { ...invitation, kind: 'mend-contact', title: 'Europol' },
      { ...invitation, kind: 'confirm-recall', title: 'Not used any more' },
    ],
    editions: [{ id: 'second', key: 'final', stage: 'embargoed', since: SINCE, embargo, holds: [] }],
  };
  const told = (stage: Waitable['stage']) => waits({ ...complete, stage }, NOW).map(({ kind, what }) => `${kind}: ${what}`);
  expect(told('completed')).toEqual([
    "approval: step 'leads' of the approval to unlock an edition",
    "approval: step 'leads' of the sign-off of an edition",
    "approval: step 'leads' of the approval to publish an edition",
    "approval: step 'leads' of the approval of the release",
    "tasking: 2 answers to 'Confirm'",
    "tasking: 2 answers to 'Europol'",
    "tasking: 2 answers to 'Not used any more'",
    'embargo: the end of the embargo of the edition final',
  ]);
  expect(nextTimer(complete)?.what).toBe("the next rung of 'Confirm'");
  expect(told('cancelled')).toEqual(["tasking: 2 answers to 'Not used any more'"]);
});
