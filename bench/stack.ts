import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { temporalCli } from '../main/config.ts';
import { startIdentity } from '../main/embedded/identity.ts';
import { startMail } from '../main/embedded/mail.ts';
import { startPostgres } from '../main/embedded/postgres.ts';
import { startTemporal } from '../main/embedded/temporal.ts';
import { createShutdown, type Shutdown } from '../main/shutdown.ts';
import { type Http, openHttp } from './http.ts';
import { startProgram } from './process.ts';

/** A Concert of its own with everything that it needs, and the ways in that benches use beside HTTP. */
export type Stack = {
  url: string;
  databaseUrl: string;
  issuer: string;
  temporalAddress: string;
  workerPid: number;
  apiPid: number;
  /** For looking at what is there, and for bare baselines; never for what is measured of Concert. */
  pool: pg.Pool;
  temporal: Client;
  http: Http;
  /** Another API on the same parts, reached by the database URL given. */
  startApi(databaseUrl: string): Promise<{ url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
};

export type StackSettings = {
  /** Where the folder with everything is made; gone afterwards. */
  parent?: string | undefined;
  /** A folder for the CPU profile of the API. */
  profile?: string | undefined;
};

/** As many requests at once as the drill sends, and as the issue asks for. */
export const CONNECTIONS = 16;

/**
 * Starts the parts with the durable settings that `npm start` uses, in a temporary folder, and API and worker as production runs them: each
 * in a process of its own. The load comes from this process, where the mail catcher and the identity provider live too; neither works
 * while something is timed.
 */
export async function startStack({ parent = tmpdir(), profile }: StackSettings): Promise<Stack> {
  const folder = await mkdtemp(join(parent, 'concert-bench-'));
  await chmod(folder, 0o755); // PostgreSQL may have to run as another user
  const shutdown = createShutdown();
  await shutdown.onEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  try {
    return await start(folder, profile, shutdown);
  } catch (error) {
    await shutdown.end();
    throw error;
  }
}

async function start(folder: string, profile: string | undefined, shutdown: Shutdown): Promise<Stack> {
  const keep = async <Part extends { stop(): Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    await shutdown.onEnd(() => part.stop());
    return part;
  };
  const [postgres, server, mail, identity] = await Promise.all([
    keep(startPostgres({ folder: join(folder, 'postgres'), log: quiet })),
    keep(startTemporal({ folder: join(folder, 'temporal'), cli: temporalCli(), log: quiet })),
    keep(startMail({ folder: join(folder, 'mail') })),
    keep(startIdentity({ folder: join(folder, 'identity'), people: [] })),
  ]);
  const settings = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    CONCERT_REQUESTS_PER_MINUTE: '0', // the load comes from a few people, who would be told to slow down
    CONCERT_ADMINISTRATOR: ADMINISTRATOR,
    CONCERT_MAIL_FROM: 'Concert <concert@concert.example>',
    CONCERT_SECRET_KEY: Buffer.alloc(32).toString('base64'),
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: server.address,
    SMTP_URL: mail.url,
    OIDC_ISSUER: identity.issuer,
    OBJECTS_URL: pathToFileURL(join(folder, 'objects')).href,
  };
  const { pid: workerPid } = await keep(startProgram('main/worker.ts', { env: settings }));
  const startApi = async (databaseUrl: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> => {
    const { said, pid, stop } = await startProgram('main/api.ts', {
      env: { ...settings, DATABASE_URL: databaseUrl },
      flags: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`],
    });
    return { url: said['url'] ?? '', pid, stop };
  };
  const { url, pid: apiPid } = await keep(startApi(postgres.url));

  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
  await shutdown.onEnd(() => pool.end());
  const connection = await Connection.connect({ address: server.address });
  await shutdown.onEnd(() => connection.close());
  const http = openHttp(url, CONNECTIONS);
  await shutdown.onEnd(() => http.close());
  return {
    url,
    databaseUrl: postgres.url,
    issuer: identity.issuer,
    temporalAddress: server.address,
    workerPid,
    apiPid,
    pool,
    temporal: new Client({ connection }),
    http,
    startApi,
    stop: () => shutdown.end(),
  };
}

export const ADMINISTRATOR = 'ada.admin';

const quiet = (): void => {};
