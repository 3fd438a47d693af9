import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Stack = { url: string; stop(): Promise<void> };

/** A stack that dies as a machine does, and is started again on what it left. */
export type FallibleStack = Stack & { folder: string; crash(): Promise<void>; restart(): Promise<void> };

const START_SECONDS = 60;
const STOP_SECONDS = 20;
const KEPT_LINES = 30;

/** Each of these puts a real part in the place of an embedded one: a drill on a stack of its own must touch none of them. */
const REAL_PARTS = [
  'DATABASE_URL',
  'OBJECTS_URL',
  'OIDC_ISSUER',
  'SMTP_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_PROFILE',
  'TEMPORAL_CONFIG_FILE',
  'NODE_ENV',
];

/** Starts a whole Concert on free ports and a temporary folder, as `npm start` would, and answers where it listens. `stop` leaves nothing. */
export async function startStack(): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'concert-drill-'));
  const child = launch(folder, { PORT: '0' });
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

/** The same with settings of the drill's own, on a port that it keeps. `crash` kills the process that serves and works, and nothing else. */
export async function startFallibleStack(settings: Record<string, string>): Promise<FallibleStack> {
  const folder = await mkdtemp(join(tmpdir(), 'concert-drill-'));
  const port = String(await freePort());
  let child = launch(folder, { ...settings, PORT: port });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await readyUrl(child);
    return {
      url,
      folder,
      stop,
      async crash() {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      },
      async restart() {
        child = launch(folder, { ...settings, PORT: port });
        await readyUrl(child);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function launch(folder: string, settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL('../main/start.ts', import.meta.url))], {
    // Not for itself, which reads no setting: the stack gets the environment of whoever started the drill, with a place of its own.
    env: { ...withoutRealParts(process.env), ...settings, CONCERT_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // by the channel it says that it is ready, and learns when we are gone
    detached: true, // Ctrl-C is for the drill, which then stops the stack: it must not reach both at once
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function readyUrl(child: ChildProcess): Promise<string> {
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => last.splice(0, Math.max(0, last.push(line) - KEPT_LINES)));
  }
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), START_SECONDS * 1000);
  const ready = once(child, 'message', { signal: late.signal }).then(([message]) => (message as { url: string }).url);
  const ended = once(child, 'exit', { signal: late.signal }).then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  try {
    return await Promise.race([ready, ended]);
  } catch (error) {
    const why = late.signal.aborted ? `it was not ready after ${START_SECONDS} s` : (error as Error).message;
    throw new Error(`Concert did not start: ${why}. Its last lines:\n${last.join('\n')}`, { cause: error });
  } finally {
    clearTimeout(timer);
    ended.catch(() => {}); // whoever ends later than ready does it for reasons of its own
  }
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
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !REAL_PARTS.includes(name)));
}
