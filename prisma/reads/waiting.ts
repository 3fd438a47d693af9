import type { Instant } from '../../domain/clock.ts';
import { timetable, type Entry } from '../../domain/timetable.ts';
import type { TaskingKind } from '../../domain/tasking.ts';
import type { OpenEdition, OpenRequest, OpenTasking, Waitable } from '../../domain/waiting.ts';
import type { Database } from '../client.ts';
import type { Sight } from '../sight.ts';
import { readHolds } from './edition-holds.ts';
import { readOpenApprovals, readUnratified } from './open-approvals.ts';
import type { OperationStanding } from './standing.ts';
import { COUNTED } from './tasks.ts';

/** How many addressees of a tasking are named; the board of the tasking lists all. */
const NAMED = 5;

/**
 * Everything open in an operation, for domain/waiting.ts to put into words. Of those who have yet to answer, only who lies in this sight is
 * named: to the others it would tell who has reported.
 */
export async function readWaitable(
  database: Database,
  sight: Sight,
  { id, stage, stageSince, plan, planVersion, clock }: OperationStanding,
  now: Instant,
): Promise<Waitable> {
  const { prisma } = database;
  const [latest, approvals, unratifiedSince, requests, taskings, editions, reached] = await Promise.all([
    prisma.planVersion.findFirstOrThrow({ where: { operationId: id }, orderBy: { number: 'desc' } }),
    readOpenApprovals(prisma, { id, clock }),
    readUnratified(prisma, id, planVersion),
    readOpenRequests(database, sight, id),
    readOpenTaskings(database, sight, id),
    prisma.edition.findMany({ where: { operationId: id }, orderBy: { number: 'asc' } }),
    readReached(database, id, plan),
  ]);
  return {
    stage,
    stageSince: stageSince.toISOString(),
    plan,
    latestPlan: { state: latest.state, since: (latest.settledAt ?? latest.writtenAt).toISOString() },
    reached,
    unratifiedSince,
    approvals,
    requests,
    taskings,
    editions: await Promise.all(
      editions.map(
        async (edition): Promise<OpenEdition> => ({
          id: edition.id,
          key: edition.key,
          stage: edition.stage,
          since: edition.stageSince.toISOString(),
          embargo: edition.embargoAt.toISOString(),
          holds: edition.stage === 'embargoed' ? await readHolds(prisma, edition, { stage, plan, at: now }) : [],
        }),
      ),
    ),
  };
}

async function readOpenRequests({ pool }: Database, sight: Sight, operationId: string): Promise<OpenRequest[]> {
  const { rows } = await pool.query<Omit<OpenRequest, 'since' | 'until'> & { since: Date; until: Date }>({
    name: 'read-open-requests',
    text: `
      select r.id, k.title, o.code as organisation, r.asked_at as since, r.until_at as until
      from extension_request r
        join task t on t.id = r.task_id
        join tasking k on k.id = t.tasking_id
        join organisation o on o.id = r.organisation_id
      where r.operation_id = $1 and r.state = 'asked' and t.state in ('open', 'lapsed') and ($2::uuid[] is null or r.organisation_id = any ($2))
      order by r.asked_at`,
    values: [operationId, 'all' in sight ? null : [...sight.organisations]],
  });
  return rows.map(({ since, until, ...row }) => ({ ...row, since: since.toISOString(), until: until.toISOString() }));
}

async function readOpenTaskings({ prisma }: Database, sight: Sight, operationId: string): Promise<OpenTasking[]> {
  const addressed = 'all' in sight ? {} : { organisationId: { in: [...sight.organisations] } };
  const taskings = await prisma.tasking.findMany({
    where: { operationId, endedAt: null },
    include: {
      ...COUNTED,
      tasks: {
        where: { state: { in: ['open', 'lapsed'] }, ...addressed },
        take: NAMED + 1,
        orderBy: { organisation: { code: 'asc' } },
        include: { organisation: { select: { code: true } } },
      },
    },
    orderBy: { deadlineAt: 'asc' },
  });
  return taskings.map(({ id, kind, title, openedAt, _count, tasks, deadlineAt, nextRungAt }) => ({
    id,
    kind: kind as TaskingKind,
    title,
    since: (openedAt ?? deadlineAt).toISOString(),
    unanswered: _count.tasks,
    addressees:
      tasks.length > NAMED
        ? [...tasks.slice(0, NAMED).map(({ organisation }) => organisation.code), `${_count.tasks - NAMED} more`]
        : tasks.map(({ organisation }) => organisation.code),
    deadline: deadlineAt.toISOString(),
    nextRung: nextRungAt?.toISOString() ?? null,
  }));
}

/** Keys of the timetable that have been taken, as the rows show it: the workflow's own list is not asked, reads come from PostgreSQL. */
async function readReached({ prisma }: Database, operationId: string, plan: OperationStanding['plan']): Promise<string[]> {
  const [windows, asked, told] = await Promise.all([
    prisma.phaseWindow.findMany({ where: { operationId } }),
    prisma.tasking.findMany({ where: { operationId, kind: { in: ['report', 'follow-up'] } }, select: { kind: true, key: true } }),
    prisma.meetingNotice.findMany({ where: { operationId } }),
  ]);
  const isReached = (kind: Entry['kind'], subject: string): boolean => {
    const window = windows.find(({ key }) => key === subject);
    if (kind === 'open-phase') return Boolean(window?.openedAt);
    if (kind === 'close-phase') return Boolean(window?.closedAt);
    if (kind === 'tell-meeting') return told.some(({ key }) => key === subject);
    const asks = kind === 'open-period' ? 'report' : 'follow-up';
    return asked.some((tasking) => tasking.kind === asks && tasking.key === subject);
  };
  return timetable(plan).flatMap(({ key, kind, subject }) => (isReached(kind, subject) ? [key] : []));
}
