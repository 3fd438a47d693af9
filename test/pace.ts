import { setTimeout as delay } from 'node:timers/promises';
import type { Parts } from '../main/parts.ts';
import { onLoopback } from '../main/temporal.ts';
import { aLateRoad } from './late-road.ts';

/**
 * On a quick and quiet machine most things come in the same order every time, and a test, or Concert, may rely on it without anybody's
 * knowing. A pace turns the order around for a whole run: work behind the requests is late, or those who call are, or the requests are.
 */
const PACES = ['late-work', 'late-callers', 'late-requests'] as const;
export type Pace = (typeof PACES)[number];

/** The pace of this run, from `CONCERT_TEST_PACE`; null for none. */
export function thisPace(given = process.env.CONCERT_TEST_PACE): Pace | null {
  if (!given) return null;
  if (!PACES.includes(given as Pace)) throw new Error(`CONCERT_TEST_PACE is one of ${PACES.join(', ')}`);
  return given as Pace;
}

const TEMPORAL_MS = 80;
const DATABASE_MS = 8;
const CALLER_MS = 300;

/** After a request that writes, a late caller leaves time for all that follows from it. */
export async function afterWriting(): Promise<void> {
  if (thisPace() === 'late-callers') await delay(CALLER_MS);
}

/** The parts of whoever is late at this pace, requests or work, and of others as they are. */
export async function atPace(who: 'late-requests' | 'late-work', parts: Parts): Promise<{ parts: Parts; close(): Promise<unknown> }> {
  if (thisPace() !== who) return { parts, close: async () => {} };
  const database = new URL(parts.databaseUrl);
  const [host, port] = String(parts.temporal.connectionOptions.address).split(':');
  if (host !== '127.0.0.1') throw new Error('Only parts on loopback can be late');
  const toDatabase = await aLateRoad(Number(database.port), DATABASE_MS);
  const toTemporal = await aLateRoad(Number(port), TEMPORAL_MS);
  database.port = String(toDatabase.port);
  return {
    parts: { ...parts, databaseUrl: database.href, temporal: onLoopback(`127.0.0.1:${toTemporal.port}`) },
    close: () => Promise.all([toDatabase.close(), toTemporal.close()]),
  };
}
