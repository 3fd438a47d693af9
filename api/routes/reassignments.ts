import { z } from 'zod';
import type { Command } from '../../domain/command.ts';
import type { Instant } from '../../domain/clock.ts';
import { flaw } from '../../domain/failure.ts';
import { mayAnswer } from '../../domain/tasking.ts';
import type { ChangeOf } from '../../domain/tasking-change.ts';
import { findHeir, findSister } from '../../prisma/reads/holders.ts';
import type { TaskItem } from '../../prisma/reads/task-columns.ts';
import { findTask } from '../../prisma/reads/tasks.ts';
import type { Dependencies } from '../dependencies.ts';
import { decideOnce } from '../receipt.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutTask, timeOf } from '../standing.ts';
import { Id } from '../shapes/id.ts';
import { OrganisationCode } from '../shapes/plan.ts';
import { Subject } from '../shapes/subject.ts';
import { Task } from '../shapes/task.ts';
import { Reason } from '../shapes/tasking.ts';

const TaskPath = z.object({ taskId: Id });
const NewReassignment = z
  .strictObject({ person: Subject.optional(), organisation: OrganisationCode.optional(), reason: Reason })
  .refine(({ person, organisation }) => (person === undefined) !== (organisation === undefined), 'Name a person or an organisation.')
  .meta({ id: 'NewReassignment' });

export const REASSIGNMENT_ROUTES = [
  route({
    method: 'post',
    path: '/tasks/{taskId}/reassignments',
    action: 'task.reassign',
    summary: 'Hand an open task to a person of the administration, or, as a coordinator, to another organisation of its country',
    params: TaskPath,
    body: NewReassignment,
    about: aboutTask,
    replies: { status: 201, schema: Task },
    refuses: ['task.not-found', 'task.not-open', 'task.addressed-already', 'tasking.ended', 'temporal.unavailable'],
    handle: async ({ params: { taskId }, body, actor, found: operation, relations, receipt, realNow }, deps) => {
      const leads = relations.includes('coordinator');
      const reassign = async (command: Command): Promise<void> => {
        const task = await findTask(deps.database, taskId, realNow);
        if (!task) throw new Refusal('task.not-found');
        if (!leads && (body.organisation !== undefined || task.organisation !== actor.organisation.code))
          throw new Refusal('permission.denied');
        if (task.answer !== null || task.state === 'withdrawn') throw new Refusal('task.not-open');
        const change = {
          kind: 'reassign' as const,
          taskId,
          reason: body.reason,
          to: await heir(deps, task, body, timeOf(operation, realNow)),
        };
        await deps.gateway.change(task.taskingId, { ...command, change });
      };
      return decideOnce(deps.database, receipt, reassign, async () => ({
        status: 201,
        body: await findTask(deps.database, taskId, realNow),
        location: `/tasks/${taskId}`,
      }));
    },
  }),
];

/**
 * Who gets the task. Whoever does not take part in the operation gets only an invitation: that brings them in. What binds the administration
 * is handed only to somebody whose word does.
 */
async function heir(
  { database }: Dependencies,
  { kind, operationId, organisation }: TaskItem,
  { person, organisation: other }: z.output<typeof NewReassignment>,
  at: Instant,
): Promise<ChangeOf<'reassign'>['to']> {
  if (person !== undefined) {
    const found = await findHeir(database, { subject: person, organisation, operationId, at });
    if (!found || !mayAnswer(kind, found.relations, true))
      throw new Refusal('request.invalid', { flaws: [flaw('/person', 'tasking.holder-unfit')] });
    return { personId: found.id };
  }
  const sister = await findSister(database, { operationId, organisation, other: other ?? '' });
  if (!sister) throw new Refusal('request.invalid', { flaws: [flaw('/organisation', 'tasking.holder-unfit')] });
  if (!sister.isInvited && kind !== 'take-part')
    throw new Refusal('request.invalid', { flaws: [flaw('/organisation', 'tasking.not-invited')] });
  return { organisationId: sister.id };
}
