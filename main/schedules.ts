import {
  DAYS_OF_WEEK,
  MONTHS,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type CalendarSpec,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { Waking } from '../activities/wakes.ts';
import { summariesWorkflowId } from '../workflows/messages.ts';

/** Keeps the schedules of subscriptions in Temporal as they are to be. Doing it again changes nothing. */
export type Schedules = { keep(subscriptionId: string, waking: Waking | null): Promise<void> };

const DEADLINE_MS = 10_000;

export function openSchedules({ client, taskQueue }: { client: Client; taskQueue: string }): Schedules {
  const inTime = <T>(send: () => Promise<T>): Promise<T> => client.connection.withDeadline(Date.now() + DEADLINE_MS, send);
  return {
    async keep(subscriptionId, waking) {
      const scheduleId = summariesWorkflowId(subscriptionId);
      const handle = client.schedule.getHandle(scheduleId);
      if (waking === null)
        return inTime(() =>
          unlessGone(
            () => handle.delete(),
            async () => {},
          ),
        );
      const { state, ...kept } = scheduleOf(subscriptionId, taskQueue, waking);
      // One whose last time has passed goes by itself after a while.
      await inTime(() =>
        unlessGone(
          () => handle.update((before) => ({ ...kept, state: { ...before.state, ...state } })),
          async () => void (await client.schedule.create({ scheduleId, ...kept, state })),
        ),
      );
    },
  };
}

async function unlessGone(act: () => Promise<void>, otherwise: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await otherwise();
  }
}

type Kept = Omit<ScheduleOptions, 'scheduleId' | 'state'> & { state: { paused: boolean; note: string } };

/**
 * It only wakes: which windows are due is said by the rows, so that one that was started late, or twice, makes what is missing and nothing else. A
 * server that was away for months starts what it has missed; of what waits for a worker, one is enough.
 */
function scheduleOf(subscriptionId: string, taskQueue: string, { wakes, isPaused, untilMs }: Waking): Kept {
  return {
    spec: {
      timezone: wakes.zone,
      calendars: wakes.times.map(calendarOf),
      ...(wakes.everyMs === null ? {} : { intervals: [{ every: wakes.everyMs }] }),
      ...(untilMs === null ? {} : { endAt: new Date(untilMs) }),
    },
    action: {
      type: 'startWorkflow',
      workflowType: 'summaries',
      workflowId: summariesWorkflowId(subscriptionId),
      args: [{ subscriptionId }],
      taskQueue,
    },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: '365 days', pauseOnFailure: false },
    state: { paused: isPaused, note: isPaused ? 'The subscription, its operation or its clock stands still.' : 'Runs.' },
  };
}

function calendarOf({ year, month, day, weekday, hour, minute, second = 0 }: Waking['wakes']['times'][number]): CalendarSpec {
  const named = {
    month: month === undefined ? undefined : MONTHS[month - 1],
    dayOfWeek: weekday === undefined ? undefined : DAYS_OF_WEEK[weekday % 7],
  };
  return {
    ...(year === undefined ? {} : { year }),
    ...(named.month === undefined ? {} : { month: named.month }),
    ...(day === undefined ? {} : { dayOfMonth: day }),
    ...(named.dayOfWeek === undefined ? {} : { dayOfWeek: named.dayOfWeek }),
    hour,
    minute,
    second,
  };
}
