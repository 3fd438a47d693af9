import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Texts by path from the root, with forward slashes. A made-up one serves as well: every law of this folder is a function of a tree. */
export type Tree = Readonly<Record<string, string>>;

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a start or an installation writes; .gitignore says the same, and a test holds it to that. */
export const MADE_HERE = ['node_modules', '.concert', 'prisma/generated', 'coverage'];

/** Everything that belongs to the project, committed or about to be. */
export function readRepository(): Tree {
  return Object.fromEntries(pathsBelow('').map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

function pathsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (path === '.git' || MADE_HERE.includes(path) || path.endsWith('.log')) return [];
    return entry.isDirectory() ? pathsBelow(path) : [path];
  });
}

export const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path);

export const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

/** What is delivered; tests, benches and settings of tools look at it. */
export const isProduct = (path: string): boolean => isCode(path) && !['', 'test', 'bench'].includes(roomOf(path));
