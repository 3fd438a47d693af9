import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { ReleaseCommand } from '../domain/command.ts';
import { record, recordNow } from './activity-proxies.ts';
import { startMending } from './letters.ts';
import { releaseUpdate } from './messages.ts';
import { refuseWith } from './refuse.ts';

/**
 * Releases a bulletin: it lives from the decision until the product of each recipient has been made, some at a time, since there can be two hundred,
 * each with figures of its own. A release that is refused ends it; the next one starts it again.
 */
export async function bulletin({ bulletinId }: { bulletinId: string }): Promise<void> {
  let taskingIds: readonly string[] | null = null;
  let isRefused = false;
  setHandler(
    releaseUpdate,
    async (command: ReleaseCommand) => {
      const released = await recordNow('releaseBulletin', { bulletinId, ...command });
      if (released.refusal) isRefused = true;
      else taskingIds = released.taskingIds;
      refuseWith(released.refusal);
    },
    { validator: (_: ReleaseCommand) => refuseWith(taskingIds ? 'bulletin.released' : null) },
  );
  await condition(() => taskingIds !== null || isRefused);
  for (const taskingId of taskingIds ?? []) await startMending(taskingId);
  for (let left = taskingIds ? 1 : 0; left > 0; ) ({ left } = await record.makeBulletinProducts({ bulletinId }));
  await condition(allHandlersFinished);
}
