import { wakesOf, type Wakes } from '../documents/wakes.ts';
import { operationTime } from '../domain/clock.ts';
import type { Database } from '../prisma/client.ts';
import { readCourse } from '../prisma/reads/courses.ts';

const HOUR_MS = 3_600_000;

/** What is to wake the summaries of a subscription; null where nothing is left to come. `untilMs`: real time after which nothing does. */
export type Waking = { wakes: Wakes; isPaused: boolean; untilMs: number | null };

/**
 * What wakes a subscription as its rows have it now. A drill's clock is not that of any zone: somebody looks every hour while it runs, and stays awake
 * for what ends within that hour; when it is set, somebody looks at once.
 */
export async function readWaking(database: Database, subscriptionId: string, realNow: number): Promise<Waking | null> {
  const course = await readCourse(database, subscriptionId);
  if (!course || course.state === 'ended' || course.state === 'proposed') return null;
  const isPaused = course.state === 'paused' || course.stage === 'suspended';
  const { clock } = course;
  if (course.isDrill) {
    const untilMs =
      clock.holdMs === null || clock.rate === 0 ? null : clock.anchorRealMs + Math.max(0, clock.holdMs - clock.anchorMs) / clock.rate;
    const wakes = { zone: 'UTC', times: [], everyMs: HOUR_MS };
    return { wakes, isPaused: isPaused || clock.rate === 0, untilMs: untilMs === null ? null : untilMs + 2 * HOUR_MS };
  }
  const version = course.spans.at(-1)?.version;
  const terms = version === undefined ? undefined : course.terms[version];
  return terms ? { wakes: wakesOf(terms, course, operationTime(clock, realNow)), isPaused, untilMs: null } : null;
}
