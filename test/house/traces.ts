import { homedir, hostname } from 'node:os';
import type { Tree } from './repository.ts';

/** Folders that exist on one machine and not on the next. Places that every system of a kind has (/dev, /proc, /usr/bin) are none. */
const PRIVATE_PLACES = /(^|[\s'"`(=:])\/(home|Users|root|work|mnt|media|tmp)\/[\w.-]/m;

/** What somebody who lets a text be written for them leaves in it. */
const LEFTOVERS = /\b(co-authored-by|as an ai|language model|the user asked|in this session|the brief says|scratchpad)\b/i;

/** Where this machine's packages come from; another machine has its own. Names of Node's and npm's own pages are for everybody. */
const REGISTRIES = /\b(?:registry\.npmjs\.org|registry\.yarnpkg\.com|artifactory|verdaccio|npm\.pkg\.github\.com)\b/i;

/** They name what nobody else may. */
const SEEKERS = ['test/house/traces.ts', 'test/house-traces.test.ts'];

/** Traces of the machine, or of the hand, that wrote a file. `own` are names of this machine that no general pattern knows. */
export function tracesIn(tree: Tree, own: readonly string[] = ownNames()): string[] {
  const files = Object.entries(tree).filter(([path]) => !SEEKERS.includes(path));
  return files.flatMap(([path, text]) => {
    return text.split('\n').flatMap((line, i) => {
      const isTrace =
        [PRIVATE_PLACES, LEFTOVERS, REGISTRIES].some((pattern) => pattern.test(line)) || own.some((name) => line.includes(name));
      return isTrace ? [`${path}:${i + 1} ${line.trim().slice(0, 120)}`] : [];
    });
  });
}

function ownNames(): string[] {
  return [homedir(), hostname()].filter((name) => name.length > 6 && name !== 'localhost');
}

/** Versions that npm may read differently tomorrow. */
export function looseVersions(manifest: string): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest) as Record<string, Record<string, string>>;
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

/** Packages of one maker that must be of one version, to which the others are bound; and a library that must be there once. */
const FAMILIES = [/^@temporalio\//, /^(prisma|@prisma\/(client|adapter-pg|driver-adapter-utils))$/];

/** Families of which package.json names several versions. */
export function mixedFamilies(manifest: string): string[] {
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
  return FAMILIES.flatMap((family) => {
    const versions = new Set(Object.entries(dependencies).flatMap(([name, version]) => (family.test(name) ? [version] : [])));
    return versions.size > 1 ? [`${family.source} in ${[...versions].join(' and ')}`] : [];
  });
}

/** Where the lockfile puts a package of this major version. */
export function copiesOf(lockfile: string, name: string, major: number): string[] {
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, { version?: string }> };
  return Object.entries(packages)
    .filter(([path, { version }]) => path.endsWith(`node_modules/${name}`) && version?.startsWith(`${major}.`))
    .map(([path]) => path);
}

type Locked = { resolved?: string; integrity?: string; optional?: boolean; os?: readonly string[] };

/**
 * Packages of the lockfile with the address that they were once fetched from, and those that nothing proves to be the same. An optional
 * package of another system may be without proof: npm asks for its name, and a registry that lacks it cannot give its contents.
 */
export function boundPackages(lockfile: string): string[] {
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, Locked> };
  const isElsewhere = ({ optional, os }: Locked): boolean => optional === true && os !== undefined;
  return Object.entries(packages)
    .filter(([path, locked]) => path !== '' && (locked.resolved !== undefined || (locked.integrity === undefined && !isElsewhere(locked))))
    .map(([path]) => path);
}
