import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../main/embedded/child.ts';
import { choosePort } from '../main/embedded/port.ts';
import { PROMPT_TIMERS } from '../main/embedded/temporal.ts';
import { readTestParts } from './test-parts.ts';

/** A server that asks workflows to continue as new after a few events, where others do after some thousands. */
export async function startEagerTemporal(name: string): Promise<{ address: string; stop(): Promise<unknown> }> {
  const { folder, temporalCli } = readTestParts();
  const cwd = join(folder, name);
  await mkdir(cwd, { recursive: true });
  const port = await choosePort(cwd);
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  const soon = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30'];
  const server = startChild({ command: temporalCli, args: [...args, ...soon, ...PROMPT_TIMERS], cwd, log: () => {} });
  await server.says('Temporal Server:');
  return { address: `127.0.0.1:${port}`, stop: () => server.stop('SIGTERM', 10_000) };
}
