import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What formatting and types cannot hold: promises that nobody waits for, who may import whom, and what rooms may not touch. The same
 * laws are held a second time, by other means, in test/house-*.test.ts: this file is for the editor, those are for the repository.
 */
const ROOMS = ['domain', 'workflows', 'activities', 'documents', 'prisma', 'api', 'drills', 'main', 'test', 'bench'];

/** @param {string} message @param {...string} names */
const fromRooms = (message, ...names) => ({ regex: `^(\\.\\./)+(${names.join('|')})(/|$)`, message });
/** @param {...string} allowed what a room may import of others */
const onlyRooms = (...allowed) => {
  const others = ROOMS.filter((room) => !allowed.includes(room));
  return fromRooms('docs/architecture.md says who may import whom.', ...others);
};
/** @param {string} message @param {string} [allowed] packages, as a regular expression */
const noPackages = (message, allowed = '(?!)') => ({ regex: `^(?!\\.{1,2}/)(?!(${allowed})$)`, message });

const TYPES_ONLY = { allowTypeImports: true };
const IMPORTS = {
  domain: [onlyRooms('domain'), noPackages('The domain is pure: no package, not even of Node.')],
  workflows: [
    onlyRooms('domain', 'workflows', 'activities'),
    { regex: '^(\\.\\./)+activities/(?!index\\.ts$)', message: 'Of the activities, workflows know only the type of the index.' },
    { regex: '^(\\.\\./)+activities/index\\.ts$', message: 'Import only the type: activities run outside the sandbox.', ...TYPES_ONLY },
    noPackages('Workflow code is replayed: nothing but Temporal and the domain belongs in its bundle.', '@temporalio/(workflow|common)'),
  ],
  prisma: [
    onlyRooms('domain', 'prisma'),
    noPackages('The record needs PostgreSQL and Prisma, and nothing else.', 'node:.*|pg|pg-copy-streams|@prisma/.*|uuid'),
  ],
  documents: [onlyRooms('domain', 'documents')],
  activities: [onlyRooms('domain', 'activities', 'documents', 'prisma')],
  api: [
    onlyRooms('domain', 'workflows', 'prisma', 'documents', 'api'),
    { regex: '^(\\.\\./)+workflows/(?!messages\\.ts$)', message: 'The public face of the workflows is workflows/messages.ts.' },
    {
      regex: '^(\\.\\./)+prisma/(?!reads/|facts/|(outbox|client|sight)\\.ts$)',
      message: 'The API reads and appends facts; decisions are recorded by activities.',
    },
  ],
  drills: [
    onlyRooms('domain', 'drills'),
    {
      ...fromRooms('A drill is a client: of the domain it knows the types, everything else it learns over HTTP.', 'domain'),
      ...TYPES_ONLY,
    },
  ],
  main: [
    onlyRooms('domain', 'workflows', 'activities', 'prisma', 'api', 'main'),
    { regex: '^(\\.\\./)+workflows/(?!messages\\.ts$)', message: 'Workflow code runs in its bundle only.' },
    {
      regex:
        '^(\\.\\./)+prisma/(facts/(?!founders\\.ts$)|tallies/(?!keep\\.ts$)|duplicates/(?!match\\.ts$)|feeds/(?!work\\.ts$)|reads/|decisions/)',
      message: 'Composition opens the record; the rooms use it.',
    },
  ],
};

const ENVIRONMENT = [
  'MemberExpression[object.name="process"]:matches([property.name="env"], [property.value="env"])',
  'VariableDeclarator[init.name="process"] Property[key.name="env"]',
  'ImportDeclaration[source.value=/^(node:)?process$/]',
].map((selector) => ({ selector, message: 'Only main/config.ts reads the environment; everybody else is given values.' }));

const DEFAULT_EXPORT = ['ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'].map((selector) => ({
  selector,
  message: 'Export by name: a default export has another name in every file that imports it.',
}));

const CLOCK = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'The clock is an argument.' },
  { selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]', message: 'Chance is an argument.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The clock is an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The clock is an argument.' },
];
const ANY_DATE = { selector: 'NewExpression[callee.name="Date"]', message: 'Workflow state is JSON: instants are numbers there.' };
const COLLECTIONS = {
  selector: 'NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet)$/]',
  message: 'Workflow state is JSON: a Map or a Set does not survive continue-as-new.',
};

const LEFT_BEHIND = [
  {
    selector: 'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    message: 'A test that is focused or skipped proves nothing.',
  },
  {
    selector: 'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|doMock|unstable_mockModule|spyOn|useFakeTimers)$/]',
    message: 'Nothing of ours is mocked: start the real part on loopback.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|xit|fdescribe|xdescribe|xtest|ftest)$/]',
    message: 'A test that is focused or skipped proves nothing.',
  },
];

/** @param {...{ selector: string, message: string }} syntax */
const banned = (...syntax) => ({ 'no-restricted-syntax': ['error', ...DEFAULT_EXPORT, ...syntax] });
const IMPURE = ['process', 'fetch', 'crypto', 'performance', 'setTimeout', 'setInterval', 'Buffer', 'console'];

/** Where the environment may be read beside main/config.ts: starting processes hands on what they were given. */
const READS_ENVIRONMENT = ['main/config.ts', 'main/**/*.mjs', 'drills/stack.ts', 'test/**'];

export default defineConfig(
  { ignores: ['node_modules/', '.concert/', 'prisma/generated/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allow: ['URL', 'URLSearchParams'] }],
      // What was caught is thrown on as it is.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // An interface may promise a promise where one of its makers has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Our objects are closures: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      ...banned(...ENVIRONMENT),
    },
  },
  { files: ['**/*.{js,mjs,cjs}', '*.config.ts'], extends: [tseslint.configs.base], rules: banned(...ENVIRONMENT) },
  ...Object.entries(IMPORTS).map(([room, patterns]) => ({
    files: [`${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
  { files: ['domain/**'], rules: { ...banned(...ENVIRONMENT, ...CLOCK), 'no-restricted-globals': ['error', ...IMPURE] } },
  {
    files: ['workflows/**'],
    rules: { ...banned(...ENVIRONMENT, ...CLOCK, ANY_DATE, COLLECTIONS), 'no-restricted-globals': ['error', ...IMPURE] },
  },
  { files: READS_ENVIRONMENT, rules: banned() },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      ...banned(...LEFT_BEHIND),
      // It takes the type of a default in a destructuring for superfluous.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Bodies of answers are looked at, not trusted: the assertions are what says their shape.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['drills/**', 'bench/**'], rules: { 'no-console': 'off' } },
  // Tools that ask for a default export.
  { files: ['*.config.{js,ts}', 'test/global-*.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
