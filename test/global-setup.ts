import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import { startIdentity } from '../main/embedded/identity.ts';
import { SAMPLE_PEOPLE } from '../main/embedded/people.ts';
import { startPostgres } from '../main/embedded/postgres.ts';
import { fetchTemporalCli, findTemporalCli } from '../main/embedded/temporal-cli.mjs';
import { startTemporal } from '../main/embedded/temporal.ts';
import { migrate } from '../prisma/migrate.ts';
import { testFolder } from './test-folder.ts';
import { leaveTestParts, type TestParts } from './test-parts.ts';

declare global {
  var stopTestParts: (() => Promise<void>) | undefined;
}

/** Starts the real parts once for the whole run, all at the same time, and leaves word of them in the environment for the test files. */
export default async function start(): Promise<void> {
  const { folder, remove } = await testFolder();
  const [database, temporal, identity, bundlePath] = await Promise.all([
    startDatabase(folder),
    startServer(folder),
    startIdentity({ folder: join(folder, 'identity'), people: SAMPLE_PEOPLE }),
    bundle(folder),
  ]);
  const parts: TestParts = {
    databaseUrl: database.url,
    template: TEMPLATE,
    temporalAddress: temporal.address,
    temporalCli: temporal.cli,
    issuer: identity.issuer,
    bundlePath,
    folder,
  };
  leaveTestParts(parts);
  globalThis.stopTestParts = async () => {
    await Promise.all([database.stop(), temporal.stop(), identity.stop()]);
    await remove();
  };
}

const TEMPLATE = 'concert_template';
const quiet = (): void => {};

async function startDatabase(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), fast: true, log: quiet });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate(postgres.url.replace(/\/concert$/, `/${TEMPLATE}`));
  return postgres;
}

async function startServer(folder: string): Promise<{ address: string; cli: string; stop(): Promise<void> }> {
  const cli = findTemporalCli(process.env) ?? (await fetchTemporalCli(process.env, quiet)).path;
  return { ...(await startTemporal({ folder: join(folder, 'temporal'), cli, log: quiet })), cli };
}

async function bundle(folder: string): Promise<string | null> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  if (!existsSync(workflowsPath)) return null;
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  await mkdir(folder, { recursive: true });
  const codePath = join(folder, 'workflow-bundle.js');
  await writeFile(codePath, code);
  return codePath;
}
