import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** One pool, seen two ways: plain SQL for what is hot, Prisma for everything else. */
export type Database = {
  pool: pg.Pool;
  /** Few connections of their own for what is copied out: a copy takes as long as its reader, and cannot travel in a pipeline. */
  copies: pg.Pool;
  prisma: PrismaClient;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
};

export type DatabaseSettings = {
  url: string;
  maxConnections?: number;
  /** Told about connections that the server dropped while nobody used them; the pool replaces them by itself. */
  onIdleError?: (error: Error) => void;
};

/** Whoever wants one more waits for five seconds, and is asked to come again. */
const MAX_COPIES = 4;

/**
 * Opens nothing yet: the first query connects. A query fails after 5 s without a free connection and after 30 s
 * of work, so that a database in trouble turns into errors instead of a queue without end.
 */
export function openDatabase({ url, maxConnections = 10, onIdleError = () => {} }: DatabaseSettings): Database {
  const connecting = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'concert',
  };
  const copies = new pg.Pool({ ...connecting, max: MAX_COPIES });
  const pool = new pg.Pool({
    ...connecting,
    max: maxConnections,
    statement_timeout: 30_000,
    // Statements that are sent together travel together: a transaction costs one round trip (prisma/sight.ts).
    pipeline: true,
  });
  for (const each of [pool, copies]) {
    each.on('error', onIdleError);
    // A connection that breaks while somebody has it tells so twice: to the query, which fails, and as an event that would end the process.
    each.on('connect', (connection) => connection.on('error', () => {}));
  }
  const adapter = new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator: ({ sql }) => nameOf(sql) });
  // Prisma's own limits (2 s to begin, 5 s in all) are shorter than a busy minute.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
  return {
    pool,
    copies,
    prisma,
    async check() {
      await pool.query('select 1');
    },
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), copies.end()]);
    },
  };
}

/** PostgreSQL keeps a plan per name and connection; a name may have 63 bytes. */
function nameOf(sql: string): string {
  return createHash('sha1').update(sql).digest('base64url');
}
