import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

export type Log = (line: string) => void;

export type ChildSettings = {
  command: string;
  args: readonly string[];
  log: Log;
  cwd: string;
  account?: { uid: number; gid: number } | null;
};

export type Child = {
  pid: number;
  /** Resolves when the process is gone, however it went. */
  exited: Promise<void>;
  hasExited(): boolean;
  /** The last lines that it wrote, to be shown when it failed. */
  tail(): string;
  /** Resolves with the first line, from now on, that contains `text`; rejects when the process ends before that. */
  says(text: string): Promise<string>;
  /** Asks it to end by `signal`; ends it by SIGKILL when it has not after `graceMs`. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
};

const TAIL_LINES = 20;

/**
 * Starts a program in a session of its own: a Ctrl-C in the terminal then reaches only us, and we stop the parts in
 * the right order. Should this process end without having stopped it (an exception nobody caught), it is told to end.
 */
export function startChild({ command, args, log, cwd, account }: ChildSettings): Child {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
    env: { HOME: cwd, LC_ALL: 'C' },
    ...account,
  });
  const lines: string[] = [];
  const listeners = new Set<Log>();
  const hear = (line: string): void => {
    lines.push(line);
    if (lines.length > TAIL_LINES) lines.shift();
    log(line);
    for (const listener of listeners) listener(line);
  };
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear);

  let isGone = false;
  const abandon = (): void => void child.kill('SIGTERM');
  process.once('exit', abandon);
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => hear(error.message)); // could not be started at all
    child.once('close', () => {
      isGone = true;
      process.off('exit', abandon);
      resolve();
    });
  });

  return {
    pid: child.pid ?? -1,
    exited,
    hasExited: () => isGone,
    tail: () => lines.join('\n'),
    says(text) {
      return new Promise<string>((resolve, reject) => {
        const listener = (line: string): void => {
          if (line.includes(text)) resolve(line);
        };
        listeners.add(listener);
        void exited.then(() => reject(new Error(`${basename(command)} ended by itself:\n${lines.join('\n')}`)));
      }).finally(() => listeners.clear());
    },
    async stop(signal, graceMs) {
      if (isGone) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Runs a program to its end, giving it `input`; answers what it wrote. Throws with that text when it fails. */
export function run({ command, args, cwd, account, input = '' }: Omit<ChildSettings, 'log'> & { input?: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { HOME: cwd, LC_ALL: 'C' }, ...account });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
    child.stdin.on('error', () => {}); // it ended before reading all: its exit code tells
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${basename(command)} failed:\n${output}`))));
  });
}
