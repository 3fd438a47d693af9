import { operationTime, setRate, type Clock } from '../../domain/clock.ts';
import { isoOf } from '../../domain/moment.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { appendEvent } from '../event.ts';
import type { Database } from '../client.ts';
import { wakeSleepers } from '../wake.ts';

export type ClockSetting = { operationId: string; rate: number; holdMs: number | null; actorId: string; realNow: number };

/** Sets a drill's clock and wakes everything of the operation that sleeps by it. */
export async function setClock(
  { prisma }: Database,
  { operationId, rate, holdMs, actorId, realNow }: ClockSetting,
  isCurrent: (etag: string) => boolean,
): Promise<FailureCode | { clock: Clock }> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select from operation where id = ${operationId}::uuid for no key update`;
    const operation = await tx.operation.findUniqueOrThrow({ where: { id: operationId } });
    if (!operation.isDrill) return 'operation.not-a-drill';
    if (!isCurrent(clockTag(operation.clock as Clock))) return 'request.stale';
    const clock = setRate(operation.clock as Clock, realNow, rate, holdMs);
    await tx.operation.update({ where: { id: operationId }, data: { clock: { ...clock } } });
    await wakeSleepers(tx, operationId);
    await tx.$executeRaw`
      insert into outbox (workflow_id, signal)
      select distinct 'letters/' || l.batch || '/clock-' || ${String(realNow)}, 'deliver'
      from letter l join organisation o on o.id = l.organisation_id
      where l.operation_id = ${operationId}::uuid and l.state = 'queued' and not l.is_urgent and o.quiet_from is not null`;
    const at = new Date(operationTime(clock, realNow));
    await appendEvent(tx, { type: 'clock.set', at, operationId, actorId, data: { rate, holdAt: holdMs === null ? null : isoOf(holdMs) } });
    return { clock };
  });
}

export function clockTag({ anchorRealMs, anchorMs, rate, holdMs }: Clock): string {
  return `"${[anchorRealMs, anchorMs, rate, holdMs ?? ''].join('.')}"`;
}
