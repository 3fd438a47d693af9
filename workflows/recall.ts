import { record } from './activity-proxies.ts';
import { sendLetters } from './letters.ts';
import { recallWorkflowId } from './messages.ts';
import { startTaskings } from './tasking.ts';

/**
 * Calls back what had left before somebody restricted something. First all of it is found and marked, some products at a time; then each
 * recipient is told once, and asked to confirm. The tasking goes on by itself, for as long as it takes.
 */
export async function recall({ restrictionId }: { restrictionId: string }): Promise<void> {
  for (;;) {
    const { isDone } = await record.recallProducts({ restrictionId });
    if (isDone) break;
  }
  const asked = await record.openRecall({ restrictionId });
  await startTaskings(asked);
  await sendLetters(recallWorkflowId(restrictionId), 'recalled');
}
