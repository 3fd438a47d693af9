// Plain JavaScript on Node's own modules: it runs on Node 20, before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchTemporalCli, findTemporalCli, TEMPORAL_CLI_VERSION } from './embedded/temporal-cli.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (/** @type {string[]} */ ...names) => join(root, ...names);

/** Lies in node_modules, so that whoever deletes that folder deletes the memory of what was done in it. */
const STAMPS = at('node_modules', '.concert-setup.json');

/** Installs what this clone is missing; each step that finds its work done costs milliseconds. */
async function setUp() {
  await step('dependencies', dependencies);
  await step('database client', databaseClient);
  await step('temporal', temporal);
}

/** @param {string} name @param {() => string | Promise<string>} work answers what it did */
async function step(name, work) {
  const begin = performance.now();
  const seconds = () => `${((performance.now() - begin) / 1000).toFixed(2)} s`;
  try {
    const did = await work();
    console.log(`setup  ${name.padEnd(16)} ${did} (${seconds()})`);
  } catch (error) {
    console.error(`setup  ${name.padEnd(16)} failed (${seconds()})\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

function dependencies() {
  const lock = hashOf('package-lock.json');
  if (stamps().lock === lock && hasRuntime()) return 'up to date';
  if (isInstalled() && hasRuntime()) {
    stamp({ lock });
    return 'up to date, by npm';
  }
  console.log('setup  dependencies     npm ci ...');
  const { command, first } = npm();
  // Prisma's install script would try to download an engine that we do not use; naming any program spares it that.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const { status, error } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund'], { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    throw new Error(
      `npm ci ${error ? `could not be started: ${error.message}` : 'failed, for the reason above'}. ` +
        'It needs a package registry: `npm config get registry` tells which one npm asks.',
    );
  }
  if (!hasRuntime()) {
    throw new Error(
      'Node 24 was not installed, perhaps because npm is set to run no install scripts. ' +
        'Run `npm rebuild node --ignore-scripts=false`, or use Node 24 yourself.',
    );
  }
  stamp({ lock });
  return 'installed by npm ci';
}

function databaseClient() {
  const schema = hashOf('prisma/schema.prisma') + (stamps().lock ?? '');
  if (stamps().schema === schema && existsSync(at('prisma', 'generated', 'client.ts'))) return 'up to date';
  // Generating needs no engine, but Prisma would download one all the same: any program in its place spares it that.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const args = [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(
      `prisma generate failed:\n${stdout}${stderr}\nIf prisma/schema.prisma is as it should be, delete node_modules and try again.`,
    );
  stamp({ schema });
  return 'generated';
}

async function temporal() {
  const given = ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'].find((name) => process.env[name]);
  if (given) return `not needed: ${given} is set`;
  if (findTemporalCli(process.env)) return 'up to date';
  const { way, path } = await fetchTemporalCli(process.env, (line) => console.log(`setup  temporal         ${line}`));
  return `CLI ${TEMPORAL_CLI_VERSION} by ${way}, kept as ${path}`;
}

/** Whether somebody has run npm here already: npm's own record of what it installed then holds everything in the lockfile. */
function isInstalled() {
  const record = at('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = Object.entries(packagesIn(at('package-lock.json')));
  const found = packagesIn(record);
  return wanted.every(([path, { version, optional, peer }]) => path === '' || optional || peer || found[path]?.version === version);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** The Node that `npm run` will find first, from the package of that name; without it, ours must do. */
function hasRuntime() {
  const isNewEnough = (/** @type {string} */ version) => Number(/^v(\d+)/.exec(version)?.[1]) >= 24;
  const installed = spawnSync(at('node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' });
  return installed.status === 0 ? isNewEnough(installed.stdout) : isNewEnough(process.version);
}

/** The npm that started us, run by its own Node: ours may lie in the folder that npm is about to replace. */
function npm() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli && node && /npm-cli\.c?js$/.test(cli) ? { command: node, first: [cli] } : { command: 'npm', first: [] };
}

/** @returns {{ lock?: string, schema?: string }} */
function stamps() {
  return existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
}

/** @param {{ lock?: string, schema?: string }} changes */
function stamp(changes) {
  writeFileSync(STAMPS, JSON.stringify({ ...stamps(), ...changes }));
}

/** @param {string} path */
function hashOf(path) {
  return createHash('sha256')
    .update(readFileSync(at(path)))
    .digest('hex');
}

await setUp();
