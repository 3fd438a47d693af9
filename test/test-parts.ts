/** What the tests of one run share; each file clones `template` and prefixes its task queues. */
export type TestParts = {
  /** Role and server; the database in it is empty. */
  databaseUrl: string;
  /** A migrated database without rows, to which nobody is connected. */
  template: string;
  temporalAddress: string;
  temporalCli: string;
  issuer: string;
  /** The built workflow code, for `workflowBundle: { codePath }`; null while there are no workflows. */
  bundlePath: string | null;
  /** For temporary files; removed after the run. */
  folder: string;
};

/** In the environment: the only way from the set-up of a run to the processes that run its files. */
export function leaveTestParts(parts: TestParts): void {
  process.env.CONCERT_TEST_PARTS = JSON.stringify(parts);
}

export function readTestParts(): TestParts {
  return JSON.parse(process.env.CONCERT_TEST_PARTS ?? '{}') as TestParts;
}
