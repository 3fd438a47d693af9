import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import type { Logger } from 'pino';
import { type Config, temporalCli } from './config.ts';
import { startIdentity } from './embedded/identity.ts';
import { startMail } from './embedded/mail.ts';
import { SAMPLE_PEOPLE } from './embedded/people.ts';
import { startPostgres } from './embedded/postgres.ts';
import { supervise } from './embedded/supervise.ts';
import { startTemporal } from './embedded/temporal.ts';
import { embeddedKey } from './sealing.ts';
import { onLoopback } from './temporal.ts';

/** Everything outside that Concert works with, wherever it came from. */
export type Parts = {
  databaseUrl: string;
  temporal: ClientConnectConfig;
  smtpUrl: string;
  issuer: string;
  objectsUrl: string;
  /** What secrets are sealed with, 32 bytes in base64. */
  secretKey: string;
};

export type StartedParts = Parts & {
  /** For people: what is where. No passwords. */
  listening: readonly string[];
  stop(): Promise<void>;
};

type Part<Value> = { value: Value; says: string; stop(): Promise<void> };

/**
 * Starts an embedded part in place of each outside part that has no setting, all at the same time. When one cannot
 * start, those that did are stopped again before its error is passed on.
 */
export async function startParts(config: Config, logger: Logger): Promise<StartedParts> {
  const starts = [database(config, logger), temporal(config, logger), mail(config), identity(config), objects(config)] as const;
  const started = (await Promise.allSettled(starts)).filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((part) => part.stop()));
  };
  try {
    const [{ value: databaseUrl }, { value: connect }, { value: smtpUrl }, { value: issuer }, { value: objectsUrl }] =
      await Promise.all(starts);
    const secretKey = config.secretKey ?? (await embeddedKey(config.dataFolder));
    return { databaseUrl, temporal: connect, smtpUrl, issuer, objectsUrl, secretKey, listening: started.map(({ says }) => says), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function database({ databaseUrl, dataFolder }: Config, logger: Logger): Promise<Part<string>> {
  if (databaseUrl !== null) return outside('PostgreSQL', 'DATABASE_URL', databaseUrl);
  const log = logger.child({ part: 'postgres' });
  const folder = join(dataFolder, 'postgres');
  const start = (port?: number) => startPostgres({ folder, ...(port ? { port } : {}), log: (line) => log.debug(line) });
  const { url, port, stop } = await supervise(start, (line) => log.error(line));
  return { value: url, says: `PostgreSQL  127.0.0.1:${port}, password in ${join(folder, 'password')}`, stop };
}

async function temporal({ temporal: given, dataFolder }: Config, logger: Logger): Promise<Part<ClientConnectConfig>> {
  if (given !== null) return outside('Temporal', 'TEMPORAL_*', given);
  const log = logger.child({ part: 'temporal' });
  const settings = { folder: join(dataFolder, 'temporal'), cli: temporalCli(), log: (line: string) => log.debug(line) };
  const start = (port?: number) => startTemporal({ ...settings, ...(port ? { port } : {}) });
  const { address, stop } = await supervise(start, (line) => log.error(line));
  return { value: onLoopback(address), says: `Temporal    ${address}`, stop };
}

async function mail({ smtpUrl, dataFolder }: Config): Promise<Part<string>> {
  if (smtpUrl !== null) return outside('Mail', 'SMTP_URL', smtpUrl);
  const { url, folder, stop } = await startMail({ folder: join(dataFolder, 'mail') });
  return { value: url, says: `Mail        ${url}, sends nothing on; letters are kept in ${folder}`, stop };
}

async function identity({ issuer: given, dataFolder }: Config): Promise<Part<string>> {
  if (given !== null) return outside('Identity', 'OIDC_ISSUER', given);
  const { issuer, stop } = await startIdentity({ folder: join(dataFolder, 'identity'), people: SAMPLE_PEOPLE });
  return { value: issuer, says: `Identity    ${issuer}, believes everybody`, stop };
}

async function objects({ objectsUrl, dataFolder }: Config): Promise<Part<string>> {
  if (objectsUrl !== null) return outside('Objects', 'OBJECTS_URL', objectsUrl);
  const folder = join(dataFolder, 'objects');
  return { value: pathToFileURL(folder).href, says: `Objects     ${folder}`, stop: async () => {} };
}

function outside<Value>(name: string, setting: string, value: Value): Part<Value> {
  return { value, says: `${name.padEnd(11)} as ${setting} says`, stop: async () => {} };
}

/** For a process that starts no embedded parts: a configuration that was read as complete names all of them. */
export function outsideParts({ databaseUrl, temporal: connect, smtpUrl, issuer, objectsUrl, secretKey }: Config): Parts {
  if (databaseUrl === null || connect === null || smtpUrl === null || issuer === null || objectsUrl === null || secretKey === null)
    throw new Error('the configuration was not read as complete');
  return { databaseUrl, temporal: connect, smtpUrl, issuer, objectsUrl, secretKey };
}
