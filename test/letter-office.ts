import { asyncLocalStorage, Context } from '@temporalio/activity';
import pg from 'pg';
import { createLetterActivities } from '../activities/letters.ts';
import { openMail } from '../activities/mail/transport.ts';
import type { Letter, LetterState } from '../domain/letter.ts';
import type { Language } from '../domain/organisation.ts';
import { openDatabase } from '../prisma/client.ts';
import { queueLetters } from '../prisma/decisions/letter-queue.ts';
import { readLetters, type LetterRow } from '../prisma/reads/letters.ts';
import type { TestParts } from './global-setup.ts';

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

export type Written = Letter & {
  address: string;
  language?: Language;
  batch?: string;
  occasion?: string;
  isUrgent?: boolean;
};

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** A database of its own with one operation, in which letters can be written and looked at. */
export async function openOffice(name: string) {
  const parts = JSON.parse(process.env.CONCERT_TEST_PARTS ?? '{}') as TestParts;
  const admin = new pg.Client({ connectionString: parts.databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${parts.template}`);
  await admin.end();
  const database = openDatabase({ url: parts.databaseUrl.replace(/\/concert$/, `/${name}`) });
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
    parts,
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
    async empty(): Promise<void> {
      await pool.query('truncate letter, event');
    },
    /** What a worker does: one attempt to deliver the batch over this mail server, in a Temporal context. */
    async deliver(url: string, { now = Date.now, cancelled = new AbortController().signal, beat = () => {}, batch = BATCH }: Attempt = {}) {
      const mail = openMail({ url, from: 'Concert <concert@wco.example>' });
      const { deliverLetters } = createLetterActivities({ database, mail, now });
      try {
        return await asyncLocalStorage.run(contextOf(cancelled, beat), () => deliverLetters({ batch }));
      } finally {
        mail.close();
      }
    },
  };
}

type Attempt = { now?: () => number; cancelled?: AbortSignal; beat?: () => void; batch?: string };

/** As much of a worker's context as an activity may use; the worker's own class, so that it is reached in the same way. */
function contextOf(cancelled: AbortSignal, beat: () => void): Context {
  const never = new Promise<never>(() => {});
  const [info, log, meter, details] = [{}, {}, {}, {}] as never[];
  return new Context(info as never, never, cancelled, beat, undefined, log as never, meter as never, details as never);
}

/** An invitation to this address. */
export function anInvitation(address: string, content: Partial<Extract<Letter, { kind: 'invitation' }>['content']> = {}): Written {
  return {
    kind: 'invitation',
    address,
    content: {
      operation: 'Tulip',
      organisation: 'Belgium Customs',
      deadline: { wall: '2021-04-30T00:00', zone: 'Europe/Brussels', at: '2021-04-29T22:00:00.000Z' },
      taskId: '018f0000-0000-7000-8000-000000000005',
      ...content,
    },
  };
}

export function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `customs-${String(i).padStart(3, '0')}@example.org`);
}
