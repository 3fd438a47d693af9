import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';

export type OperationNow = { id: string; title: string; stage: string; clock: Clock; planVersion: number | null; at: Instant };

/** The operation as it stands, locked until the transaction ends: two decisions about one operation come one after the other. */
export async function lockOperation(tx: Tx, operationId: string, realNow: Instant): Promise<OperationNow> {
  const [locked] = await tx.$queryRaw<Omit<OperationNow, 'at'>[]>`
    select id::text, title, stage, clock, plan_version as "planVersion" from operation where id = ${operationId}::uuid for no key update`;
  if (!locked) throw new Error(`There is no operation ${operationId}.`);
  return { ...locked, at: operationTime(locked.clock, realNow) };
}

/** An edition as it stands once its operation is locked. Read before the lock, it could be what another transaction has just changed. */
export async function lockEdition(tx: Tx, id: string, realNow: Instant): Promise<{ edition: Edition; operation: OperationNow }> {
  const { operationId } = await tx.edition.findUniqueOrThrow({ where: { id } });
  const operation = await lockOperation(tx, operationId, realNow);
  return { edition: await tx.edition.findUniqueOrThrow({ where: { id } }), operation };
}

export async function readOperationNow(tx: Tx, operationId: string, realNow: Instant): Promise<OperationNow> {
  const { id, title, stage, clock, planVersion } = await tx.operation.findUniqueOrThrow({ where: { id: operationId } });
  return { id, title, stage, clock: clock as Clock, planVersion, at: operationTime(clock as Clock, realNow) };
}

/** The plan in force. Only asked for once there is one. */
export async function readPlanInForce(tx: Tx, operationId: string): Promise<{ number: number; plan: Plan; reason: string | null }> {
  const version = await tx.planVersion.findFirstOrThrow({ where: { operationId, state: 'approved' } });
  return { number: version.number, plan: version.content as unknown as Plan, reason: version.reason };
}
