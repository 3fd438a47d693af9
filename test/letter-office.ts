import { createLetterActivities } from '../activities/letters.ts';
import { openObjects } from '../activities/objects/open.ts';
import { openMail } from '../activities/mail/transport.ts';
import type { LetterState } from '../domain/letter.ts';
import { openDatabase } from '../prisma/client.ts';
import { queueLetters } from '../prisma/decisions/letter-queue.ts';
import { readLetters, type LetterRow } from '../prisma/reads/letters.ts';
import { cloneDatabase } from './database-clone.ts';
import type { Written } from './invitations.ts';
import { startMailServer, type Behaviour, type MailServer } from './mail-server.ts';
import { readTestParts } from './test-parts.ts';
import { asWorker, type Attempt } from './worker-context.ts';

export const OPERATION = '018f0000-0000-7000-8000-000000000001';
export const BATCH = 'tasking/018f0000-0000-7000-8000-000000000002';
export const ORGANISATION = '018f0000-0000-7000-8000-000000000003';
const PERSON = '018f0000-0000-7000-8000-000000000004';

/** An operation that is a drill at ten times real time, so that its time and real time cannot be taken for each other. */
export const CLOCK = {
  anchorRealMs: Date.parse('2026-01-01T00:00:00Z'),
  anchorMs: Date.parse('2021-04-01T00:00:00Z'),
  rate: 10,
  holdMs: null,
};

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** A database of its own with one operation, in which letters can be written and looked at. */
export async function openOffice(name: string) {
  const database = openDatabase({ url: await cloneDatabase(name) });
  let server: MailServer | undefined;
  const { pool, prisma } = database;
  await pool.query(
    `insert into organisation (id, code, name, kind, service) values ('${ORGANISATION}', 'be-customs', 'Belgium Customs', 'customs', 'customs')`,
  );
  await pool.query(`insert into person (id, subject, name, organisation_id) values ('${PERSON}', 'clara', 'Clara', '${ORGANISATION}')`);
  await pool.query(
    `insert into operation (id, title, stage, stage_since, is_drill, clock, created_by_id, created_at)
     values ('${OPERATION}', 'Tulip', 'running', now(), true, $1, '${PERSON}', now())`,
    [CLOCK],
  );

  return {
    parts: readTestParts(),
    database,
    close: () => database.close(),
    /** Writes letters with the writer that operations use. */
    async write(...letters: Written[]): Promise<void> {
      const rows = letters.map(({ kind, content, address, language = 'en' as const, ...besides }) => ({
        batch: BATCH,
        occasion: 'test',
        ...besides,
        operation: { id: OPERATION },
        kind,
        organisationId: ORGANISATION,
        address,
        language,
        content,
      }));
      await queueLetters(prisma, rows);
    },
    /** Every letter by its address. */
    async letters(): Promise<Record<string, LetterRow>> {
      const rows = await readLetters(pool, { operationId: OPERATION, limit: 1000 });
      return Object.fromEntries(rows.map((row) => [row.address, row]));
    },
    /** Every letter, in the order in which they were written. */
    all: () => readLetters(pool, { operationId: OPERATION, limit: 1000 }),
    async states(): Promise<LetterState[]> {
      return (await readLetters(pool, { operationId: OPERATION, limit: 1000 })).map(({ state }) => state);
    },
    async events(): Promise<{ type: string; subject_id: string; at: Date; data: object }[]> {
      return (await pool.query('select type, subject_id, at, data from event order by seq')).rows;
    },
    /** Opens a mail server of this behaviour, in place of the last one. */
    async serve(behaviour?: Behaviour): Promise<string> {
      await server?.stop();
      server = await startMailServer(behaviour);
      return server.url;
    },
    /** The mail server that was opened last. */
    get server(): MailServer {
      if (!server) throw new Error('No mail server has been opened: call serve() first.');
      return server;
    },
    /** Leaves the office as it was opened: no letters, no mail server, no quiet hours, the first clock. */
    async tidy(): Promise<void> {
      await server?.stop();
      await pool.query('truncate letter, event, delivery, delivery_attempt');
      await pool.query('update organisation set zone = null, quiet_from = null, quiet_until = null');
      await pool.query('update operation set clock = $1', [CLOCK]);
    },
    /** What a worker does: one attempt to deliver the batch over this mail server, in a Temporal context. */
    async deliver(url: string, { now = Date.now, batch = BATCH, ...attempt }: Attempt & { now?: () => number; batch?: string } = {}) {
      const mail = openMail({ url, from: 'Concert <concert@wco.example>' });
      const { deliverLetters } = createLetterActivities({ database, mail, objects: openObjects('file:///nothing'), now });
      try {
        return await asWorker(attempt, () => deliverLetters({ batch }));
      } finally {
        mail.close();
      }
    },
  };
}
