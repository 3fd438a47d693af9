import { turnOf, type Approval } from '../../domain/approval.ts';
import { realWait } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import { takesDecisionsOn, type Stage } from '../../domain/operation.ts';
import { stuckStep } from '../../domain/quorum.ts';
import type { Approver, Step } from '../../domain/step.ts';
import { climb, type Audience, type Ladder } from '../../domain/tasking.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { ApprovalStep, PrismaClient } from '../generated/client.ts';
import { briefOf } from '../reads/approval-briefs.ts';
import { aboutPartner, WITH_PARTNER, type Partnered } from '../reads/approval-matters.ts';
import { approversOf } from '../reads/approvers.ts';
import { lockOperation } from '../reads/clocks.ts';
import { coordinatorsOf, standingsOf, writeTo, type Lettered } from './approval-letters.ts';

/** `endings` is what the workflow is to make of the deadlines that have passed; it records them when it has. */
export type ApprovalClimb = {
  waitMs: number | null;
  lettersWritten: number;
  endings: { step: string; kind: 'consent' | 'lapse' }[];
  isOver: boolean;
};

/**
 * Climbs every rung that is due of every open step, and says which steps have passed their deadline and how long to sleep, in real
 * milliseconds. A step of which nobody could have completed the quorum lapses also where silence is consent: nobody was silent.
 */
export async function climbApproval(prisma: PrismaClient, realNow: number, { approvalId }: { approvalId: string }): Promise<ApprovalClimb> {
  return prisma.$transaction(async (tx) => {
    const { operationId } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId } });
    const operation = await lockOperation(tx, operationId, realNow);
    const asked = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, include: WITH_PARTNER });
    const stage = operation.stage as Stage;
    if (!takesDecisionsOn(asked.subject, stage)) return { waitMs: null, lettersWritten: 0, endings: [], isOver: true };
    if (stage === 'suspended') return { waitMs: null, lettersWritten: 0, endings: [], isOver: false };

    const approval = asked.state as unknown as Approval;
    const approvers = await approversOf(tx, approval, operation.at);
    const lettered = { id: approvalId, operation };
    const rows = await tx.approvalStep.findMany({ where: { approvalId, settledAt: null, deadlineAt: { not: null } } });
    const waits: number[] = [];
    const endings: ApprovalClimb['endings'] = [];
    let lettersWritten = 0;
    for (const row of rows) {
      const step = approval.steps.find(({ name }) => name === row.name);
      if (!step?.deadline || !row.deadlineAt || !row.climbedTo) continue;
      const climbing = {
        deadlineAt: row.deadlineAt.getTime(),
        ladder: row.ladder as unknown as Ladder,
        climbedTo: row.climbedTo.getTime(),
        isToLapse: true,
      };
      const { tells, climbedTo, nextAt } = climb(climbing, operation.at);
      lettersWritten += await tell(tx, lettered, { asked, approval, approvers, step, row, tells });
      await tx.approvalStep.update({ where: { approvalId_name: { approvalId, name: row.name } }, data: { climbedTo: isoOf(climbedTo) } });
      // By the row and not by the climb: an answer that was lost on its way is given again.
      if (climbing.deadlineAt <= operation.at) endings.push({ step: row.name, kind: endingOf(approval, step, approvers) });
      const wait = nextAt === null ? null : realWait(operation.clock, nextAt, realNow);
      if (wait !== null) waits.push(wait);
    }
    return { waitMs: waits.length === 0 ? null : Math.min(...waits), lettersWritten, endings, isOver: false };
  });
}

function endingOf(approval: Approval, step: Step, approvers: readonly Approver[]): 'consent' | 'lapse' {
  const alone = {
    ...approval,
    complete: approval.steps.filter(({ name }) => name !== step.name).map(({ name }) => ({ step: name, by: 'quorum' as const })),
  };
  return step.deadline?.then === 'consent' && stuckStep(alone, approvers) === null ? 'consent' : 'lapse';
}

type Told = {
  asked: Partnered;
  approval: Approval;
  approvers: readonly Approver[];
  step: Step;
  row: ApprovalStep;
  tells: readonly Audience[];
};

/** Addressees are the holders whose turn it is; their stand-ins and the coordinators are told of whom the step waits for. */
async function tell(tx: Tx, lettered: Lettered, { asked, approval, approvers, step, row, tells }: Told): Promise<number> {
  if (tells.length === 0) return 0;
  const { id: approvalId, operation } = lettered;
  const brief = await briefOf(tx, approvalId);
  const able = turnOf(approval, approvers).find((turn) => turn.step.name === step.name)?.approvers ?? [];
  const due = { operation: operation.title, ...brief, step: step.name, deadline: row.deadlineAt?.toISOString() ?? '', approvalId };
  const organisations = [...new Set(able.map(({ organisation, post }) => `${organisation}: ${post}`))];
  const occasion = `told-${approval.steps.indexOf(step)}-${isoOf(operation.at)}`;
  const holders = able.filter(({ standsFor }) => standsFor === null).map(({ personId }) => personId);
  const standings = await standingsOf(tx, able);
  const overdue = { kind: 'decision-overdue', content: { ...due, organisations } };
  let letters = 0;
  if (tells.includes('addressee'))
    letters += await writeTo(tx, lettered, holders, {
      ...{ kind: 'decision-reminder', occasion },
      content: { ...due, silence: step.deadline?.then ?? 'lapse' },
    });
  if (tells.includes('stand-in'))
    letters += await writeTo(tx, lettered, Object.keys(standings), { ...overdue, occasion: `${occasion}-stand-in`, each: standings });
  if (tells.includes('coordinator'))
    letters += await writeTo(tx, lettered, await coordinatorsOf(tx, operation.id), { ...overdue, occasion: `${occasion}-coordinator` });
  await appendEvent(tx, {
    type: 'approval.reminded',
    at: new Date(operation.at),
    operationId: operation.id,
    subjectId: approvalId,
    ...aboutPartner(asked),
    data: { subject: asked.subject, step: step.name, tells: [...tells], letters },
  });
  return letters;
}
