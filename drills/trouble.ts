import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pick, type Random } from './random.ts';
import type { FallibleStack } from './stack.ts';

type Part = { kill(): Promise<void>; start(): Promise<void> };

export type Trouble = { kills: Record<string, number>; end(): Promise<void> };

const PAUSE_MS = { least: 6_000, more: 10_000 };
const AWAY_MS = { least: 1_000, more: 5_000 };

/**
 * Kills one part after the other at random, without a word before, until it is ended: the process that serves and works, Temporal, PostgreSQL (which
 * their supervisor starts again), and what receives, which stays away for some seconds.
 */
export function makeTrouble(
  { stack, mailbox, hook, random }: { stack: FallibleStack; mailbox: Part; hook: Part; random: Random },
  tell: (line: string) => void,
): Trouble {
  const ending = new AbortController();
  const kills: Record<string, number> = {};
  const blows: Record<string, () => Promise<void>> = {
    async worker() {
      await stack.crash();
      await stack.restart();
    },
    temporal: async () => kill((JSON.parse(await readFile(join(stack.folder, 'temporal', 'running.json'), 'utf8')) as { pid: number }).pid),
    postgres: async () => kill(Number((await readFile(join(stack.folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])),
    mail: () => away(mailbox, random),
    hook: () => away(hook, random),
  };

  async function strike(): Promise<void> {
    const names = Object.keys(blows);
    for (let i = 0; !ending.signal.aborted; i += 1) {
      // Each once before chance decides: a short drill is to have met all of them.
      const name = names[i] ?? pick(random, names);
      await sleep(PAUSE_MS.least + random() * PAUSE_MS.more, undefined, { signal: ending.signal }).catch(() => {});
      if (ending.signal.aborted) return;
      kills[name] = (kills[name] ?? 0) + 1;
      tell(`  ${name} is killed`);
      await blows[name]?.();
    }
  }

  const done = strike();
  return {
    kills,
    async end() {
      ending.abort();
      await done;
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just died of something else
  }
}

async function away(part: Part, random: Random): Promise<void> {
  await part.kill();
  await sleep(AWAY_MS.least + random() * AWAY_MS.more);
  await part.start();
}
