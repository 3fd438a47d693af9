/** What temporal-cli.mjs offers to those who are checked by a compiler. */
export type Way = (folder: string, env: NodeJS.ProcessEnv) => Promise<string>;
export const TEMPORAL_CLI_VERSION: string;
export const WAYS: Record<string, Way>;
export function findTemporalCli(env: NodeJS.ProcessEnv): string | null;
export function fetchTemporalCli(
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
  ways?: Record<string, Way>,
): Promise<{ path: string; way: string }>;
export function cachedCli(env: NodeJS.ProcessEnv): string;
