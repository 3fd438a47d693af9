import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const ENGINE = '@prisma/schema-engine-wasm/schema_engine_bg';

/** Any number, the same in every process: only one of them migrates a database at a time. */
const ADVISORY_LOCK = 403_427_691;

/**
 * Brings the database at `url` up to date and answers the names of the migrations that it applied, oldest first;
 * none if there was nothing to do. Runs Prisma's own schema engine, compiled to WebAssembly: no binary to download.
 */
export async function migrate(url: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, application_name: 'concert migrate', connectionTimeoutMillis: 10_000 });
  const holder = await pool.connect();
  try {
    await holder.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await forgetUnfinished(pool);
    const engine = await openEngine(pool);
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: await readMigrations(), filters });
    return appliedMigrationNames;
  } finally {
    holder.release(true); // closing the connection lets go of the advisory lock
    await pool.end();
  }
}

async function openEngine(pool: pg.Pool): Promise<bindings.SchemaEngine> {
  await (loaded ??= loadBindings());
  const path = fileURLToPath(new URL('schema.prisma', import.meta.url));
  const schema = await readFile(path, 'utf8');
  return bindings.SchemaEngine.new({ datamodels: [[path, schema]] }, () => {}, bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool)));
}

/** Of the browser's library, which describes it, nothing else exists here. */
type Instantiate = (
  code: Uint8Array,
  imports: Record<string, Record<string, unknown>>,
) => Promise<{ instance: { exports: Record<string, unknown> } }>;
const { instantiate } = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;

/** Once per process: the bindings keep one memory, and a second instance would read the first one's. */
let loaded: Promise<void> | undefined;

async function loadBindings(): Promise<void> {
  const wasm = await readFile(
    createRequire(import.meta.url)
      .resolve(ENGINE)
      .replace(/\.js$/, '.wasm'),
  );
  const { instance } = await instantiate(wasm, { './schema_engine_bg.js': { ...bindings, ...unreferencedTimers() } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)(); // without it the engine mistakes one object for another
}

/** The engine leaves behind the timer of a lock that it got long ago, and the process could not end for 10 s. */
function unreferencedTimers(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(bindings)
      .filter(([name]) => name.startsWith('__wbg_setTimeout'))
      .map(([name, start]) => [name, (callback: () => void, delayMs: number) => (start as typeof setTimeout)(callback, delayMs).unref()]),
  );
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a comment and a function's body. PostgreSQL takes it
 * whole, in one transaction, and we note in the same one that it was applied: a migration that fails or is killed
 * leaves nothing, and is tried again by the next start.
 */
class WholeScripts extends PrismaPg {
  #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool, { schema: 'public' });
    this.#pool = pool;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => void (await this.#pool.query(`${script}\n;${NOTE_APPLIED}`));
    return adapter;
  }
}

const NOTE_APPLIED = 'update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null';
const FORGET_UNFINISHED = 'delete from _prisma_migrations where finished_at is null and rolled_back_at is null';

/** A row without an end is from a try that left nothing else. */
async function forgetUnfinished(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ found: boolean }>("select to_regclass('_prisma_migrations') is not null as found");
  if (rows[0]?.found) await pool.query(FORGET_UNFINISHED);
}

async function readMigrations(): Promise<bindings.MigrationList> {
  const baseDir = fileURLToPath(new URL('migrations/', import.meta.url));
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: null },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => {
        const value = await readFile(join(baseDir, name, 'migration.sql'), 'utf8');
        return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
      }),
    ),
  };
}
