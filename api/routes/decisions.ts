import { z } from 'zod';
import { refuseIn } from '../../domain/operation.ts';
import { findInvitation } from '../../prisma/reads/taskings.ts';
import { invitationFlaws } from '../plan-writing.ts';
import { decideOnce } from '../receipt.ts';
import { refuseFlaws, refuseIf } from '../refusal.ts';
import { route } from '../route.ts';
import { aboutOperation, timeOf } from '../standing.ts';
import { Id, OperationPath } from '../shapes/id.ts';

const Nothing = z.strictObject({}).default({});

/** Decisions that move a whole operation. Each is an Update to its workflow; none is taken while Temporal is away. */
export const DECISION_ROUTES = [
  route({
    method: 'post',
    path: '/operations/{operationId}/launches',
    action: 'operation.launch',
    summary: 'Launch an approved operation: everybody whom the plan names is invited',
    params: OperationPath,
    body: Nothing,
    about: aboutOperation,
    replies: { status: 201, schema: z.strictObject({ taskingId: Id.nullable(), invited: z.number().int() }) },
    refuses: ['operation.not-approved', 'operation.launched-before', 'operation.settled', 'plan.unfit', 'temporal.unavailable'],
    handle: async ({ params: { operationId }, found: operation, receipt, realNow }, { database, gateway }) => {
      const launch = async (command: { commandId: string; actorId: string }): Promise<void> => {
        refuseIf(refuseIn(operation.stage, 'launch'));
        refuseFlaws('plan.unfit', invitationFlaws(operation.plan, timeOf(operation, realNow)));
        await gateway.launch(operationId, command);
      };
      return decideOnce(database, receipt, launch, async () => {
        const { taskingId, invited } = await findInvitation(database, operationId);
        return {
          status: 201,
          body: { taskingId, invited },
          location: taskingId ? `/operations/${operationId}/taskings/${taskingId}` : `/operations/${operationId}`,
        };
      });
    },
  }),
];
