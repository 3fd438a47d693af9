import { isCode, roomOf, type Tree } from './repository.ts';
import { importsOf, packageOf, targetOf, type Import } from './source.ts';

type Law = {
  /** Paths, or beginnings of paths, that a room may import; `types` only by `import type`. */
  files: readonly string[];
  types?: readonly string[];
  /** Packages, or beginnings of their names; all when absent. Node's own modules are packages too. */
  packages?: readonly string[];
};

const DOMAIN = 'domain/';
const inPrisma = (name: string): string => `prisma/${name}.ts`;

/** Who may import whom: docs/architecture.md, as data. Everything points to domain/, nothing to main/, and no arrow returns. */
const LAWS: Readonly<Record<string, Law>> = {
  domain: { files: [DOMAIN], packages: [] },
  workflows: { files: [DOMAIN, 'workflows/'], types: ['activities/index.ts'], packages: ['@temporalio/workflow', '@temporalio/common'] },
  prisma: { files: [DOMAIN, 'prisma/'], packages: ['node:', 'pg', 'pg-copy-streams', '@prisma/', 'uuid'] },
  documents: { files: [DOMAIN, 'documents/'] },
  activities: {
    files: [DOMAIN, 'documents/', 'activities/', 'prisma/reads/', 'prisma/facts/', 'prisma/decisions/'],
    types: ['prisma/client.ts'],
  },
  api: {
    files: [DOMAIN, 'documents/', 'api/', 'workflows/messages.ts', 'prisma/reads/', 'prisma/facts/', 'prisma/outbox.ts', 'prisma/sight.ts'],
    types: ['prisma/client.ts'],
  },
  drills: { files: ['drills/'], types: [DOMAIN] },
  main: {
    files: [
      DOMAIN,
      'activities/',
      'api/',
      'main/',
      'workflows/messages.ts',
      ...['client', 'migrate', 'outbox', 'facts/founders', 'tallies/keep', 'duplicates/match', 'catalogue/survey', 'feeds/work'].map(
        inPrisma,
      ),
    ],
  },
  test: { files: [''] },
  bench: { files: [''] },
};

/** Set-up runs before anything is installed, on an older Node. */
const SCRIPT: Law = { files: ['main/'], packages: ['node:'] };

/** Packages that one place hides from all others, so that it can be exchanged there. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  '@temporalio/client': ['api/gateway.ts', 'main/'],
  '@temporalio/worker': ['main/'],
  '@temporalio/workflow': ['workflows/'],
  '@temporalio/activity': ['activities/'],
  '@expo-google-fonts/amiri': ['documents/products/fonts.ts'],
  '@expo-google-fonts/noto-sans': ['documents/products/fonts.ts'],
  '@myriaddreamin/typst-ts-node-compiler': ['documents/products/typesetting.ts'],
  '@resvg/resvg-js': ['documents/products/outline.ts'],
  '@aws-sdk/client-s3': ['activities/objects/'],
  'csv-parse': ['documents/csv/'],
  'csv-stringify': ['documents/csv/'],
  'd3-geo': ['documents/products/map.ts'],
  echarts: ['documents/products/chart.ts'],
  express: ['api/'],
  undici: ['activities/webhooks/'],
  'ipaddr.js': ['activities/webhooks/'],
  'file-type': ['documents/content-type.ts'],
  hucre: ['documents/spreadsheet/'],
  'i18n-iso-countries': ['documents/products/map.ts'],
  jschardet: ['documents/csv/'],
  sharp: ['documents/picture.ts'],
  jose: ['api/authenticate.ts', 'main/embedded/'],
  nodemailer: ['activities/mail/'],
  'pg-copy-streams': ['prisma/reads/exports.ts'],
  'oidc-provider': ['main/embedded/'],
  saxes: ['documents/spreadsheet/'],
  'temporal-polyfill': [
    'api/moments.ts',
    'documents/calendar.ts',
    'documents/wall-clock.ts',
    'documents/reports/cell-dates.ts',
    'drills/moments.ts',
    'drills/windows.ts',
  ],
  'topojson-client': ['documents/products/map.ts'],
  'world-atlas': ['documents/products/map.ts'],
  yauzl: ['documents/spreadsheet/'],
  'zod-openapi': ['api/openapi.ts'],
};

/** Imports that the law of their room does not allow. */
export function strayImports(tree: Tree): string[] {
  return each(tree, (path, { specifier, isType }) => {
    const law = /^main\/.*\.mjs$/.test(path) ? SCRIPT : LAWS[roomOf(path)];
    if (!law) return roomOf(path) === '' ? null : `${path} is in no room that the house knows`;
    const target = targetOf(path, specifier);
    if (target === null) return isAmong(law.packages ?? [''], specifier) ? null : `${path} must not import ${specifier}`;
    if (isAmong(law.files, target) || (isType && isAmong(law.types ?? [], target))) return null;
    return `${path} must not import ${isType ? 'even types of ' : ''}${target}`;
  });
}

/** Packages that are used where somebody else hides them. */
export function strayPackages(tree: Tree): string[] {
  return each(tree, (path, { specifier }) => {
    const homes = HOMES[packageOf(specifier)];
    if (!homes || ['', 'test', 'bench'].includes(roomOf(path)) || isAmong(homes, path)) return null;
    return `${path} uses ${specifier}, which is for ${homes.join(' and ')}`;
  });
}

/** Relative imports without an extension, and those that name no file: Node takes each as it is written. */
export function brokenImports(tree: Tree): string[] {
  return each(tree, (path, { specifier }) => {
    const target = targetOf(path, specifier);
    if (target === null) return specifier.startsWith('.') ? `${path} imports ${specifier}, a folder` : null;
    if (!/\.([cm]?[jt]s|json)$/.test(target)) return `${path} imports ${specifier} without its extension`;
    return target in tree || target.startsWith('prisma/generated/') ? null : `${path} imports ${specifier}, which is not there`;
  });
}

/** Circles of files that load each other, so that one of them runs unfinished. Each is told once, from its first file by name. */
export function circles(tree: Tree): string[] {
  const arrows = new Map(
    Object.entries(tree)
      .filter(([path]) => isCode(path))
      .map(([path, text]) => [path, loadedBy(path, text)]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.add(turned(trail.slice(at)).join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const next of arrows.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of arrows.keys()) walk(path, []);
  return [...found];
}

function loadedBy(path: string, text: string): string[] {
  return importsOf(path, text).flatMap(({ specifier, isType, isLate }) => (isType || isLate ? [] : (targetOf(path, specifier) ?? [])));
}

function turned(circle: readonly string[]): string[] {
  const first = circle.indexOf([...circle].sort()[0] ?? '');
  return [...circle.slice(first), ...circle.slice(0, first)];
}

/** Packages that nothing names and that are needed all the same, with the reason. */
const KEPT = {
  protobufjs: 'Temporal reads recorded histories with it only if there is one copy: docs/decisions/0012',
  '@temporalio/proto': 'the same: it must be the copy of all other Temporal packages',
  '@swc/core': 'what @swc/jest transforms with',
  '@biomejs/biome': 'main/check.mjs runs its program',
};

/** Packages that product code imports and package.json does not give to it, and those given that nothing mentions. */
export function undeclaredPackages(tree: Tree): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(tree['package.json'] ?? '{}') as Record<string, Record<string, string>>;
  const all = { ...dependencies, ...devDependencies };
  const missing = each(tree, (path, { specifier, isType }) => {
    if (targetOf(path, specifier) !== null || /^(node:|jest$)/.test(specifier)) return null;
    const isGiven = ['', 'test', 'bench'].includes(roomOf(path)) || isType ? all : dependencies;
    return packageOf(specifier) in isGiven ? null : `${path} imports ${specifier}, which package.json does not name`;
  });
  const texts = Object.entries(tree).filter(([path]) => (isCode(path) || path === 'tsconfig.json') && !path.startsWith('test/house/'));
  const idle = Object.keys(all).filter(
    (name) => !(name in KEPT) && !texts.some(([, text]) => text.includes(name.replace(/^@types\//, ''))),
  );
  return [...missing, ...idle.map((name) => `package.json names ${name}, which nothing uses`)];
}

function each(tree: Tree, judge: (path: string, found: Import) => string | null): string[] {
  return Object.entries(tree)
    .filter(([path]) => isCode(path))
    .flatMap(([path, text]) => importsOf(path, text).map((found) => judge(path, found)))
    .filter((finding) => finding !== null);
}

/** A beginning ends with a slash, or with the colon of `node:`; anything else is meant whole, packages with what lies below them. */
function isAmong(allowed: readonly string[], name: string): boolean {
  return allowed.some((entry) =>
    entry === '' || /[/:]$/.test(entry) ? name.startsWith(entry) : name === entry || name.startsWith(`${entry}/`),
  );
}
