import type { Instant } from './clock.ts';
import { instantOf } from './moment.ts';
import { isSettled, needsClosing, takesAnswersTo, takesDecisionsOn, takesTurns, type Stage } from './operation.ts';
import type { Plan } from './plan.ts';
import { goesOutAt, waitsForClosing, type Hold } from './release.ts';
import type { TaskingKind } from './tasking.ts';
import { agenda, timetable, type Entry } from './timetable.ts';

/** One thing that an operation waits for: what, since when, and whose turn it is. Times are the operation's, as ISO 8601. */
export type Wait = { what: string; kind: WaitKind; subjectId: string | null; since: string; turn: readonly string[]; until: string | null };
export type WaitKind =
  | 'submission'
  | 'approval'
  | 'launch'
  | 'ratification'
  | 'resumption'
  | 'tasking'
  | 'extension-request'
  | 'timetable'
  | 'cut-off'
  | 'freeze'
  | 'embargo'
  | 'release'
  | 'dispute'
  | 'reconciliation'
  | 'closing';

/** The next thing that happens by itself. `at` may lie in the past for a moment: then it is being done. */
export type NextTimer = { at: string; what: string };

/** One open step of an approval. */
export type OpenApproval = {
  id: string;
  subject: string;
  /** Name of the partner whom a release is about. */
  partner: string | null;
  step: string;
  since: string;
  posts: readonly string[];
  deadline: string | null;
  nextRung: string | null;
};
/** An addressee asks for more time, until `until`. */
export type OpenRequest = { id: string; title: string; organisation: string; since: string; until: string };
export type OpenTasking = {
  id: string;
  kind: TaskingKind;
  title: string;
  since: string;
  unanswered: number;
  addressees: readonly string[];
  deadline: string;
  nextRung: string | null;
};
/** `holds` of one that is signed: what keeps it from being published. */
export type OpenEdition = { id: string; key: string; stage: string; since: string; embargo: string; holds: readonly Hold[] };

export type Waitable = {
  stage: Stage;
  stageSince: string;
  plan: Plan;
  latestPlan: { state: string; since: string };
  reached: readonly string[];
  /** Since when the plan in force, which was approved by the fast track, has been known not to be ratified; null where it is not so. */
  unratifiedSince: string | null;
  approvals: readonly OpenApproval[];
  requests: readonly OpenRequest[];
  taskings: readonly OpenTasking[];
  editions: readonly OpenEdition[];
};

/**
 * Everything that an operation waits for at `now`, in plain words. Empty when it is over, but for what corrects its editions or reviews its records.
 */
export function waits(operation: Waitable, now: Instant): Wait[] {
  const { stage, stageSince, plan, unratifiedSince, approvals, requests, taskings, editions } = stillOpen(operation);
  const coordinators = plan.leads.map((lead) => `coordinators of ${lead}`);
  return [
    ...(isSettled({ stage }) ? [] : drafts(operation, coordinators)),
    ...approvals.map((approval) => {
      const { id, step, since, posts, deadline } = approval;
      return wait('approval', `step '${step}' of the ${subjectWords(approval)}`, id, since, posts, deadline);
    }),
    ...(unratifiedSince === null || stage === 'closed' // after the closing there is nothing that could follow
      ? []
      : [
          wait(
            'ratification',
            'what follows from the plan in force, which was not ratified: another version of it, or the end of the operation',
            null,
            unratifiedSince,
            coordinators,
          ),
        ]),
    ...(stage === 'approved' ? [wait('launch', 'the launch', null, stageSince, coordinators)] : []),
    ...(stage === 'suspended'
      ? [wait('resumption', 'the resumption: until then every timer stands still', null, stageSince, coordinators)]
      : []),
    ...taskings
      .filter(({ unanswered }) => unanswered > 0)
      .map(({ id, title, since, unanswered, addressees, deadline }) =>
        wait('tasking', `${unanswered} ${unanswered === 1 ? 'answer' : 'answers'} to '${title}'`, id, since, addressees, deadline),
      ),
    ...requests.map(({ id, title, organisation, since, until }) =>
      wait('extension-request', `whether ${organisation} may answer '${title}' later`, id, since, coordinators, until),
    ),
    ...(takesTurns(stage) ? nextEntry(operation) : []),
    ...(stage === 'running' ? cutOffs(operation, coordinators, now) : []),
    ...editions.filter((edition) => edition.stage === 'embargoed').flatMap((edition) => embargoWaits(edition, plan, coordinators)),
    ...closings(operation, coordinators),
  ];
}

function stillOpen(operation: Waitable): Waitable {
  const { stage, approvals, taskings } = operation;
  if (!isSettled({ stage })) return operation;
  return {
    ...operation,
    ...(stage === 'completed' ? {} : { requests: [], editions: [] }),
    unratifiedSince: null,
    approvals: approvals.filter(({ subject }) => takesDecisionsOn(subject, stage)),
    taskings: taskings.filter(({ kind }) => takesAnswersTo(kind, stage)),
  };
}

/** What a signed edition waits for, each with whose turn it is. */
function embargoWaits({ id, key, since, embargo, holds }: OpenEdition, { publication }: Plan, coordinators: readonly string[]): Wait[] {
  const of = `of the edition ${key}`;
  const timed = holds.filter(({ kind }) => kind !== 'embargo');
  const embargoes = timed.length === 0 || holds.length > timed.length;
  return [
    ...(embargoes
      ? [
          wait(
            'embargo',
            `the end of the embargo ${of}`,
            id,
            since,
            [],
            goesOutAt(
              holds.filter(({ kind }) => kind === 'embargo'),
              embargo,
            ),
          ),
        ]
      : []),
    ...timed.map((hold) => {
      if (hold.kind === 'event' && hold.event === 'operation-closed')
        return wait('release', `the closing, until which the publication ${of} waits`, id, since, coordinators);
      if (hold.kind === 'event')
        return wait('release', `the word of the coordinators that the publication ${of} may go out`, id, since, coordinators);
      if (hold.kind === 'disputes') return wait('dispute', `disputed figures ${of} to be settled`, id, since, coordinators);
      return wait('reconciliation', `one list of countries ${of} by all who publish it`, id, since, publication.reconciles ?? []);
    }),
  ];
}

/** What an approval is called where "the approval of the ..." would not say it. */
const SUBJECT_WORDS: Record<string, string> = {
  edition: 'sign-off of an edition',
  unlock: 'approval to unlock an edition',
  publication: 'approval to publish an edition',
  ratification: 'ratification of a plan that was approved in haste',
};

function subjectWords({ subject, partner }: OpenApproval): string {
  if (subject === 'subscription') return `subscription of ${partner}`;
  return partner === null ? (SUBJECT_WORDS[subject] ?? `approval of the ${subject}`) : `${subject} to ${partner}`;
}

/** When its timetable is done and its editions are published, only the closing is left. */
function closings({ stage, stageSince, plan, reached, editions, approvals }: Waitable, coordinators: readonly string[]): Wait[] {
  const endsByItself = !needsClosing(plan) && plan.editions.length > 0;
  if (stage !== 'running' || endsByItself || approvals.some(({ subject }) => subject === 'closing')) return [];
  const isPublished = (key: string): boolean =>
    editions.some((edition) => edition.key === key && (edition.stage === 'published' || waitsForClosing(edition.holds)));
  const field = timetable(plan).filter(({ kind }) => kind !== 'ask-follow-up' && kind !== 'tell-meeting');
  const isDone = field.every(({ key }) => reached.includes(key)) && plan.editions.every(({ key }) => isPublished(key));
  return isDone ? [wait('closing', 'the closing of the operation', null, lastOf(field, stageSince), coordinators)] : [];
}

/** A version of the plan that somebody is still writing, or has to write anew. */
function drafts({ stage, stageSince, latestPlan: { state, since } }: Waitable, coordinators: readonly string[]): Wait[] {
  const from = stage === 'draft' ? stageSince : since;
  if (state === 'draft') return [wait('submission', 'the draft of the plan to be submitted', null, from, coordinators)];
  if (state === 'returned') return [wait('submission', 'the returned plan to be amended and submitted again', null, from, coordinators)];
  return [];
}

/** The next entry of the timetable: nobody has to do anything for it but wait. */
function nextEntry({ stage, plan, reached, stageSince }: Waitable): Wait[] {
  const { next } = agenda(plan, reached, Number.NEGATIVE_INFINITY, stage);
  if (!next) return [];
  const before = timetable(plan, stage).filter(({ key }) => reached.includes(key));
  return [wait('timetable', sentenceOf(next), null, lastOf(before, stageSince), [], next.moment.at)];
}

function lastOf(entries: readonly Entry[], since: string): string {
  return [since, ...entries.map(({ moment }) => moment.at)].reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a));
}

/** What happens next by itself: an entry of the timetable, a rung or a deadline, or the end of an embargo. Nothing while it is suspended. */
export function nextTimer(operation: Waitable): NextTimer | null {
  const { stage, plan, reached, approvals, taskings, editions } = stillOpen(operation);
  if (stage === 'suspended') return null;
  const entry = takesTurns(stage) ? agenda(plan, reached, Number.NEGATIVE_INFINITY, stage).next : null;
  const timers: NextTimer[] = [
    ...(entry ? [{ at: entry.moment.at, what: sentenceOf(entry) }] : []),
    ...approvals.flatMap(({ step, nextRung }) => (nextRung ? [{ at: nextRung, what: `the next rung of the step '${step}'` }] : [])),
    ...taskings.flatMap(({ title, nextRung }) => (nextRung ? [{ at: nextRung, what: `the next rung of '${title}'` }] : [])),
    ...editions
      .filter((edition) => edition.stage === 'embargoed')
      .flatMap(({ key, embargo, holds }) => {
        const at = goesOutAt(holds, embargo);
        return at === null ? [] : [{ at, what: `the publication of the edition ${key}` }];
      }),
  ];
  return timers.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

/** Editions whose cut-off has passed and which nobody has frozen yet, and the next cut-off to come. */
function cutOffs({ plan, stageSince, editions }: Waitable, coordinators: readonly string[], now: Instant): Wait[] {
  const open = plan.editions.filter(({ key }) => !editions.some((edition) => edition.key === key && edition.stage !== 'returned'));
  const passed = open.filter(({ cutOff }) => instantOf(cutOff) <= now);
  const next = open.filter(({ cutOff }) => instantOf(cutOff) > now).sort((a, b) => instantOf(a.cutOff) - instantOf(b.cutOff))[0];
  return [
    ...passed.map(({ key, cutOff }) =>
      wait('freeze', `the edition ${key} to be frozen: its cut-off has passed`, null, cutOff.at, coordinators),
    ),
    ...(next ? [wait('cut-off', `the cut-off of the edition ${next.key}`, null, stageSince, [], next.cutOff.at)] : []),
  ];
}

function sentenceOf({ kind, subject }: Entry): string {
  if (kind === 'open-phase') return `the opening of the phase ${subject}`;
  if (kind === 'close-phase') return `the end of the phase ${subject}`;
  if (kind === 'tell-meeting') return `the letters about the meeting ${subject}`;
  return kind === 'open-period' ? `the request for reports of the period ${subject}` : `the follow-up ${subject}`;
}

function wait(
  kind: WaitKind,
  what: string,
  subjectId: string | null,
  since: string,
  turn: readonly string[],
  until: string | null = null,
): Wait {
  return { kind, what, subjectId, since, turn, until };
}
