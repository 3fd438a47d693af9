import type { Approval } from '../../domain/approval.ts';
import { turnOf } from '../../domain/approval.ts';
import { timetable } from '../../domain/operation.ts';
import type { OpenApproval, OpenEdition, OpenTasking, Waitable } from '../../domain/waiting.ts';
import type { Database } from '../client.ts';
import type { Sight } from '../sight.ts';
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
  { id, stage, stageSince, plan }: OperationStanding,
): Promise<Waitable> {
  const { prisma } = database;
  const [latest, approvals, taskings, editions, reached] = await Promise.all([
    prisma.planVersion.findFirstOrThrow({ where: { operationId: id }, orderBy: { number: 'desc' } }),
    prisma.approval.findMany({ where: { operationId: id, outcome: 'waiting' }, orderBy: { openedAt: 'asc' } }),
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
    approvals: approvals.map(({ id: approvalId, subject, state, stepSince }): OpenApproval => {
      const approval = state as unknown as Approval;
      const step = approval.steps[approval.stepIndex]?.name ?? '';
      return {
        id: approvalId,
        subject,
        step,
        since: stepSince.toISOString(),
        posts: [...new Set(turnOf(approval).map(({ post }) => post))],
      };
    }),
    taskings,
    editions: editions.map(
      (edition): OpenEdition => ({
        id: edition.id,
        key: edition.key,
        stage: edition.stage,
        since: edition.stageSince.toISOString(),
        embargo: edition.embargoAt.toISOString(),
      }),
    ),
  };
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
  return taskings.map(({ id, title, openedAt, _count, tasks, deadlineAt, nextRungAt }) => ({
    id,
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
  const [windows, periods] = await Promise.all([
    prisma.phaseWindow.findMany({ where: { operationId } }),
    prisma.tasking.findMany({ where: { operationId, kind: 'report' }, select: { key: true } }),
  ]);
  const isReached = (kind: string, subject: string): boolean => {
    const window = windows.find(({ key }) => key === subject);
    if (kind === 'open-phase') return Boolean(window?.openedAt);
    return kind === 'close-phase' ? Boolean(window?.closedAt) : periods.some(({ key }) => key === subject);
  };
  return timetable(plan).flatMap(({ key, kind, subject }) => (isReached(kind, subject) ? [key] : []));
}
