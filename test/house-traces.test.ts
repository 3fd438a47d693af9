import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MADE_HERE, readRepository, ROOT } from './house/repository.ts';
import { boundPackages, copiesOf, looseVersions, mixedFamilies, tracesIn } from './house/traces.ts';

const repository = readRepository();

test('nothing names the machine, or the hand, that wrote it', () => {
  expect(tracesIn(repository)).toEqual([]);
});

test.each([
  "open('/home/jo/concert')",
  'see /tmp/notes.md',
  'https://registry.npmjs.org/pg',
  'Co-Authored-By: somebody',
  'on build-box-17',
])('%s is such a trace', (text) => {
  expect(tracesIn({ 'docs/runbook.md': text }, ['build-box-17'])).toHaveLength(1);
});

test('versions are exact, and the lockfile binds them to contents instead of addresses', () => {
  expect(looseVersions(repository['package.json'] ?? '')).toEqual([]);
  expect(boundPackages(repository['package-lock.json'] ?? '')).toEqual([]);
  expect(looseVersions('{"dependencies":{"pg":"^8.0.0","zod":"latest","uuid":"14.0.3","typescript-7":"npm:typescript@7.0.2"}}')).toEqual([
    'pg ^8.0.0',
    'zod latest',
  ]);
  const lock = {
    packages: { '': {}, 'node_modules/pg': { integrity: 'sha512-x' }, 'node_modules/ms': { resolved: 'https://x', integrity: 'y' } },
  };
  expect(boundPackages(JSON.stringify(lock))).toEqual(['node_modules/ms']);
});

test('packages that must be of one version are, and Temporal finds one copy of protobufjs', () => {
  expect(mixedFamilies(repository['package.json'] ?? '')).toEqual([]);
  expect(copiesOf(repository['package-lock.json'] ?? '', 'protobufjs', 8)).toEqual(['node_modules/protobufjs']);
  expect(mixedFamilies('{"dependencies":{"@temporalio/client":"1.24.0","@temporalio/worker":"1.23.0"}}')).toHaveLength(1);
  const twice = {
    packages: { 'node_modules/protobufjs': { version: '8.8.1' }, 'node_modules/a/node_modules/protobufjs': { version: '8.0.0' } },
  };
  expect(copiesOf(JSON.stringify(twice), 'protobufjs', 8)).toHaveLength(2);
});

test('what is made here is ignored, and none of it is committed', () => {
  const ignored = (repository['.gitignore'] ?? '').split('\n');
  expect(MADE_HERE.filter((path) => !ignored.includes(`${path}/`))).toEqual([]);
  if (!existsSync(join(ROOT, '.git'))) return; // an archive of the sources has no history to look at
  const committed = execFileSync('git', ['ls-files', '--', ...MADE_HERE], { cwd: ROOT, encoding: 'utf8' });
  expect(committed).toBe('');
});
