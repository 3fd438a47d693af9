import { resolve } from 'node:path';
import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { findTemporalCli } from './embedded/temporal-cli.mjs';

/** Null stands for an embedded part, which only `npm start` may bring up. */
export type Config = {
  production: boolean;
  /** Everything that embedded parts write lies in this folder; absolute. */
  dataFolder: string;
  /** The address that the API listens on. */
  host: string;
  /** 0: any free one. */
  port: number;
  /** For each token; 0 for no limit. */
  requestsPerMinute: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  databaseUrl: string | null;
  temporal: ClientConnectConfig | null;
  smtpUrl: string | null;
  issuer: string | null;
  /** Where attachments are kept: a folder as `file:`, or a bucket. */
  objectsUrl: string | null;
  /** What a token's `aud` must name. */
  audience: string;
  /** The OIDC subject of the first administrator. */
  administrator: string;
  /** Prefix of the task queues: installations that share a Temporal namespace need one each. */
  taskQueue: string;
  mailFrom: string;
  /** What secrets of others are sealed with, 32 bytes in base64. */
  secretKey: string | null;
  /** Names and networks that products may be posted to although they are not public. */
  webhookAllow: readonly string[];
};

/** The settings cannot be used; the message names each one that is wrong or missing, never its value. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;

/**
 * The settings from environment variables. `complete` asks for every outside part, as production does: for processes
 * that cannot bring up embedded ones. Throws ConfigError.
 */
export function readConfig({ env = process.env, complete = false }: { env?: Environment; complete?: boolean } = {}): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n'));
  }
  const settings = parsed.data;
  const production = settings.NODE_ENV === 'production';
  const missing = production || complete ? missingFrom(given) : [];
  if (missing.length > 0) {
    const why = production ? 'NODE_ENV=production starts no embedded parts' : 'This process starts no embedded parts (npm start does)';
    throw new ConfigError(`${why}. Missing:\n${missing.map(([name, says]) => `  ${name}  ${says}`).join('\n')}`);
  }
  return {
    production,
    dataFolder: resolve(settings.CONCERT_DATA),
    host: settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: settings.PORT,
    requestsPerMinute: settings.CONCERT_REQUESTS_PER_MINUTE ?? (production ? 600 : 0),
    logLevel: settings.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    databaseUrl: settings.DATABASE_URL ?? null,
    temporal: TEMPORAL.some((name) => name in given) ? temporalFrom(given as Record<string, string>) : null,
    smtpUrl: settings.SMTP_URL ?? null,
    issuer: settings.OIDC_ISSUER ?? null,
    objectsUrl: settings.OBJECTS_URL ?? null,
    audience: settings.OIDC_AUDIENCE,
    administrator: settings.CONCERT_ADMINISTRATOR,
    taskQueue: settings.CONCERT_TASK_QUEUE,
    mailFrom: settings.CONCERT_MAIL_FROM,
    secretKey: settings.CONCERT_SECRET_KEY ?? null,
    webhookAllow: settings.CONCERT_WEBHOOK_ALLOW,
  };
}

/** The path of the Temporal CLI that setup found or fetched; throws ConfigError if there is none. */
export function temporalCli(env: Environment = process.env): string {
  const path = findTemporalCli(env);
  if (path === null)
    throw new ConfigError('There is no Temporal CLI. Run `node main/setup.mjs`, or set TEMPORAL_CLI_PATH or TEMPORAL_ADDRESS.');
  return path;
}

const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), `must be a URL that begins with ${protocols.join('// or ')}//`);

const Settings = z.object({
  NODE_ENV: z.string().optional(),
  CONCERT_DATA: z.string().default('.concert'),
  PORT: z.coerce.number('must be a port, or 0 for any free one').int().min(0).max(65_535).default(4_000),
  HOST: z.string().optional(),
  CONCERT_REQUESTS_PER_MINUTE: z.coerce.number('must be a number, 0 for no limit').int().min(0).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug'], 'must be fatal, error, warn, info or debug').optional(),
  DATABASE_URL: url('postgresql:', 'postgres:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  OIDC_ISSUER: url('https:', 'http:').optional(),
  OBJECTS_URL: z.string().refine(isStore, 'must be file:///a/folder, or https://key:password@server/bucket').optional(),
  OIDC_AUDIENCE: z.string().default('concert'),
  CONCERT_ADMINISTRATOR: z.string().default('ada.admin'),
  CONCERT_TASK_QUEUE: z.string().default('concert'),
  CONCERT_MAIL_FROM: z.string().default('Concert <concert@concert.example>'),
  CONCERT_SECRET_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64, such as `openssl rand -base64 32` writes')
    .optional(),
  CONCERT_WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .refine(
      (entries) => entries.every(isHostOrNetwork),
      'must be names or networks with a comma between them, such as 10.0.0.0/8,hooks.example',
    ),
});

function isHostOrNetwork(text: string): boolean {
  return /^[a-z0-9.-]+$/i.test(text) || /^[0-9a-f.:]+\/\d{1,3}$/i.test(text);
}

/** A bucket without a key would be one that everybody can write. */
function isStore(text: string): boolean {
  const { protocol, username, password, pathname, host } = URL.parse(text) ?? {};
  if (protocol === 'file:') return host === '' && pathname !== '/';
  return /^https?:$/.test(protocol ?? '') && username !== '' && password !== '' && /^\/[^/]+$/.test(pathname ?? '');
}

/** Any of these says that there is a Temporal server already. */
const TEMPORAL = ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'] as const;

const OUTSIDE_PARTS: readonly [name: string, says: string, ...others: string[]][] = [
  ['DATABASE_URL', 'the PostgreSQL database, as its owner and no superuser'],
  ['TEMPORAL_ADDRESS', 'the Temporal server (or a profile: TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE)', ...TEMPORAL],
  ['SMTP_URL', 'the mail server that letters leave by'],
  ['OIDC_ISSUER', 'the OpenID provider that people sign in with'],
  ['OBJECTS_URL', 'the bucket, or the folder, that attachments are kept in'],
  ['CONCERT_ADMINISTRATOR', 'the OIDC subject of the first administrator'],
  ['CONCERT_MAIL_FROM', 'the sender of letters'],
  ['CONCERT_SECRET_KEY', 'the key that secrets of webhooks are sealed with, 32 bytes in base64'],
];

function missingFrom(given: Environment): typeof OUTSIDE_PARTS {
  return OUTSIDE_PARTS.filter(([name, , ...others]) => ![name, ...others].some((setting) => setting in given));
}

function temporalFrom(given: Record<string, string>): ClientConnectConfig {
  try {
    return loadClientConnectConfig({ overrideEnvVars: given });
  } catch (error) {
    throw new ConfigError(`TEMPORAL_* settings: ${(error as Error).message}`);
  }
}
