import type { Instant } from './clock.ts';
import { instantOf } from './moment.ts';
import { agenda, timetable, type Entry, type Stage } from './operation.ts';
import type { Plan } from './plan.ts';

/** One thing that an operation waits for: what, since when, and whose turn it is. Times are the operation's, as ISO 8601. */
export type Wait = { what: string; kind: WaitKind; subjectId: string | null; since: string; turn: readonly string[]; until: string | null };
export type WaitKind = 'submission' | 'approval' | 'launch' | 'tasking' | 'timetable' | 'cut-off' | 'freeze' | 'embargo';

/** The next thing that happens by itself. `at` may lie in the past for a moment: then it is being done. */
export type NextTimer = { at: string; what: string };

export type OpenApproval = { id: string; subject: string; step: string; since: string; posts: readonly string[] };
export type OpenTasking = {
  id: string;
  title: string;
  since: string;
  unanswered: number;
  addressees: readonly string[];
  deadline: string;
  nextRung: string | null;
};
export type OpenEdition = { id: string; key: string; stage: string; since: string; embargo: string };

export type Waitable = {
  stage: Stage;
  stageSince: string;
  plan: Plan;
  latestPlan: { state: string; since: string };
  reached: readonly string[];
  approvals: readonly OpenApproval[];
  taskings: readonly OpenTasking[];
  editions: readonly OpenEdition[];
};

/** Everything that an operation waits for at `now`, in plain words. Empty when it is over, and only then. */
export function waits(operation: Waitable, now: Instant): Wait[] {
  const { stage, stageSince, plan, approvals, taskings, editions } = operation;
  const coordinators = plan.leads.map((lead) => `coordinators of ${lead}`);
  return [
    ...drafts(operation, coordinators),
    ...approvals.map(({ id, subject, step, since, posts }) =>
      wait('approval', `step '${step}' of the approval of the ${subject}`, id, since, posts),
    ),
    ...(stage === 'approved' ? [wait('launch', 'the launch', null, stageSince, coordinators)] : []),
    ...taskings
      .filter(({ unanswered }) => unanswered > 0)
      .map(({ id, title, since, unanswered, addressees, deadline }) =>
        wait('tasking', `${unanswered} ${unanswered === 1 ? 'answer' : 'answers'} to '${title}'`, id, since, addressees, deadline),
      ),
    ...(stage === 'running' ? [...nextEntry(operation), ...cutOffs(operation, coordinators, now)] : []),
    ...editions
      .filter((edition) => edition.stage === 'embargoed')
      .map(({ id, key, since, embargo }) => wait('embargo', `the end of the embargo of the edition ${key}`, id, since, [], embargo)),
  ];
}

/** A version of the plan that somebody is still writing, or has to write anew. */
function drafts({ stage, stageSince, latestPlan: { state, since } }: Waitable, coordinators: readonly string[]): Wait[] {
  const from = stage === 'draft' ? stageSince : since;
  if (state === 'draft') return [wait('submission', 'the draft of the plan to be submitted', null, from, coordinators)];
  if (state === 'returned') return [wait('submission', 'the returned plan to be amended and submitted again', null, from, coordinators)];
  return [];
}

/** The next entry of the timetable: nobody has to do anything for it but wait. */
function nextEntry({ plan, reached, stageSince }: Waitable): Wait[] {
  const { next } = agenda(plan, reached, Number.NEGATIVE_INFINITY);
  if (!next) return [];
  const before = timetable(plan).filter(({ key }) => reached.includes(key));
  const since = [stageSince, ...before.map(({ moment }) => moment.at)].reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a));
  return [wait('timetable', sentenceOf(next), null, since, [], next.moment.at)];
}

/** What happens next by itself: an entry of the timetable, a rung of a ladder, or the end of an embargo. */
export function nextTimer({ stage, plan, reached, taskings, editions }: Waitable): NextTimer | null {
  if (stage !== 'running') return null;
  const entry = agenda(plan, reached, Number.NEGATIVE_INFINITY).next;
  const timers: NextTimer[] = [
    ...(entry ? [{ at: entry.moment.at, what: sentenceOf(entry) }] : []),
    ...taskings.flatMap(({ title, nextRung }) => (nextRung ? [{ at: nextRung, what: `the next rung of '${title}'` }] : [])),
    ...editions
      .filter((edition) => edition.stage === 'embargoed')
      .map(({ key, embargo }) => ({ at: embargo, what: `the publication of the edition ${key}` })),
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
  return kind === 'close-phase' ? `the end of the phase ${subject}` : `the request for reports of the period ${subject}`;
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
