import { isCode, roomOf, type Tree } from './repository.ts';

/** Names that say nothing of what is inside, so that anything ends up there. */
const BANNED = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'misc',
  'lib',
  'base',
  'manager',
  'service',
  'types',
  'constants',
];

/** Lists that are declared as lists; an index anywhere else is a second way to import the same thing. */
const LISTS = [
  'workflows/index.ts',
  'activities/index.ts',
  'domain/plans/index.ts',
  'drills/acts/index.ts',
  'documents/languages/index.ts',
  'documents/languages/products/index.ts',
];

/** Names that tools and customs prescribe. */
const PRESCRIBED = ['README.md', 'CHANGELOG.md', 'migration_lock.toml'];

const LONGEST = 250;
const MEDIAN = 80;

/** A file that has to be longer says so, and why, in its first lines. */
const REASON = /longer than 250 lines/i;

export function strangeNames(tree: Tree): string[] {
  return Object.keys(tree).flatMap((path) => {
    const parts = path.split('/');
    const isPrescribed = PRESCRIBED.includes(parts.at(-1) ?? '');
    const words = parts.flatMap((part) => part.split(/[.-]/));
    const banned = words.find((word) => BANNED.includes(word.toLowerCase()));
    return [
      ...(banned ? [`${path} is named ${banned}, which names nothing`] : []),
      ...(isPrescribed || parts.every((part) => /^\.?[a-z0-9]+([-._][a-z0-9]+)*$/.test(part)) ? [] : [`${path} is not in kebab-case`]),
      ...(/(^|\/)index\.[cm]?[jt]s$/.test(path) && !LISTS.includes(path) ? [`${path} is an index, and no declared list`] : []),
    ];
  });
}

export function longFiles(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path, text]) => isCode(path) && linesOf(text) > LONGEST && !REASON.test(text.split('\n').slice(0, 5).join('\n')))
    .map(([path, text]) => `${path} has ${linesOf(text)} lines`);
}

/** Rooms whose files have become long on the whole: the sign that nouns have been lumped together. */
export function heavyRooms(tree: Tree): string[] {
  const byRoom = Object.groupBy(
    Object.entries(tree).filter(([path]) => isCode(path) && roomOf(path) !== ''),
    ([path]) => roomOf(path),
  );
  return Object.entries(byRoom).flatMap(([room, files = []]) => {
    const lengths = files.map(([, text]) => linesOf(text)).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    return median < MEDIAN ? [] : [`half of the files of ${room} have ${median} lines or more`];
  });
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}
