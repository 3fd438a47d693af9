import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, startChild } from './child.ts';
import { choosePort, keepPort } from './port.ts';
import { databaseIdAt, leaveNote, removeNote, stopOrphanedTemporal } from './temporal-orphan.ts';

export type TemporalSettings = {
  /** Holds the server's SQLite file and the last port. Made if missing. */
  folder: string;
  /** The Temporal CLI, as `findTemporalCli` answers it. */
  cli: string;
  /** 0 or absent: the port of last time, or any free one. */
  port?: number;
  log: Log;
};

export type Temporal = { address: string; port: number; pid: number; exited: Promise<void>; stop(): Promise<void> };

/**
 * Starts a Temporal development server on loopback, with everything in one SQLite file, and waits until it serves.
 * A server that an earlier start left without a parent is stopped first: two on one file would spoil it. The
 * caller sees to it that nobody else uses the folder. Not for production, by Temporal's own warning.
 */
export async function startTemporal({ folder, cli, port, log }: TemporalSettings): Promise<Temporal> {
  await mkdir(folder, { recursive: true });
  await stopOrphanedTemporal(folder);

  for (let attempt = 1; ; attempt++) {
    const chosen = await choosePort(folder, port);
    const args = ['server', 'start-dev', ...FLAGS, '--db-filename', join(folder, 'temporal.db'), '--port', String(chosen)];
    const child = startChild({ command: cli, args, cwd: folder, log });
    await leaveNote(folder, { pid: child.pid, port: chosen });
    try {
      await child.says('Temporal Server:');
      await leaveNote(folder, { pid: child.pid, port: chosen, databaseId: await databaseIdAt(chosen) });
      await keepPort(folder, chosen);
      const stop = async (): Promise<void> => {
        await child.stop('SIGTERM', 10_000);
        await removeNote(folder);
      };
      return { address: `127.0.0.1:${chosen}`, port: chosen, pid: child.pid, exited: child.exited, stop };
    } catch (error) {
      await child.stop('SIGKILL', 0);
      if (attempt === ATTEMPTS || port || !child.tail().includes('address already in use')) throw error;
    }
  }
}

/** A free port may be taken by somebody else before the server gets to it; three times in a row is something else. */
const ATTEMPTS = 3;

/**
 * By default a timer may fire a second late, since the clocks of several servers differ. Here is only one, and to the fast clock of a drill a
 * second is months.
 */
export const PROMPT_TIMERS = ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="20ms"'];

/** No settings of the person who starts us, no web pages, nothing but loopback. */
const FLAGS = [
  '--headless',
  '--ui-disable-news-fetch',
  '--ip',
  '127.0.0.1',
  '--log-level',
  'error',
  '--disable-config-env',
  '--disable-config-file',
  ...PROMPT_TIMERS,
];
