import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { readConfig, type Config } from '../main/config.ts';
import { startMail, type Mail } from '../main/embedded/mail.ts';
import { openConcert } from '../main/concert.ts';
import { installTemporalLogger } from '../main/logger.ts';
import { onLoopback } from '../main/temporal.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { callerWith, mintToken, type Caller } from './caller.ts';
import { cloneDatabase } from './database-clone.ts';
import { atPace } from './pace.ts';
import { expectSameBytes } from './recomputed.ts';
import { readTestParts, type TestParts } from './test-parts.ts';

export type Stack = {
  url: string;
  database: Database;
  mail: Mail;
  parts: TestParts;
  /** What its secrets are sealed with. */
  secretKey: string;
  /** An HTTP client with a token of this person. */
  as(subject: string): Promise<Caller>;
  /** Resolves with what `look` finds as soon as it is neither null, undefined nor false; the file's timeout is the limit. */
  until<Found>(look: () => Promise<Found | null | undefined | false>): Promise<Found>;
  /** Workers and relay, which can be away for a while. */
  stopWork(): Promise<void>;
  startWork(): Promise<void>;
  stop(): Promise<void>;
};

type StackSettings = {
  config?: Partial<Config>;
  /** Migrated; a clone of the run's template by default. */
  databaseUrl?: string;
  temporalAddress?: string;
  smtpUrl?: string;
  issuer?: string;
  objectsUrl?: string;
  works?: boolean;
};

const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
let isHushed = false;

/**
 * Temporal's SDK takes one logger for each test file; without ours it writes every change of a worker's state between the results. For who has
 * workers only: what it takes the logger with ends with the last of them, and keeps a process that never had any from ending.
 */
function hushTemporal(): void {
  if (!isHushed) installTemporalLogger(log);
  isHushed = true;
}

/** The whole service on real parts: an own database, own task queues and an own mail server; Temporal and identity are the run's. */
export async function aStack({
  works = true,
  config = {},
  temporalAddress,
  smtpUrl,
  issuer,
  objectsUrl,
  ...given
}: StackSettings = {}): Promise<Stack> {
  const parts = readTestParts();
  const name = `stack_${randomUUID().slice(0, 8)}`; // one process runs many files, each of which knows nothing of the others
  const databaseUrl = given.databaseUrl ?? (await cloneDatabase(name));
  const mail = await startMail({ folder: join(parts.folder, name) });
  const settings: Config = { ...readConfig({ env: {} }), port: 0, taskQueue: name, ...config };
  const temporal = onLoopback(temporalAddress ?? parts.temporalAddress);
  const secretKey = randomBytes(32).toString('base64');
  const outside = {
    smtpUrl: smtpUrl ?? mail.url,
    issuer: issuer ?? parts.issuer,
    objectsUrl: objectsUrl ?? pathToFileURL(join(parts.folder, name, 'objects')).href,
    secretKey,
  };
  const all = { databaseUrl, temporal, ...outside };
  const [front, back] = await Promise.all([atPace('late-requests', all), atPace('late-work', all)]);
  const service = openConcert(settings, front.parts, log);
  const behind = back.parts === front.parts ? service : openConcert(settings, back.parts, log);
  await service.register();
  const server = await service.startApi();
  let work: ReturnType<typeof service.startWork> | null = null;
  async function startWork(): Promise<void> {
    hushTemporal();
    work = behind.startWork({ codePath: parts.bundlePath ?? '' });
    await work.ready;
  }
  async function stopWork(): Promise<void> {
    await work?.stop();
    work = null;
  }
  if (works) await startWork();
  const database = openDatabase({ url: databaseUrl });
  const tokens = new Map<string, Promise<string>>();

  return {
    url: server.url,
    database,
    mail,
    parts,
    secretKey,
    async as(subject) {
      const token = tokens.get(subject) ?? mintToken(parts.issuer, subject);
      tokens.set(subject, token);
      return callerWith(server.url, { Authorization: `Bearer ${await token}` }, temporalAddress ? 0 : 5);
    },
    until,
    startWork,
    stopWork,
    async stop() {
      await server.stop();
      await stopWork();
      if (!given.databaseUrl) await expectSameBytes(database); // whatever a file did meanwhile, its editions are what its ledger gives
      await Promise.all([service.close(), behind === service || behind.close()]);
      await Promise.all([front.close(), back.close()]);
      await database.close();
      await mail.stop();
    },
  };
}

/** Looks again every 20 ms: events of other processes cannot be awaited here, only seen. */
export async function until<Found>(look: () => Promise<Found | null | undefined | false>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((again) => setTimeout(again, 20));
  }
}
