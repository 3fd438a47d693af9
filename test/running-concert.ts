import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTestParts } from './test-parts.ts';

export type RunningConcert = {
  url: string;
  child: ChildProcess;
  /** What it has written so far, on both streams. */
  said(): string;
  /** Resolves with the exit code once it has ended; null if a signal ended it. */
  ended: Promise<number | null>;
};

const parts = readTestParts();
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `node PROGRAM` in the project with just these settings, as a shell would, and a channel by which it says that it is ready. */
export function launch(program: string, env: Record<string, string>, args: string[] = []): Omit<RunningConcert, 'url'> {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TEMPORAL_CLI_PATH: parts.temporalCli, PORT: '0', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => text, ended };
}

/** The whole service on this data folder, ready; rejects with what it said if it ends before that. */
export async function startConcert(folder: string, env: Record<string, string> = {}): Promise<RunningConcert> {
  const running = launch('main/start.ts', { CONCERT_DATA: folder, ...env });
  const ready = once(running.child, 'message').then(([message]) => (message as { url: string }).url);
  const failed = running.ended.then(() => Promise.reject(new Error(`Concert did not start:\n${running.said()}`)));
  return { ...running, url: await Promise.race([ready, failed]) };
}

/** The process ids of the parts that were started on this folder. */
export function partsOf(folder: string): { postgres: number; temporal: number } {
  const postmaster = readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  const note = JSON.parse(readFileSync(join(folder, 'temporal', 'running.json'), 'utf8')) as { pid: number };
  return { postgres: Number(postmaster.split('\n')[0]), temporal: note.pid };
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that nobody waits for keeps its number after its end, where there is no init to take it.
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}
