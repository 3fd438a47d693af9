import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';

/** Somebody names who decides in their place from one wall time to another. */
export async function nameStandIn(
  { client, scenario: { zone } }: Drill,
  { as, by, from, until, reason }: EventOf<'stand-in'>,
): Promise<string> {
  const dates = { from: { wall: from, zone }, until: { wall: until, zone } };
  await client.post(as, '/stand-ins', { standIn: by, reason, ...dates });
  return `${by} for ${as}`;
}
