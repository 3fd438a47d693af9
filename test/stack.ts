import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { readConfig, type Config } from '../main/config.ts';
import { startMail, type Mail } from '../main/embedded/mail.ts';
import { openConcert } from '../main/concert.ts';
import { onLoopback } from '../main/temporal.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { asPerson, type Caller } from './caller.ts';
import type { TestParts } from './global-setup.ts';

export type Stack = {
  url: string;
  database: Database;
  mail: Mail;
  parts: TestParts;
  /** An HTTP client with a token of this person. */
  as(subject: string): Promise<Caller>;
  /** Resolves with what `look` finds as soon as it is neither null, undefined nor false; the file's timeout is the limit. */
  until<Found>(look: () => Promise<Found | null | undefined | false>): Promise<Found>;
  stop(): Promise<void>;
};

type StackSettings = { config?: Partial<Config>; temporalAddress?: string; smtpUrl?: string; works?: boolean };

let stacks = 0;

/** The whole service on real parts: an own database, own task queues and an own mail server; Temporal and identity are the run's. */
export async function aStack({ config = {}, temporalAddress, smtpUrl, works = true }: StackSettings = {}): Promise<Stack> {
  const parts = readTestParts();
  const name = `stack_${process.pid}_${++stacks}`;
  const databaseUrl = await cloneDatabase(parts, name);
  const mail = await startMail({ folder: join(parts.folder, name) });
  const settings: Config = { ...readConfig({ env: {} }), port: 0, taskQueue: name, ...config };
  const temporal = onLoopback(temporalAddress ?? parts.temporalAddress);
  const service = openConcert(
    settings,
    { databaseUrl, temporal, smtpUrl: smtpUrl ?? mail.url, issuer: parts.issuer },
    pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  );
  await service.register();
  const server = await service.startApi();
  const work = works ? service.startWork({ codePath: parts.bundlePath ?? '' }) : null;
  await work?.ready;
  const database = openDatabase({ url: databaseUrl });

  return {
    url: server.url,
    database,
    mail,
    parts,
    as: (subject) => asPerson(server.url, parts.issuer, subject),
    until,
    async stop() {
      await server.stop();
      await work?.stop();
      await service.close();
      await database.close();
      await mail.stop();
    },
  };
}

export function readTestParts(): TestParts {
  return JSON.parse(process.env.CONCERT_TEST_PARTS ?? '{}') as TestParts;
}

async function cloneDatabase({ databaseUrl, template }: TestParts, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  await admin.end();
  return databaseUrl.replace(/\/concert$/, `/${name}`);
}

/** Looks again every 20 ms: events of other processes cannot be awaited here, only seen. */
export async function until<Found>(look: () => Promise<Found | null | undefined | false>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((again) => setTimeout(again, 20));
  }
}
