import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Stack = { url: string; stop(): Promise<void> };

const READY = /^Concert is ready: (https?:\/\/\S+)/;
const START_SECONDS = 60;
const STOP_SECONDS = 20;

/** Each of these puts a real part in the place of an embedded one: a drill on a stack of its own must touch none of them. */
const REAL_PARTS = ['DATABASE_URL', 'OIDC_ISSUER', 'SMTP_URL', 'NODE_ENV'];

/** Starts a whole Concert on free ports and a temporary folder, as `npm start` would, and answers where it listens. `stop` leaves nothing. */
export async function startStack(): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'concert-drill-'));
  const child = spawn(process.execPath, [fileURLToPath(new URL('../main/start.ts', import.meta.url))], {
    // Not for itself, which reads no setting: the stack gets the environment of whoever started the drill, with a place of its own.
    env: { ...withoutRealParts(process.env), PORT: '0', CONCERT_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C is for the drill, which then stops the stack: it must not reach both at once
  });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { url: await readyUrl(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const last: string[] = [];
  const said = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line);
        if (last.length > 30) last.shift();
        const url = READY.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
  });
  const exited = once(child, 'exit').then(([code]) => new Error(`it ended with ${code}`));
  const late = new Promise<Error>((resolve) =>
    setTimeout(resolve, START_SECONDS * 1000, new Error(`it was not ready after ${START_SECONDS} s`)).unref(),
  );
  const first = await Promise.race([said, exited, late]);
  if (first instanceof Error) throw new Error(`Concert did not start: ${first.message}. Its last lines:\n${last.join('\n')}`);
  return first;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await exited;
  clearTimeout(timer);
}

function withoutRealParts(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !REAL_PARTS.includes(name) && !name.startsWith('TEMPORAL_')));
}
