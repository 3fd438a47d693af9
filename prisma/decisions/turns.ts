import { realWait } from '../../domain/clock.ts';
import { instantOf } from '../../domain/moment.ts';
import { isComplete, takesTurns, type OperationState, type Stage } from '../../domain/operation.ts';
import { phasesUpTo } from '../../domain/phase.ts';
import type { Plan } from '../../domain/plan.ts';
import { agenda, type Entry } from '../../domain/timetable.ts';
import { appendEvent, type Tx } from '../event.ts';
import { ENDURING_KINDS, KINDS_AFTER_THE_END } from '../../domain/tasking.ts';
import { handOverDue } from '../facts/successions.ts';
import type { PrismaClient } from '../generated/client.ts';
import { lockOperation, readPlanInForce, type OperationNow } from '../reads/clocks.ts';
import { seeAll } from '../sight.ts';
import { wakeApprovals } from '../wake.ts';
import { askForConsequences } from './follow-ups.ts';
import { markTold, tellMeetings } from './meetings.ts';
import { setStage } from './plans.ts';
import { beginRetention } from './retention.ts';
import { endSubscriptions } from './subscriptions.ts';
import { openTasking } from './taskings.ts';

export type Turn = { taken: string[]; taskingIds: string[]; waitMs: number | null; isComplete: boolean };

/**
 * Takes every entry of the timetable that is due and not yet taken, and says how long the operation can sleep after that, in real
 * milliseconds; null when only a nudge or a decision can move it. While the operation is suspended, or not launched yet, nothing is due.
 */
export async function takeTurn(
  prisma: PrismaClient,
  realNow: number,
  { operationId, ...state }: Pick<OperationState, 'operationId' | 'reached' | 'editions' | 'pending'>,
): Promise<Turn> {
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const operation = await lockOperation(tx, operationId, realNow);
    const stage = operation.stage as Stage;
    if (!takesTurns(stage)) return { taken: [], taskingIds: [], waitMs: null, isComplete: false };
    const { plan, number, reason } = await readPlanInForce(tx, operationId);
    await handOverDue(tx, operation);
    const { due, next } = agenda(plan, state.reached, operation.at, stage);
    const taskingIds: string[] = [];
    for (const entry of due) taskingIds.push(...(await take(tx, operation, plan, entry)));
    await tellMeetings(tx, operation, { meetings: plan.meetings ?? [], sequence: number, reason });

    const taken = due.map(({ key }) => key);
    const isOver = isComplete(plan, { ...state, stage, reached: [...state.reached, ...taken] });
    return {
      taken,
      taskingIds,
      waitMs: next ? realWait(operation.clock, instantOf(next.moment), realNow) : null,
      isComplete: isOver && !(stage === 'closed' && (await isAsking(tx, operationId))),
    };
  });
}

/** A closed operation waits for its last answers; a tasking that ends then wakes it. When nobody is asked any more, no address is needed. */
async function isAsking(tx: Tx, operationId: string): Promise<boolean> {
  return (
    (await tx.tasking.count({ where: { operationId, endedAt: null, kind: { notIn: [...ENDURING_KINDS, ...KINDS_AFTER_THE_END] } } })) > 0
  );
}

async function take(tx: Tx, operation: OperationNow, plan: Plan, { kind, subject }: Entry): Promise<string[]> {
  if (kind === 'open-period') return [await askForReports(tx, operation, plan, subject)];
  if (kind === 'ask-follow-up') return [await askForConsequences(tx, operation, plan, subject)];
  if (kind === 'tell-meeting') await markTold(tx, operation, subject);
  else await markPhase(tx, operation, kind, subject);
  return [];
}

async function markPhase(tx: Tx, { id: operationId, at }: OperationNow, kind: 'open-phase' | 'close-phase', key: string): Promise<void> {
  const field = kind === 'open-phase' ? 'openedAt' : 'closedAt';
  const window = await tx.phaseWindow.findUnique({ where: { operationId_key: { operationId, key } } });
  if (window?.[field]) return;
  const moment = { [field]: new Date(at) };
  await tx.phaseWindow.upsert({
    where: { operationId_key: { operationId, key } },
    create: { operationId, key, ...moment },
    update: moment,
  });
  await appendEvent(tx, {
    type: kind === 'open-phase' ? 'phase.opened' : 'phase.closed',
    at: new Date(at),
    operationId,
    data: { phase: key },
  });
}

/** Asks everybody who takes part in this phase to report or file a nil return; whoever has done either already is not asked. */
async function askForReports(tx: Tx, operation: OperationNow, plan: Plan, key: string): Promise<string> {
  const period = plan.reporting.periods.find((candidate) => candidate.key === key);
  if (!period) throw new Error(`The timetable names a period '${key}' that the plan does not have.`);
  const participants = await tx.$queryRaw<{ organisation_id: string }[]>`
    select organisation_id from participation p
    where operation_id = ${operation.id}::uuid and state = 'accepted' and joins = any (${phasesUpTo(plan.phases, [period.phase])})
      and not exists (
        select from seizure s where s.operation_id = p.operation_id and s.organisation_id = p.organisation_id
          and s.seized_at >= ${period.from.at}::timestamptz and s.seized_at < ${period.until.at}::timestamptz)
      and not exists (
        select from nil_return n where n.operation_id = p.operation_id and n.organisation_id = p.organisation_id and n.period = ${key})`;
  const { ladder, isLocal = false, late = 'taken' } = plan.reporting;
  return openTasking(tx, operation, {
    kind: 'report',
    key,
    title: `Report or file a nil return for ${key}`,
    deadline: period.dueBy,
    isLocal,
    ladder,
    silence: 'silent',
    late,
    addressees: participants.map((row) => row.organisation_id),
    letter: {
      kind: 'report-request',
      content: {
        operation: operation.title,
        period: key,
        from: { ...period.from },
        until: { ...period.until },
        deadline: { ...period.dueBy },
      },
    },
  });
}

/** Records that the operation has decided to be complete. Taskings that are still open are woken, and withdrawn where they do not outlive it. */
export async function completeOperation(prisma: PrismaClient, realNow: number, { operationId }: { operationId: string }): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const operation = await lockOperation(tx, operationId, realNow);
    if (operation.stage === 'completed') return;
    const at = new Date(operation.at);
    await setStage(tx, operationId, 'completed', at);
    await endSubscriptions(tx, { ...operation, stage: 'completed' });
    await wakeApprovals(tx, operationId);
    await tx.$executeRaw`
      insert into outbox (workflow_id, signal)
      select 'tasking/' || id, 'nudge' from tasking where operation_id = ${operationId}::uuid and ended_at is null`;
    await beginRetention(tx, operationId);
    await appendEvent(tx, { type: 'operation.completed', at, operationId, subjectId: operationId });
  });
}
