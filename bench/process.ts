import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of ours in a process of its own. `said` is what it sent over its channel when it was ready. */
export type Started = { said: Record<string, string>; pid: number; stop(): Promise<void> };

export type ProgramSettings = { env?: Record<string, string>; flags?: readonly string[]; args?: readonly string[] };

const root = fileURLToPath(new URL('..', import.meta.url));
const STOP_MS = 15_000;

/**
 * Runs `node PROGRAM` with just these settings, as a production host would, and waits until it is ready. It ends by itself when its
 * channel closes, hence also when the bench is killed.
 */
export async function startProgram(program: string, { env = {}, flags = [], args = [] }: ProgramSettings): Promise<Started> {
  const child = spawn(process.execPath, [...flags, program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code} before it was ready.`);
  });
  const [said] = (await Promise.race([once(child, 'message'), ended])) as [Record<string, string>];
  ended.catch(() => {});
  return { said, pid: child.pid ?? -1, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(timer);
}
