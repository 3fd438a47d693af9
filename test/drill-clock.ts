import type { Caller } from './caller.ts';
import { until } from './stack.ts';

/** Lets the clock of a drill run to this wall time in Brussels, and waits until everything due by then has been done. */
export async function advance(coordinator: Caller, operationId: string, wall: string): Promise<void> {
  await coordinator.get(`/operations/${operationId}/clock`);
  const { status, body } = await coordinator.put(
    `/operations/${operationId}/clock`,
    { rate: 10_000_000, holdAt: { wall, zone: 'Europe/Brussels' } },
    { 'If-Match': '*' },
  );
  if (status !== 200) throw new Error(`The clock could not be set: ${status} ${JSON.stringify(body)}`);
  await until(async () => {
    const { body: operation } = await coordinator.get(`/operations/${operationId}`);
    const isThere = Date.parse(operation.time) >= Date.parse(body.holdAt);
    return isThere && (operation.nextTimer === null || Date.parse(operation.nextTimer.at) > Date.parse(operation.time));
  });
}
