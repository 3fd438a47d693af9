import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';

/** The coordinator asks a group that a rule names for something by a wall time. */
export async function task(
  { client, operation, scenario: { cast, zone } }: Drill,
  { kind, title, instructions, to, by }: EventOf<'task'>,
): Promise<string> {
  const tasking = { kind, title, instructions, addressees: { rule: to }, deadline: { wall: by, zone } };
  const { body } = await client.post<{ unanswered: number }>(cast.coordinator, `${operation}/taskings`, tasking);
  return `${body.unanswered} asked`;
}
