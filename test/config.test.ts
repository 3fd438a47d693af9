import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig } from '../main/config.ts';
import { readTestParts } from './test-parts.ts';

const { folder: temporary } = readTestParts();

const OUTSIDE = {
  DATABASE_URL: 'postgresql://concert:pw@db.example/concert',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  SMTP_URL: 'smtps://mail.example',
  OIDC_ISSUER: 'https://id.example',
  OBJECTS_URL: 'https://key:pw@s3.example/concert',
  CONCERT_ADMINISTRATOR: 'f81d4fae',
  CONCERT_MAIL_FROM: 'operations@customs.example',
  CONCERT_SECRET_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
};

/** The message with which these settings are refused. */
function refusal(env: Record<string, string>, complete = false): string {
  try {
    readConfig({ env, complete });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('without any setting, everything is embedded and listens on loopback only', () => {
  expect(readConfig({ env: {} })).toMatchObject({
    production: false,
    dataFolder: resolve('.concert'),
    host: '127.0.0.1',
    port: 4_000,
    databaseUrl: null,
    temporal: null,
    smtpUrl: null,
    issuer: null,
    objectsUrl: null,
    administrator: 'ada.admin',
  });
});

test('production without settings names every one that is missing', () => {
  const message = refusal({ NODE_ENV: 'production' });
  for (const name of Object.keys(OUTSIDE)) expect(message).toContain(name);
});

test.each(Object.keys(OUTSIDE))('production without %s names it and no other', (missing) => {
  const given = Object.fromEntries(Object.entries(OUTSIDE).filter(([name]) => name !== missing));
  const lines = refusal({ NODE_ENV: 'production', ...given })
    .split('\n')
    .slice(1);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^ +${missing} `))]);
});

test('a process that can start no embedded parts asks for the same settings', () => {
  expect(refusal({}, true)).toContain('DATABASE_URL');
  expect(refusal(OUTSIDE, true)).toBe('');
});

test('a Temporal profile stands for its address', () => {
  const file = join(temporary, 'temporal.toml');
  writeFileSync(file, '[profile.drills]\naddress = "drills.example:7233"\nnamespace = "drills"\n');
  const { TEMPORAL_ADDRESS: _, ...others } = OUTSIDE;
  const { temporal } = readConfig({ env: { NODE_ENV: 'production', ...others, TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'drills' } });
  expect(temporal).toMatchObject({ namespace: 'drills', connectionOptions: { address: 'drills.example:7233' } });
});

test('a profile that does not exist is refused', () => {
  expect(refusal({ TEMPORAL_PROFILE: 'nowhere', TEMPORAL_CONFIG_FILE: join(temporary, 'none.toml') })).toContain('TEMPORAL');
});

test('Temporal settings reach the connection', () => {
  const config = readConfig({ env: { TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_NAMESPACE: 'customs', TEMPORAL_API_KEY: 'k' } });
  expect(config.temporal).toMatchObject({ namespace: 'customs', connectionOptions: { address: 'temporal.example:7233', apiKey: 'k' } });
});

test.each(['file:///srv/objects', 'https://key:p%2Fw@s3.example/concert?region=eu-west-1'])('attachments can be kept in %s', (url) => {
  expect(readConfig({ env: { OBJECTS_URL: url } }).objectsUrl).toBe(url);
});

test('an empty setting counts as none', () => {
  expect(readConfig({ env: { DATABASE_URL: '', PORT: ' ' } })).toMatchObject({ databaseUrl: null, port: 4_000 });
});

test.each([
  ['DATABASE_URL', 'mysql://root:secret@db.example'],
  ['SMTP_URL', 'mail.example:secret'],
  ['OIDC_ISSUER', 'secret'],
  ['OBJECTS_URL', 'https://key:secret@s3.example/'],
  ['OBJECTS_URL', 'https://secret.example/bucket'],
  ['OBJECTS_URL', 'file:///'],
  ['PORT', 'secret'],
  ['LOG_LEVEL', 'secret'],
])('a %s that makes no sense is refused by name, and its value is not repeated', (name, value) => {
  const message = refusal({ [name]: value });
  expect(message).toContain(name);
  expect(message).not.toContain('secret');
});
