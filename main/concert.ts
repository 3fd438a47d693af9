import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { openMail } from '../activities/mail/transport.ts';
import { openObjects } from '../activities/objects/open.ts';
import { openWebhooks } from '../activities/webhooks/open.ts';
import type { PartCheck } from '../api/dependencies.ts';
import { openGateway } from '../api/gateway.ts';
import { openDatabase } from '../prisma/client.ts';
import type { Config } from './config.ts';
import { SAMPLE_ORGANISATIONS, SAMPLE_PEOPLE } from './embedded/people.ts';
import { startFeeder } from './feeder.ts';
import { startKeeper } from './keeper.ts';
import { startMatcher } from './matcher.ts';
import type { Parts } from './parts.ts';
import { foundRegister } from './register.ts';
import { sealingWith } from './sealing.ts';
import { startRelay } from './relay.ts';
import { openSchedules } from './schedules.ts';
import { type Server, startServer } from './server.ts';
import { startSurveyor } from './surveyor.ts';
import { connectClient } from './temporal.ts';
import { startWorkers } from './workers.ts';

export type Concert = {
  /** The people without whom nobody could register anybody. Needs a migrated database. */
  register(): Promise<void>;
  startApi(): Promise<Server>;
  /**
   * Workers, the relay that tells Temporal what was written meanwhile, the keeper of the tallies, the matcher of reports, the feeder of
   * partners and the surveyor of the catalogue. Workers are stopped last.
   */
  startWork(workflowBundle: WorkflowBundleOption): { ready: Promise<void>; stop(): Promise<void> };
  close(): Promise<void>;
};

const SAMPLES = { organisations: SAMPLE_ORGANISATIONS, people: SAMPLE_PEOPLE };
const NOBODY = { organisations: [], people: [] };

/** Enough for requests and activities together; PostgreSQL takes 100 by default, and there may be several of us. */
const MAX_CONNECTIONS = 20;

/** The composition: what the API and the workers are made of, opened once for whichever of them this process is. Nothing connects yet. */
export function openConcert(
  config: Config,
  { databaseUrl, temporal, smtpUrl, issuer, objectsUrl, secretKey }: Parts,
  log: Logger,
): Concert {
  const onIdleError = (error: Error): void => log.warn({ reason: error.message }, 'PostgreSQL closed a connection that was not in use');
  const database = openDatabase({ url: databaseUrl, maxConnections: MAX_CONNECTIONS, onIdleError });
  const { client, close } = connectClient(temporal);
  const mail = openMail({ url: smtpUrl, from: config.mailFrom });
  const objects = openObjects(objectsUrl);
  const webhooks = openWebhooks({ allow: config.webhookAllow });
  const sealing = sealingWith(secretKey);
  const { taskQueue, audience, requestsPerMinute } = config;
  const gateway = openGateway({ client, taskQueue });
  const schedules = openSchedules({ client, taskQueue });
  const now = (): number => Date.now();

  const parts: Record<string, PartCheck> = {
    database: { isEssential: true, check: () => database.check() },
    temporal: { isEssential: false, check: () => gateway.check() },
    identity: { isEssential: false, check: () => answers(issuer) },
    mail: { isEssential: false, check: () => mail.verify() },
    objects: { isEssential: false, check: () => objects.check() },
  };

  return {
    register: () => foundRegister(database, { ...(config.issuer === null ? SAMPLES : NOBODY), administrator: config.administrator }),
    startApi: () =>
      startServer(
        { database, gateway, objects, webhooks, sealing, identity: { issuer, audience }, log, now, parts, requestsPerMinute },
        config,
      ),
    startWork(workflowBundle) {
      const workers = startWorkers({
        temporal,
        taskQueue,
        dependencies: { database, mail, objects, webhooks, sealing, now },
        workflowBundle,
        log,
      });
      const behind = { database, log, now };
      const rounds = [
        startRelay({ database, gateway, schedules, now, log }),
        startKeeper(behind),
        startMatcher(behind),
        startFeeder(behind),
        startSurveyor(behind),
      ];
      return {
        ready: workers.ready,
        async stop() {
          await Promise.all(rounds.map((each) => each.stop()));
          await workers.stop();
        },
      };
    },
    async close() {
      mail.close();
      objects.close();
      await webhooks.close();
      await close();
      await database.close();
    },
  };
}

async function answers(issuer: string): Promise<void> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`The identity provider answers with ${response.status}.`);
}
