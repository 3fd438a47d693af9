import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Tree } from './repository.ts';

const TEMPORAL = ['@temporalio/workflow', '@temporalio/common'];

/** Sources of a workflow bundle, as its inline source map names them. */
export function sourcesOf(bundle: string): string[] {
  const map = /\/\/# sourceMappingURL=data:application\/json;[^,]*base64,([\w+/=]+)\s*$/.exec(bundle)?.[1];
  if (map === undefined) throw new Error('The bundle carries no source map.');
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  return sources;
}

/** What a bundle holds beside workflows/, domain/, Temporal's packages and those that they ask for themselves. */
export function strangersIn(sources: readonly string[]): string[] {
  const packages = [...TEMPORAL, ...TEMPORAL.flatMap(dependenciesOf)];
  return sources.filter((source) => {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
    if (name) return !packages.includes(name);
    return !['webpack/', `${ROOT}workflows/`, `${ROOT}domain/`].some((place) => source.startsWith(place));
  });
}

/** Recorded histories that no test replays: neither is their name in a test, nor is their folder read by one. */
export function idleHistories(tree: Tree): string[] {
  const tests = Object.entries(tree).filter(([path]) => /^test\/[^/]+\.ts$/.test(path) && !path.startsWith('test/house'));
  const isFolderRead = tests.some(([path, text]) => path.endsWith('.test.ts') && /readdir/.test(text) && /histories/.test(text));
  return Object.keys(tree)
    .filter((path) => path.startsWith('test/histories/') && path.endsWith('.json'))
    .filter((path) => !isFolderRead && !tests.some(([, text]) => text.includes(path.slice('test/histories/'.length, -'.json'.length))));
}

function dependenciesOf(name: string): string[] {
  const text = readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
  return Object.keys((JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies ?? {});
}
