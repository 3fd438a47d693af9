import { brokenImports, circles, strayImports, strayPackages, undeclaredPackages } from './house/imports.ts';
import { readRepository } from './house/repository.ts';

const repository = readRepository();

test('every file imports only what the law of its room allows', () => {
  expect(strayImports(repository)).toEqual([]);
});

test.each([
  ['domain/clock.ts', "import { v7 } from 'uuid';"],
  ['domain/clock.ts', "import { readFileSync } from 'node:fs';"],
  ['domain/plans/stop.ts', "import { openDatabase } from '../../prisma/client.ts';"],
  ['workflows/tasking.ts', "import { createActivities } from '../activities/index.ts';"],
  ['workflows/tasking.ts', "import { type Activities } from '../activities/index.ts';"],
  ['workflows/tasking.ts', "import type { Mail } from '../activities/mail/transport.ts';"],
  ['workflows/tasking.ts', "export { z } from 'zod';"],
  ['workflows/tasking.ts', "const now = await import('../prisma/client.ts');"],
  ['prisma/event.ts', "import { z } from 'zod';"],
  ['prisma/event.ts', "import { readPage } from '../api/page.ts';"],
  ['documents/csv.ts', "import { listCases } from '../prisma/reads/cases.ts';"],
  ['activities/letters.ts', "import { openDatabase } from '../prisma/client.ts';"],
  ['activities/letters.ts', "import { mailQueue } from '../workflows/messages.ts';"],
  ['api/app.ts', "import { settlePlan } from '../prisma/decisions/plans.ts';"],
  ['api/app.ts', "import type { Settlement } from '../prisma/decisions/plans.ts';"],
  ['api/app.ts', "import { operation } from '../workflows/operation.ts';"],
  ['api/app.ts', "import { readConfig } from '../main/config.ts';"],
  ['drills/play.ts', "import { FAILURES } from '../domain/failure.ts';"],
  ['drills/play.ts', "import { start } from '../main/start.ts';"],
  ['main/run.ts', "import { operation } from '../workflows/operation.ts';"],
  ['main/run.ts', "import { listCases } from '../prisma/reads/cases.ts';"],
  ['main/setup.mjs', "import pg from 'pg';"],
  ['utilities/run.ts', "import pg from 'pg';"],
])('%s must not say %s', (path, text) => {
  expect(strayImports({ [path]: text })).toHaveLength(1);
});

test('a package that one place hides is used there only', () => {
  expect(strayPackages(repository)).toEqual([]);
  expect(strayPackages({ 'api/routes/tasks.ts': "import { Client } from '@temporalio/client';" })).toHaveLength(1);
});

test('relative imports carry their extension and name a file', () => {
  expect(brokenImports(repository)).toEqual([]);
  expect(brokenImports({ 'api/app.ts': "import { route } from './route';" })).toHaveLength(1);
  expect(brokenImports({ 'api/app.ts': "import { route } from './route.ts';" })).toHaveLength(1);
  expect(brokenImports({ 'api/app.ts': "import { route } from '.';" })).toHaveLength(1);
});

test('no files load each other in a circle', () => {
  expect(circles(repository)).toEqual([]);
});

test('a circle of three is told once, from its first file', () => {
  const tree = {
    'domain/plan.ts': "import { A } from './approval.ts';",
    'domain/approval.ts': "export { B } from './catalogue/units.ts';",
    'domain/catalogue/units.ts': "import { C } from '../plan.ts';",
  };
  expect(circles(tree)).toEqual(['domain/approval.ts -> domain/catalogue/units.ts -> domain/plan.ts']);
  expect(circles({ ...tree, 'domain/plan.ts': "import type { A } from './approval.ts';" })).toEqual([]);
});

test('package.json names every package that is imported, and none that is not', () => {
  expect(undeclaredPackages(repository)).toEqual([]);
});

test('product code must not live on what only development installs', () => {
  const manifest = JSON.stringify({ dependencies: { zod: '4.0.0' }, devDependencies: { jest: '30.0.0', typescript: '6.0.0' } });
  const tree = { 'package.json': manifest, 'api/app.ts': "import ts from 'typescript';", 'test/a.test.ts': "import { z } from 'zod';" };
  expect(undeclaredPackages(tree)).toEqual([
    'api/app.ts imports typescript, which package.json does not name',
    'package.json names jest, which nothing uses',
  ]);
});
