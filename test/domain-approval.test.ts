import fc from 'fast-check';
import {
  decide,
  openApproval,
  refuse,
  turnOf,
  unreachableStep,
  type Approval,
  type Approver,
  type Decision,
  type Step,
} from '../domain/approval.ts';
import type { Service } from '../domain/organisation.ts';

const dirk: Approver = { personId: 'dirk', post: 'director', service: 'customs' };
const dora: Approver = { personId: 'dora', post: 'deputy', service: 'customs' };
const olga: Approver = { personId: 'olga', post: 'operations', service: 'police' };
const clara = { personId: 'clara', posts: ['coordination'] };

const approve = ({ personId }: { personId: string }): Decision => ({ kind: 'approve', personId });
const step = (approvers: Approver[], count = 1, perService?: Service[]): Step => ({
  name: approvers.map(({ post }) => post).join(' or '),
  approvers,
  quorum: { count, ...(perService ? { perService } : {}) },
});

/** Takes each decision in its turn; what is refused changes nothing. */
function after(approval: Approval, ...decisions: Decision[]): Approval {
  return decisions.reduce((state, decision) => (refuse(state, decision) ? state : decide(state, decision)), approval);
}

test('one approval of one step approves', () => {
  expect(after(openApproval(clara, [step([dirk])]), approve(dirk)).outcome).toBe('approved');
});

test('steps are decided in their order', () => {
  const open = openApproval(clara, [step([dirk]), step([olga])]);
  expect(refuse(open, approve(olga))).toBe('approval.not-an-approver');
  expect(after(open, approve(dirk)).outcome).toBe('waiting');
  expect(after(open, approve(dirk), approve(olga)).outcome).toBe('approved');
});

test('a quorum that asks for customs and police is not reached by customs alone', () => {
  const open = openApproval(clara, [step([dirk, dora, olga], 2, ['customs', 'police'])]);
  expect(after(open, approve(dirk), approve(dora)).outcome).toBe('waiting');
  expect(after(open, approve(dirk), approve(dora), approve(olga)).outcome).toBe('approved');
});

test('the author cannot decide, nor can whoever shares a post of the author', () => {
  const author = { personId: 'dirk', posts: ['director', 'operations'] };
  const open = openApproval(author, [step([dirk, dora, olga])]);
  for (const kind of ['approve', 'return', 'reject'] as const)
    for (const { personId } of [dirk, olga]) expect(refuse(open, { kind, personId, reason: 'why not' })).toBe('approval.own-work');
  expect(refuse(open, approve(dora))).toBeNull();
});

test('a post counts once, whoever of its holders speaks', () => {
  const second = { ...dirk, personId: 'second director' };
  const open = after(openApproval(clara, [step([dirk, second, olga], 2)]), approve(dirk));
  expect(refuse(open, approve(dirk))).toBe('approval.decided-before');
  expect(refuse(open, approve(second))).toBe('approval.decided-before');
});

test('four eyes hold over all steps: who approved in one does not approve in the next', () => {
  const open = after(openApproval(clara, [step([dirk, dora]), step([dirk, dora])]), approve(dirk));
  expect(refuse(open, approve(dirk))).toBe('approval.decided-before');
  expect(after(open, approve(dora)).outcome).toBe('approved');
});

test('an approver whom only a later step can use is not spent on an earlier one', () => {
  const open = openApproval(clara, [step([dirk, dora]), step([dirk])]);
  expect(refuse(open, approve(dirk))).toBe('approval.needed-later');
  expect(turnOf(open)).toEqual([dora]);
  expect(refuse(open, { kind: 'return', personId: 'dirk', reason: 'dates' })).toBeNull();
});

test('returning and rejecting need a reason, and end the approval', () => {
  const open = openApproval(clara, [step([dirk]), step([olga])]);
  expect(refuse(open, { kind: 'return', personId: 'dirk', reason: ' ' })).toBe('approval.reason-missing');
  expect(after(open, { kind: 'return', personId: 'dirk', reason: 'dates' }).outcome).toBe('returned');
  const rejected = after(open, { kind: 'reject', personId: 'dirk', reason: 'no mandate' });
  expect(rejected.outcome).toBe('rejected');
  expect(refuse(rejected, approve(olga))).toBe('approval.settled');
});

test.each<[string, Approval['author'], Step[], number | null]>([
  ['can be reached', clara, [step([dirk, dora], 2)], null],
  ['asks for more posts than there are', clara, [step([dirk, dora], 3)], 0],
  ['asks for a service that nobody has', clara, [step([dirk, dora], 1, ['police'])], 0],
  ['needs the author', { personId: 'dirk', posts: ['director'] }, [step([olga]), step([dirk])], 1],
  ['needs one post in two steps', clara, [step([dirk]), step([dirk])], 1],
  ['needs two of two posts before a step of one of them', clara, [step([dirk, dora], 2), step([dora])], 1],
  ['leaves one post for each of three steps', clara, [step([dirk, dora, olga]), step([dirk]), step([olga])], null],
])('a plan is looked at before submission: an approval that %s', (_, author, steps, stuck) => {
  expect(unreachableStep(author, steps)).toBe(stuck === null ? null : steps[stuck]);
});

/** Up to six posts, up to nine people with one or two of them, up to three steps: small enough to try nearly everything. */
const approvals = fc
  .record({
    services: fc.array(fc.constantFrom<Service>('customs', 'police'), { minLength: 6, maxLength: 6 }),
    people: fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 9 }),
    steps: fc.array(
      fc.record({
        posts: fc.uniqueArray(fc.nat(5), { minLength: 1 }),
        count: fc.integer({ min: 1, max: 3 }),
        perService: fc.option(fc.uniqueArray(fc.constantFrom<Service>('customs', 'police')), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    author: fc.nat(8),
  })
  .map(({ services, people, steps, author }) => {
    const post = (i: number): string => `post-${i}`;
    const resolved = steps.map(
      ({ posts, count, perService }, i): Step => ({
        name: `step-${i}`,
        quorum: { count, ...(perService ? { perService } : {}) },
        approvers: people.flatMap((held, person) => {
          const spokenFor = posts.find((candidate) => held.includes(candidate));
          return spokenFor === undefined ? [] : [{ personId: `${person}`, post: post(spokenFor), service: services[spokenFor] ?? 'other' }];
        }),
      }),
    );
    return { author: { personId: `${author}`, posts: (people[author] ?? []).map(post) }, steps: resolved };
  });

const decisions = fc.array(
  fc.record({
    kind: fc.constantFrom('approve', 'approve', 'approve', 'return', 'reject'),
    person: fc.nat(8),
    reason: fc.constant('because'),
  }),
  { maxLength: 20 },
);

test('in whatever order people decide, nothing passes without its quorum, four eyes, and one voice for each post', () => {
  fc.assert(
    fc.property(approvals, decisions, ({ author, steps }, tries) => {
      let state = openApproval(author, steps);
      const said: (Approver & { stepIndex: number })[] = [];
      for (const { kind, person, reason } of tries) {
        const decision = { kind, personId: `${person}`, reason } as Decision;
        const { stepIndex, outcome } = state;
        if (refuse(state, decision)) continue;
        expect(outcome).toBe('waiting');
        const approver = steps[stepIndex]?.approvers.find(({ personId }) => personId === decision.personId);
        if (kind === 'approve' && approver) said.push({ ...approver, stepIndex });
        state = decide(state, decision);
      }
      expect(new Set(said.map(({ post }) => post)).size).toBe(said.length);
      expect(new Set(said.map(({ personId }) => personId)).size).toBe(said.length);
      expect(said.some(({ personId, post }) => personId === author.personId || author.posts.includes(post))).toBe(false);
      const passed = state.outcome === 'approved' ? steps.length : state.stepIndex;
      steps.slice(0, passed).forEach(({ quorum: { count, perService = [] } }, i) => {
        const here = said.filter(({ stepIndex }) => stepIndex === i);
        expect(here.length).toBeGreaterThanOrEqual(count);
        for (const service of perService) expect(here.some((approver) => approver.service === service)).toBe(true);
      });
    }),
    { numRuns: 500 },
  );
});

test('an approval that could be completed when it was opened always waits for somebody, whoever of them decides first', () => {
  fc.assert(
    fc.property(approvals, fc.array(fc.nat(20), { minLength: 12, maxLength: 12 }), ({ author, steps }, choices) => {
      fc.pre(unreachableStep(author, steps) === null);
      let state = openApproval(author, steps);
      for (const choice of choices) {
        if (state.outcome !== 'waiting') break;
        const turn = turnOf(state);
        expect(turn).not.toHaveLength(0);
        state = decide(state, approve(turn[choice % turn.length] ?? dirk));
      }
      expect(state.outcome).toBe('approved');
    }),
    { numRuns: 500 },
  );
});
