import {
  decide,
  end,
  keptFrom,
  openApproval,
  openSteps,
  refuse,
  turnOf,
  type Approval,
  type Author,
  type Decision,
} from '../domain/approval.ts';
import type { Service } from '../domain/organisation.ts';
import { stuckStep } from '../domain/quorum.ts';
import { stepsOf, type Approver, type Step } from '../domain/step.ts';

const dirk: Approver = { personId: 'dirk', standsFor: null, post: 'director', service: 'customs', organisation: 'wco' };
const dora: Approver = { ...dirk, personId: 'dora', post: 'deputy' };
const olga: Approver = { ...dirk, personId: 'olga', post: 'operations', service: 'police', organisation: 'interpol' };
const everybody = [dirk, dora, olga];
const clara: Author = { personId: 'clara', posts: ['coordination'] };

/** Stands in for this holder, in the same post. */
const insteadOf = (holder: Approver, personId: string): Approver => ({ ...holder, personId, standsFor: holder.personId });
const approve = ({ personId }: { personId: string }, step?: string): Decision => ({ kind: 'approve', personId, step });
const say = (kind: 'return' | 'reject', { personId }: { personId: string }, reason = 'because'): Decision => ({ kind, personId, reason });
const step = (approvers: Approver[], count = 1, rule: Partial<Step> & { perService?: Service[] } = {}): Step => {
  const { perService, ...others } = rule;
  const posts = approvers.map(({ post }) => post);
  return { name: posts.join(' or '), posts, quorum: { count, ...(perService ? { perService } : {}) }, ...others };
};

/** Takes each decision in its turn; what is refused changes nothing. */
function after(approval: Approval, approvers: readonly Approver[], ...decisions: Decision[]): Approval {
  return decisions.reduce((state, one) => (refuse(state, one, approvers) ? state : decide(state, one, approvers)), approval);
}

test('one approval of one step approves', () => {
  expect(after(openApproval(clara, [step([dirk])]), everybody, approve(dirk)).outcome).toBe('approved');
});

test('steps are decided in their order', () => {
  const open = openApproval(clara, [step([dirk]), step([olga])]);
  expect(refuse(open, approve(olga), everybody)).toBe('approval.not-an-approver');
  expect(after(open, everybody, approve(dirk)).outcome).toBe('waiting');
  expect(after(open, everybody, approve(dirk), approve(olga)).outcome).toBe('approved');
});

test('parallel steps are open together, in whatever order they are decided, and the next waits for all of them', () => {
  const open = openApproval(clara, [step([dirk]), step([olga], 1, { isParallel: true }), step([dora])]);
  expect(openSteps(open).map(({ name }) => name)).toEqual(['director', 'operations']);
  expect(refuse(open, approve(dora), everybody)).toBe('approval.not-an-approver');
  const half = after(open, everybody, approve(olga));
  expect(openSteps(half).map(({ name }) => name)).toEqual(['director']);
  expect(after(half, everybody, approve(dora)).outcome).toBe('waiting');
  expect(after(half, everybody, approve(dirk), approve(dora)).outcome).toBe('approved');
});

test('whoever can decide in several open steps names one', () => {
  const open = openApproval(clara, [step([dirk, dora]), step([dirk, olga], 1, { isParallel: true })]);
  expect(refuse(open, approve(dirk), everybody)).toBe('approval.step-unclear');
  expect(openSteps(after(open, everybody, approve(dirk, 'director or operations'))).map(({ name }) => name)).toEqual([
    'director or deputy',
  ]);
  expect(refuse(open, say('return', dirk), everybody)).toBeNull();
});

test('a quorum that asks for customs and police is not reached by customs alone', () => {
  const open = openApproval(clara, [step(everybody, 2, { perService: ['customs', 'police'] })]);
  expect(after(open, everybody, approve(dirk), approve(dora)).outcome).toBe('waiting');
  expect(after(open, everybody, approve(dirk), approve(dora), approve(olga)).outcome).toBe('approved');
});

test('a quorum that asks for each lead is reached when one of every lead organisation of the plan has agreed', () => {
  const rule = { name: 'leads', posts: ['director', 'deputy', 'operations'], quorum: { count: 1, perLead: true } };
  const open = openApproval(clara, stepsOf([rule], ['wco', 'interpol']));
  expect(after(open, everybody, approve(dirk)).outcome).toBe('waiting');
  expect(after(open, everybody, approve(dirk), approve(olga)).outcome).toBe('approved');
  expect(stuckStep(open, [dirk, dora])).toBe(open.steps[0]);
});

test('the author cannot decide, nor can whoever shares a post of the author', () => {
  const author = { personId: 'dirk', posts: ['director', 'operations'] };
  const open = openApproval(author, [step(everybody)]);
  for (const kind of ['return', 'reject'] as const)
    for (const who of [dirk, olga]) expect(refuse(open, say(kind, who), everybody)).toBe('approval.own-work');
  expect(refuse(open, approve(olga), everybody)).toBe('approval.own-work');
  expect(refuse(open, approve(dora), everybody)).toBeNull();
});

test.each<[string, Author, Approver[], Approver]>([
  ['the author stands in for an approver', clara, [dirk, insteadOf(dirk, 'clara')], insteadOf(dirk, 'clara')],
  ['another writer does', { ...clara, writers: ['wim'] }, [dirk, insteadOf(dirk, 'wim')], insteadOf(dirk, 'wim')],
  [
    'somebody stands in for the author',
    { personId: 'dirk', posts: ['director'] },
    [dirk, insteadOf(dirk, 'stan')],
    insteadOf(dirk, 'stan'),
  ],
  [
    'a holder of a post of the author stands in for an approver',
    { personId: 'clara', posts: ['deputy'] },
    [dirk, dora, insteadOf(dirk, 'dora')],
    insteadOf(dirk, 'dora'),
  ],
])('a stand-in does not defeat four eyes: %s', (_, author, approvers, who) => {
  expect(refuse(openApproval(author, [step([dirk])]), approve(who), approvers)).toBe('approval.own-work');
});

test('a stand-in and the person they stand for are one voice, and whoever has spoken stands in for nobody', () => {
  const stan = insteadOf(dirk, 'stan');
  const approvers = [dirk, stan, dora, insteadOf(olga, 'dora'), olga];
  const open = openApproval(clara, [step(everybody, 3)]);
  const stood = after(open, approvers, approve(stan));
  expect(stood.voices).toEqual([{ ...stan, step: open.steps[0]?.name, kind: 'approve' }]);
  expect(refuse(stood, approve(dirk), approvers)).toBe('approval.decided-before');
  expect(refuse(after(open, approvers, approve(dirk)), approve(stan), approvers)).toBe('approval.decided-before');
  const spoken = after(stood, approvers, approve(dora));
  expect(refuse(spoken, approve(dora), approvers)).toBe('approval.decided-before');
  expect(after(spoken, approvers, approve(olga)).outcome).toBe('approved');
});

test('a post counts once, whoever of its holders speaks', () => {
  const second = { ...dirk, personId: 'second director' };
  const approvers = [dirk, second, olga];
  const open = after(openApproval(clara, [step([dirk, olga], 2)]), approvers, approve(dirk));
  expect(refuse(open, approve(dirk), approvers)).toBe('approval.decided-before');
  expect(refuse(open, approve(second), approvers)).toBe('approval.decided-before');
});

test('a new holder of a post can decide, and the old one cannot any more', () => {
  const open = openApproval(clara, [step([dirk])]);
  const successor = { ...dirk, personId: 'successor' };
  expect(refuse(open, approve(dirk), [successor])).toBe('approval.not-an-approver');
  expect(after(open, [successor], approve(successor)).outcome).toBe('approved');
});

test('four eyes hold over all steps: who approved in one does not approve in the next', () => {
  const either = step([dirk, dora]);
  const open = after(openApproval(clara, [either, { ...either, name: 'again' }]), everybody, approve(dirk));
  expect(refuse(open, approve(dirk), everybody)).toBe('approval.decided-before');
  expect(after(open, everybody, approve(dora)).outcome).toBe('approved');
});

test('an approver whom only a later step can use is not spent on an earlier one', () => {
  const open = openApproval(clara, [step([dirk, dora]), step([dirk])]);
  expect(refuse(open, approve(dirk), everybody)).toBe('approval.needed-later');
  expect(turnOf(open, everybody)).toEqual([{ step: open.steps[0], approvers: [dora] }]);
  expect(refuse(open, say('return', dirk), everybody)).toBeNull();
});

test('returning needs a reason, and ends the approval', () => {
  const open = openApproval(clara, [step([dirk]), step([olga])]);
  expect(refuse(open, say('return', dirk, ' '), everybody)).toBe('approval.reason-missing');
  expect(after(open, everybody, say('return', dirk)).outcome).toBe('returned');
});

test('a rejection is a vote, and ends the approval once the quorum is out of reach', () => {
  const open = openApproval(clara, [step(everybody, 2)]);
  expect(refuse(open, say('reject', dirk, ' '), everybody)).toBe('approval.reason-missing');
  const once = after(open, everybody, say('reject', dirk));
  expect(once.outcome).toBe('waiting');
  expect(refuse(once, approve(dirk), everybody)).toBe('approval.decided-before');
  expect(after(once, everybody, approve(dora), approve(olga)).outcome).toBe('approved');
  const rejected = after(once, everybody, approve(dora), say('reject', olga));
  expect(rejected.outcome).toBe('rejected');
  expect(refuse(rejected, approve(olga), everybody)).toBe('approval.settled');
});

test('a rejection by a post with a veto ends the approval at once', () => {
  const open = openApproval(clara, [step(everybody, 1, { veto: ['operations'] })]);
  expect(after(open, everybody, say('reject', dirk)).outcome).toBe('waiting');
  expect(after(open, everybody, say('reject', olga)).outcome).toBe('rejected');
});

test('silence completes the step that it was announced for, and a deadline without it ends the approval', () => {
  const open = openApproval(clara, [step([dirk, dora], 2), step([olga])]);
  const silent = end(open, { kind: 'consent', step: 'director or deputy' });
  expect(openSteps(silent).map(({ name }) => name)).toEqual(['operations']);
  expect(end(open, { kind: 'lapse', step: 'director or deputy' }).outcome).toBe('lapsed');
  expect(end(open, { kind: 'lapse', step: 'operations' })).toBe(open);
  const decided = after(open, everybody, approve(dirk), approve(dora));
  expect(end(decided, { kind: 'lapse', step: 'director or deputy' })).toBe(decided);
  expect(end(open, { kind: 'withdraw', step: null }).outcome).toBe('withdrawn');
});

test('a resubmission keeps what was agreed where the rule keeps it and asks for the same, and those voices stay spent', () => {
  const steps = [step([dirk, dora], 1, { onResubmission: 'keep' }), step([dora, olga])];
  const returned = after(openApproval(clara, steps), everybody, approve(dirk), say('return', olga));
  const again = openApproval(clara, steps, keptFrom(returned, clara, steps));
  expect(openSteps(again)).toEqual([steps[1]]);
  expect(refuse({ ...again, steps: [step([dirk])] }, approve(dirk), everybody)).toBe('approval.decided-before');
  const [first, second] = steps as [Step, Step];
  expect(keptFrom(returned, clara, [{ ...first, quorum: { count: 2 } }, second])).toEqual([]);
  expect(keptFrom(returned, clara, [{ ...first, onResubmission: 'repeat' }, second])).toEqual([]);
  expect(keptFrom(returned, { personId: 'dirk', posts: [] }, steps)).toEqual([]);
  expect(keptFrom(returned, clara, [first])).toEqual([]);
});

test('what only silence completed is asked anew after a return, though somebody had agreed to it', () => {
  const steps = [step([dirk, dora], 2, { onResubmission: 'keep' }), step([olga])];
  const half = after(openApproval(clara, steps), everybody, approve(dirk));
  const returned = after(end(half, { kind: 'consent', step: 'director or deputy' }), everybody, say('return', olga));
  expect(returned.outcome).toBe('returned');
  expect(keptFrom(returned, clara, steps)).toEqual([]);
});

const eitherDirector = { ...dirk, post: 'deputy' };
test.each<[string, Author, Step[], Approver[], number | null]>([
  ['can be reached', clara, [step([dirk, dora], 2)], everybody, null],
  ['asks for more posts than there are', clara, [step([dirk, dora], 3)], everybody, 0],
  ['asks for a service that nobody has', clara, [step([dirk, dora], 1, { perService: ['police'] })], everybody, 0],
  ['needs the author', { personId: 'dirk', posts: ['director'] }, [step([olga]), step([dirk])], everybody, 1],
  ['needs one post in two steps', clara, [step([dirk]), { ...step([dirk]), name: 'again' }], everybody, 1],
  ['needs one post in two parallel steps', clara, [step([dirk]), { ...step([dirk]), name: 'again', isParallel: true }], everybody, 1],
  ['needs two of two posts before a step of one of them', clara, [step([dirk, dora], 2), step([dora])], everybody, 1],
  ['leaves one post for each of three steps', clara, [step(everybody), step([dirk]), step([olga])], everybody, null],
  ['needs two posts of one holder', clara, [step([dirk, dora], 2)], [dirk, eitherDirector], 0],
  [
    'has a stand-in for the second post of a holder',
    clara,
    [step([dirk, dora], 2)],
    [dirk, eitherDirector, insteadOf(eitherDirector, 'stan')],
    0,
  ],
  ['gives each of two posts one of its holders', clara, [step([dirk, dora], 2)], [dirk, eitherDirector, dora], null],
])('a plan is looked at before submission: an approval that %s', (_, author, steps, approvers, stuck) => {
  expect(stuckStep(openApproval(author, steps), approvers)).toBe(stuck === null ? null : steps[stuck]);
});
