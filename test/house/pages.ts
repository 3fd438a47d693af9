import { posix } from 'node:path';
import type { Tree } from './repository.ts';

/** Pages say what is there now, except for the one that tells what was. */
const pagesOf = (tree: Tree): [path: string, text: string][] =>
  Object.entries(tree).filter(([path]) => path.endsWith('.md') && path !== 'CHANGELOG.md');

/** Links of pages that lead nowhere, and files or folders that they name and that are gone. */
export function deadReferences(tree: Tree): string[] {
  return pagesOf(tree).flatMap(([page, text]) => {
    const links = all(text, /\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g).map((link) => posix.join(posix.dirname(page), link));
    const named = all(text, /`((?:[\w.-]+\/)+[\w.-]*)`/g).filter((path) => ROOMS.test(path) && !path.startsWith('prisma/generated'));
    return [...links, ...named].filter((path) => !isThere(tree, path)).map((path) => `${page} names ${path}, which is not there`);
  });
}

export function unknownScripts(tree: Tree): string[] {
  const { scripts = {} } = JSON.parse(tree['package.json'] ?? '{}') as { scripts?: Record<string, string> };
  return pagesOf(tree).flatMap(([page, text]) =>
    all(text, /npm (?:run (?:--silent )?)?(start|test|(?<=run (?:--silent )?)[\w-]+)/g)
      .filter((name) => !(name in scripts))
      .map((name) => `${page} names npm run ${name}, which package.json does not have`),
  );
}

/** Requests that a page makes or mentions, and that no route (`get /a/{b}`) answers. */
export function unknownRequests(tree: Tree, routes: readonly string[]): string[] {
  const known = routes.map((route) => new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`));
  return pagesOf(tree).flatMap(([page, text]) =>
    [...text.matchAll(/\b(GET|POST|PUT) ['"]?(\/[\w./{}$-]*)/g)]
      .map(([, method = '', path = '']) => `${method.toLowerCase()} ${path.replace(/\.$/, '')}`)
      .filter((request) => !known.some((route) => route.test(request)))
      .map((request) => `${page} names ${request}, which no route answers`),
  );
}

/** Settings that the configuration reads and the page for newcomers does not name. */
export function untoldSettings(tree: Tree): string[] {
  const schema = /const Settings = z\.object\(\{([\s\S]*?)\n\}\);/.exec(tree['main/config.ts'] ?? '')?.[1] ?? '';
  return all(schema, /^ {2}([A-Z][A-Z_]+):/gm).filter((name) => !tree['README.md']?.includes(`\`${name}\``));
}

/** Decision records that are too long to be read, or that skip a number. */
export function oddRecords(tree: Tree): string[] {
  const records = Object.entries(tree).filter(([path]) => path.startsWith('docs/decisions/'));
  return records.flatMap(([path, text], i) => [
    ...(path.startsWith(`docs/decisions/${String(i + 1).padStart(4, '0')}-`) ? [] : [`${path} is not number ${i + 1}`]),
    ...(text.startsWith(`# ${i + 1}. `) ? [] : [`${path} does not begin with its number`]),
    ...(text.split('\n').length - 1 <= 40 ? [] : [`${path} is longer than 40 lines`]),
    ...['Context', 'Decision', 'Consequences'].filter((part) => !text.includes(`**${part}.**`)).map((part) => `${path} has no ${part}`),
  ]);
}

const ROOMS = /^(domain|workflows|activities|documents|prisma|api|drills|main|test|bench|docs)\//;

function isThere(tree: Tree, path: string): boolean {
  return path in tree || Object.keys(tree).some((known) => known.startsWith(path.endsWith('/') ? path : `${path}/`));
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
