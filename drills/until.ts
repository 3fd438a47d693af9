import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a slow machine to send a thousand letters, short enough that a drill which hangs says so. */
const PATIENCE_MS = 60_000;

/** What was waited for did not come. */
export class WaitedInVain extends Error {}

/** Asks again and again, first soon and then less often, until there is an answer. Throws WaitedInVain when the patience is over. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | null>): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS;
  for (let pauseMs = 15; ; pauseMs = Math.min(pauseMs * 1.5, 500)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new WaitedInVain(`Waited ${PATIENCE_MS / 1000} s in vain: ${what}.`);
    await sleep(pauseMs);
  }
}
