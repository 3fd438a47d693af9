import { readFileSync } from 'node:fs';
import ts from 'typescript';
import * as listed from '../workflows/index.ts';
import { idleHistories, sourcesOf, strangersIn } from './house/bundle.ts';
import { readRepository, ROOT, roomOf, type Tree } from './house/repository.ts';
import { parse } from './house/source.ts';
import { readTestParts } from './test-parts.ts';

const repository = readRepository();

/** By custom of the house, a workflow is the async function that has its file's name; other exports of the file help it. */
function workflowsIn(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path]) => roomOf(path) === 'workflows')
    .flatMap(([path, text]) => {
      const name = path.slice('workflows/'.length, -'.ts'.length);
      const isWorkflow = parse(path, text).statements.some(
        (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name && isAsyncExport(statement),
      );
      return isWorkflow ? [name] : [];
    });
}

function isAsyncExport({ modifiers = [] as unknown as ts.NodeArray<ts.ModifierLike> }: ts.FunctionDeclaration): boolean {
  return [ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.AsyncKeyword].every((kind) => modifiers.some((modifier) => modifier.kind === kind));
}

test('the workflow bundle holds nothing but workflows/, domain/ and Temporal itself', () => {
  const { bundlePath } = readTestParts();
  const sources = sourcesOf(readFileSync(bundlePath ?? '', 'utf8'));
  expect(strangersIn(sources)).toEqual([]);
  expect(sources).toEqual(expect.arrayContaining([`${ROOT}workflows/operation.ts`, `${ROOT}domain/approval.ts`]));
});

test('a package, a file of another room and a module of Node are strangers in it', () => {
  const strangers = [`${ROOT}node_modules/zod/v4/core.js`, `${ROOT}activities/letters.ts`, 'external node-commonjs "fs"'];
  const own = [`${ROOT}domain/clock.ts`, `${ROOT}node_modules/@temporalio/workflow/lib/index.js`, 'webpack/bootstrap'];
  expect(strangersIn([...own, ...strangers])).toEqual(strangers);
});

test('workflows/index.ts exports exactly the workflows', () => {
  expect(Object.keys(listed).sort()).toEqual(workflowsIn(repository).sort());
});

test('a workflow is the exported async function that has the name of its file', () => {
  const tree = {
    'workflows/tasking.ts': 'export async function tasking() {}\nexport async function waitForNudge() {}',
    'workflows/refuse.ts': 'export function refuse() {}',
    'domain/edition.ts': 'export async function edition() {}',
  };
  expect(workflowsIn(tree)).toEqual(['tasking']);
});

test('every recorded history is replayed', () => {
  expect(idleHistories(repository)).toEqual([]);
  const tree = { 'test/histories/launch.json': '{}', 'test/histories/return.json': '{}', 'test/replay.test.ts': "replay('launch');" };
  expect(idleHistories(tree)).toEqual(['test/histories/return.json']);
  expect(idleHistories({ ...tree, 'test/replay.test.ts': "readdirSync(join(here, 'histories'))" })).toEqual([]);
});
