import fc from 'fast-check';
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
import type { Approver, Step } from '../domain/step.ts';

/** Up to six posts, nine people with one or two of them and with stand-ins, three steps: small enough to try nearly everything. */
const POSTS = 6;
const PEOPLE = 9;
const post = (i: number): string => `post-${i}`;
const someServices = fc.array(fc.constantFrom<Service>('customs', 'police'), { minLength: POSTS, maxLength: POSTS });
const somePeople = fc.array(fc.uniqueArray(fc.nat(POSTS - 1), { maxLength: 2 }), { minLength: 1, maxLength: PEOPLE });
const someStandIns = fc.array(fc.tuple(fc.nat(PEOPLE - 1), fc.nat(PEOPLE - 1)), { maxLength: 3 });
const someSteps = fc
  .array(
    fc.record({
      posts: fc.uniqueArray(fc.nat(POSTS - 1), { minLength: 1 }),
      count: fc.integer({ min: 1, max: 3 }),
      perService: fc.option(fc.uniqueArray(fc.constantFrom<Service>('customs', 'police')), { nil: undefined }),
      isParallel: fc.boolean(),
      hasVeto: fc.boolean(),
      then: fc.constantFrom('consent' as const, 'lapse' as const),
      onResubmission: fc.constantFrom('keep' as const, 'repeat' as const),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rules) =>
    rules.map(
      ({ posts, count, perService, hasVeto, then, ...rule }, i): Step => ({
        ...rule,
        name: `step-${i}`,
        posts: posts.map(post),
        quorum: { count, ...(perService ? { perService } : {}) },
        veto: hasVeto ? posts.slice(0, 1).map(post) : [],
        deadline: { hours: 1, ladder: [], then },
      }),
    ),
  );

/** Who may speak for which post, as the register would say it: holders, and their stand-ins. */
function resolution(
  services: readonly Service[],
  people: readonly number[][],
  standIns: readonly (readonly [number, number])[],
): Approver[] {
  const holders = people.flatMap((held, person) =>
    held.map(
      (i): Approver => ({
        personId: `${person}`,
        standsFor: null,
        post: post(i),
        service: services[i] ?? 'other',
        organisation: services[i] ?? 'other',
      }),
    ),
  );
  const instead = standIns.flatMap(([absent, standIn]) =>
    absent === standIn
      ? []
      : holders
          .filter(({ personId }) => personId === `${absent}`)
          .map((holder) => ({ ...holder, personId: `${standIn}`, standsFor: `${absent}` })),
  );
  return [...holders, ...instead];
}

const commands = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const),
        person: fc.nat(PEOPLE - 1),
        step: fc.option(fc.nat(2), { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('return' as const), person: fc.nat(PEOPLE - 1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('deadline' as const), step: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('stand-ins' as const), standIns: someStandIns }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('successor' as const), person: fc.nat(PEOPLE - 1), takes: fc.nat(POSTS - 1) }) },
  ),
  { maxLength: 25 },
);

/** Everybody by whom or for whom something was said, and everybody who is the author or holds a post of the author's at that moment. */
const peopleOf = ({ personId, standsFor }: Pick<Approver, 'personId' | 'standsFor'>): string[] =>
  standsFor === null ? [personId] : [personId, standsFor];
const authors = ({ personId, posts }: Author, approvers: readonly Approver[]): string[] => [
  personId,
  ...approvers.filter((one) => one.standsFor === null && posts.includes(one.post)).map((one) => one.personId),
];

function expectSound({ steps, complete, voices, outcome }: Approval): void {
  expect(new Set(voices.map((voice) => voice.post)).size).toBe(voices.length);
  const heard = voices.flatMap(peopleOf);
  expect(new Set(heard).size).toBe(heard.length);
  for (const { step: name, by } of complete) {
    const step = steps.find((one) => one.name === name);
    const agreed = voices.filter((voice) => voice.step === name && voice.kind === 'approve');
    if (by === 'silence') expect(step?.deadline?.then).toBe('consent');
    else {
      expect(agreed.length).toBeGreaterThanOrEqual(step?.quorum.count ?? Infinity);
      for (const service of step?.quorum.perService ?? []) expect(agreed.some((voice) => voice.service === service)).toBe(true);
      expect(agreed.every((voice) => step?.posts.includes(voice.post))).toBe(true);
    }
  }
  if (outcome === 'approved') expect(complete.map(({ step }) => step).toSorted()).toEqual(steps.map(({ name }) => name).toSorted());
}

test('whatever is said, in whatever order, by whomever: no approval passes against its quorum, four eyes hold, no voice counts twice', () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(
      someServices,
      somePeople,
      someStandIns,
      someSteps,
      fc.nat(PEOPLE - 1),
      commands,
      (services, people, standIns, steps, by, tries) => {
        const held = people.map((posts) => [...posts]);
        const author: Author = { personId: `${by}`, posts: (held[by] ?? []).map(post) };
        let approvers = resolution(services, held, standIns);
        let relieved = standIns;
        let state = openApproval(author, steps);
        for (const command of tries) {
          if (command.do === 'stand-ins') relieved = command.standIns;
          if (command.do === 'successor')
            held.forEach((posts, i) => (held[i] = i === command.person ? [command.takes] : posts.filter((one) => one !== command.takes)));
          approvers = resolution(services, held, relieved);
          if (command.do === 'deadline') {
            const step = openSteps(state).find(({ name }) => name === `step-${command.step}`);
            if (step?.deadline) state = end(state, { kind: step.deadline.then, step: step.name });
          }
          if (command.do === 'approve' || command.do === 'reject' || command.do === 'return') {
            const step = 'step' in command && command.step !== undefined ? `step-${command.step}` : undefined;
            const decision: Decision = { kind: command.do, personId: `${command.person}`, step, reason: 'because' };
            const before = state;
            if (refuse(state, decision, approvers) !== null) {
              expect(decide(state, decision, approvers)).toBe(state);
              continue;
            }
            state = decide(state, decision, approvers);
            expect(before.outcome).toBe('waiting');
            for (const voice of state.voices.slice(before.voices.length)) {
              expect(authors(author, approvers).filter((person) => peopleOf(voice).includes(person))).toEqual([]);
              expect(author.posts).not.toContain(voice.post);
              expect(openSteps(before).map(({ name }) => name)).toContain(voice.step);
            }
          }
          expectSound(state);
          if (state.outcome === 'returned' || state.outcome === 'lapsed') {
            const kept = keptFrom(state, author, steps);
            state = openApproval(author, steps, kept);
            expect(state.outcome).toBe('waiting');
            expectSound(state);
          }
        }
        outcomes.set(state.outcome, (outcomes.get(state.outcome) ?? 0) + 1);
      },
    ),
    { numRuns: 2_000 },
  );
  expect([...outcomes.keys()].toSorted()).toEqual(['approved', 'rejected', 'waiting']);
});

test('an approval that could be completed when it was opened always waits for somebody, whoever of them decides first', () => {
  const choices = fc.array(fc.nat(20), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      someServices,
      somePeople,
      someStandIns,
      someSteps,
      fc.nat(PEOPLE - 1),
      choices,
      (services, people, standIns, steps, by, picks) => {
        const absent = standIns.map(([who]) => who);
        fc.pre(standIns.every(([, standIn]) => !absent.includes(standIn))); // in a row they can be fewer voices than they seem
        fc.pre(new Set(standIns.map(([, standIn]) => standIn)).size === standIns.length);
        const approvers = resolution(services, people, standIns);
        let state = openApproval({ personId: `${by}`, posts: (people[by] ?? []).map(post) }, steps);
        fc.pre(stuckStep(state, approvers) === null);
        for (const pick of picks) {
          if (state.outcome !== 'waiting') break;
          const turns = turnOf(state, approvers).flatMap(({ step, approvers: able }) =>
            able.map(({ personId }) => ({ personId, step: step.name })),
          );
          expect(turns).not.toHaveLength(0);
          const { personId, step } = turns[pick % turns.length] ?? { personId: '', step: '' };
          state = decide(state, { kind: 'approve', personId, step }, approvers);
        }
        expect(state.outcome).toBe('approved');
      },
    ),
    { numRuns: 1_000 },
  );
});
