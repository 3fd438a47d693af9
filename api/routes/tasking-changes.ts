import { v7 } from 'uuid';
import { z } from 'zod';
import type { Addressees, Joining } from '../../domain/addressees.ts';
import type { Command } from '../../domain/command.ts';
import { flaw, type Flaw } from '../../domain/failure.ts';
import { instantOf } from '../../domain/moment.ts';
import { refuseIn } from '../../domain/operation.ts';
import type { TaskingChange } from '../../domain/tasking-change.ts';
import { orderFlaws, type TaskingOrder } from '../../domain/tasking-order.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { findTasking, isKeyTaken, listAddressed, type TaskingItem } from '../../prisma/reads/taskings.ts';
import { findOrganisation } from '../../prisma/reads/organisations.ts';
import { addressed, localFlaws, momentAt } from '../addressing.ts';
import type { Dependencies } from '../dependencies.ts';
import { decideOnce, type ReceiptKey } from '../receipt.ts';
import { Refusal, refuseFlaws, refuseIf } from '../refusal.ts';
import { route, type Reply } from '../route.ts';
import { aboutOperation, aboutPart, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';
import { MomentShape } from '../shapes/plan.ts';
import { Tasking } from '../shapes/task.ts';
import { NewAddition, NewTasking, NewWithdrawal } from '../shapes/tasking.ts';

const TaskingPath = z.object({ taskingId: Id });
const aboutTasking = aboutPart('tasking', ({ taskingId }: z.output<typeof TaskingPath>) => taskingId, 'tasking.not-found');

/** Decisions of coordinators about what is asked. Each is an Update, to the operation or to the tasking. */
export const TASKING_CHANGE_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/taskings',
    action: 'tasking.open',
    summary: 'Ask organisations for something by a deadline; a late invitation is a tasking of the kind take-part',
    params: OperationPath,
    body: NewTasking,
    about: aboutOperation,
    replies: { status: 201, schema: Tasking },
    refuses: ['operation.not-running', 'operation.suspended', 'operation.settled', 'tasking.key-taken', 'temporal.unavailable'],
    handle: async ({ params: { operationId }, body, found: operation, receipt, realNow }, deps) => {
      const order = orderOf(body);
      const open = async (command: Command): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'task'));
        await refuseUnfitOrder(deps, operation, order, timeOf(operation, realNow));
        if (await isKeyTaken(deps.database, operationId, order)) throw new Refusal('tasking.key-taken');
        await deps.gateway.task(operationId, { ...command, order });
      };
      return decideOnce(deps.database, receipt, open, ({ subjectId }) => shown(deps, subjectId));
    },
  }),
  route({
    method: 'post',
    path: '/taskings/{taskingId}/withdrawals',
    action: 'tasking.change',
    summary: 'Withdraw a tasking, or the tasks of some addressees, with a reason that they are told',
    params: TaskingPath,
    body: NewWithdrawal,
    about: aboutTasking,
    replies: { status: 201, schema: Tasking },
    refuses: ['tasking.not-found', 'tasking.ended', 'task.not-open', 'temporal.unavailable'],
    handle: async ({ params: { taskingId }, body: { reason, organisations }, receipt }, deps) =>
      change(deps, taskingId, receipt, async () => {
        if (!organisations) return { kind: 'withdraw', reason, organisationIds: null };
        const tasks = await listAddressed(deps.database, taskingId);
        const absent = organisations.flatMap((code, i) =>
          tasks.some((task) => task.code === code) ? [] : [flaw(`/organisations/${i}`, 'tasking.not-addressed')],
        );
        refuseFlaws('request.invalid', absent);
        const organisationIds = tasks.filter(({ code }) => organisations.includes(code)).map(({ id }) => id);
        return { kind: 'withdraw', reason, organisationIds };
      }),
  }),
  route({
    method: 'post',
    path: '/taskings/{taskingId}/additions',
    action: 'tasking.change',
    summary: 'Ask others too, while the tasking is under way',
    params: TaskingPath,
    body: NewAddition,
    about: aboutTasking,
    replies: { status: 201, schema: Tasking },
    refuses: ['tasking.not-found', 'tasking.ended', 'tasking.overdue', 'task.addressed-already', 'temporal.unavailable'],
    handle: async ({ params: { taskingId }, body, found: operation, receipt, realNow }, deps) =>
      change(deps, taskingId, receipt, async (tasking) => {
        if (instantOf(tasking.deadline) <= timeOf(operation, realNow)) throw new Refusal('tasking.overdue');
        const brings = tasking.kind === 'take-part';
        const { found, flaws } = await addressed(deps, operation.id, body.addressees, { brings });
        const asked = (await listAddressed(deps.database, taskingId)).filter(({ state }) => state !== 'withdrawn');
        const fresh = found.filter(({ id }) => !asked.some((task) => task.id === id));
        const twice = (body.addressees as Addressees).list?.flatMap((code, i) =>
          asked.some((task) => task.code === code) ? [flaw(`/addressees/list/${i}`, 'tasking.addressed-already')] : [],
        );
        const local = tasking.isLocal ? zoneFlaws('/addressees', tasking, fresh) : [];
        const joining = joiningOf(body);
        const unclear = brings && fresh.some(({ isInvited }) => !isInvited) ? joiningFlaws(operation, joining) : [];
        refuseFlaws('request.invalid', [...flaws, ...(twice ?? []), ...local, ...unclear]);
        if (fresh.length === 0) throw new Refusal('task.addressed-already');
        return { kind: 'add', organisationIds: fresh.map(({ id }) => id), joining };
      }),
  }),
  route({
    method: 'post',
    path: '/taskings/{taskingId}/deadlines',
    action: 'tasking.change',
    summary: 'Move the deadline for everybody; whoever was given more time keeps it, unless this is later still',
    params: TaskingPath,
    body: z.strictObject({ deadline: MomentShape }).meta({ id: 'NewDeadline' }),
    about: aboutTasking,
    replies: { status: 201, schema: Tasking },
    refuses: ['tasking.not-found', 'tasking.ended', 'temporal.unavailable'],
    handle: async ({ params: { taskingId }, body, found: operation, receipt, realNow }, deps) => {
      const deadline = momentAt('/deadline', body.deadline);
      return change(deps, taskingId, receipt, async (tasking) => {
        const zones = tasking.isLocal ? (await listAddressed(deps.database, taskingId)).map(({ zone }) => zone) : [];
        const { earliest, flaws } = localFlaws('/deadline', deadline, zones);
        const past = earliest <= timeOf(operation, realNow) ? [flaw('/deadline', 'tasking.deadline-past')] : [];
        refuseFlaws('request.invalid', [...flaws, ...past]);
        return { kind: 'move', deadline };
      });
    },
  }),
];

/** Has a tasking changed once, if it has not ended, by what `make` makes of it as it stands. */
function change(
  deps: Dependencies,
  taskingId: string,
  receipt: ReceiptKey,
  make: (tasking: TaskingItem) => Promise<TaskingChange>,
): Promise<Reply> {
  const take = async (command: Command): Promise<void> => {
    const tasking = await findTasking(deps.database, taskingId);
    if (!tasking) throw new Refusal('tasking.not-found');
    if (tasking.endedAt) throw new Refusal('tasking.ended');
    await deps.gateway.change(taskingId, { ...command, change: await make(tasking) });
  };
  return decideOnce(deps.database, receipt, take, () => shown(deps, taskingId));
}

async function shown({ database }: Dependencies, taskingId: string): Promise<Reply> {
  const found = await findTasking(database, taskingId);
  if (!found) throw new Refusal('tasking.not-found');
  const { operationId, ...tasking } = found;
  return { status: 201, body: tasking, location: `/operations/${operationId}/taskings/${taskingId}` };
}

function orderOf({ key, about, instructions, deadline, joins, rilo, ...body }: z.output<typeof NewTasking>): TaskingOrder {
  const taskingId = v7();
  return {
    ...body,
    taskingId,
    key: key ?? `asked-${taskingId.slice(-12)}`,
    instructions: instructions ?? null,
    aboutId: about ?? null,
    deadline: momentAt('/deadline', deadline),
    joining: joiningOf({ joins, rilo }),
  };
}

function joiningOf({ joins, rilo }: { joins?: string | undefined; rilo?: string | undefined }): Joining | null {
  return joins === undefined ? null : { joins, rilo: rilo ?? null };
}

/** Whoever is brought in joins with a phase of the plan. */
function joiningFlaws({ plan }: OperationStanding, joining: Joining | null): Flaw[] {
  return plan.phases.some(({ key }) => key === joining?.joins) ? [] : [flaw('/joins', 'plan.phase-unknown')];
}

function zoneFlaws(pointer: string, { deadline }: TaskingItem, addressees: readonly { zone: string | null }[]): Flaw[] {
  return localFlaws(
    pointer,
    deadline,
    addressees.map(({ zone }) => zone),
  ).flaws;
}

/** A consent is asked for an organisation, or, without one, for everybody. */
async function recipientFlaws({ database }: Dependencies, { kind, aboutId }: TaskingOrder): Promise<Flaw[]> {
  const isUnknown = kind === 'consent' && aboutId !== null && (await findOrganisation(database, aboutId)) === null;
  return isUnknown ? [flaw('/about', 'plan.organisation-unknown')] : [];
}

async function refuseUnfitOrder(deps: Dependencies, operation: OperationStanding, order: TaskingOrder, now: number): Promise<void> {
  const brings = order.kind === 'take-part';
  const { found, flaws } = await addressed(deps, operation.id, order.addressees, { brings });
  const zones = order.isLocal ? found.map(({ zone }) => zone) : [];
  const local = localFlaws('/deadline', order.deadline, zones);
  const unclear = brings && !order.joining && found.some(({ isInvited }) => !isInvited) ? joiningFlaws(operation, null) : [];
  refuseFlaws('request.invalid', [
    ...flaws,
    ...local.flaws,
    ...unclear,
    ...(await recipientFlaws(deps, order)),
    ...orderFlaws(order, operation.plan, { now, earliest: local.earliest }),
  ]);
}
