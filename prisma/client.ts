import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** One pool, seen two ways: plain SQL for what is hot, Prisma for everything else. */
export type Database = {
  pool: pg.Pool;
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

/**
 * Opens nothing yet: the first query connects. A query fails after 5 s without a free connection and after 30 s
 * of work, so that a database in trouble turns into errors instead of a queue without end.
 */
export function openDatabase({ url, maxConnections = 10, onIdleError = () => {} }: DatabaseSettings): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'concert',
    // Statements that are sent together travel together: a transaction costs one round trip (prisma/sight.ts).
    pipeline: true,
  });
  pool.on('error', onIdleError);
  // A connection that breaks while somebody has it tells so twice: to the query, which fails, and as an event that would end the process.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  const adapter = new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator: ({ sql }) => nameOf(sql) });
  // Prisma's own limits (2 s to begin, 5 s in all) are shorter than a busy minute.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
  return {
    pool,
    prisma,
    async check() {
      await pool.query('select 1');
    },
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** PostgreSQL keeps a plan per name and connection; a name may have 63 bytes. */
function nameOf(sql: string): string {
  return createHash('sha1').update(sql).digest('base64url');
}
