import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { type Answer, callerWith } from './caller.ts';
import { anIssuer, type Issuer } from './issuer.ts';
import { aStack, type Stack } from './stack.ts';

let issuer: Issuer;
let stack: Stack;

beforeAll(async () => {
  issuer = await anIssuer();
  stack = await aStack({ issuer: issuer.url, works: false });
});
afterAll(async () => {
  await stack.stop();
  await issuer.stop();
});

const withHeader = (authorization: string): Promise<Answer> => callerWith(stack.url, { Authorization: authorization }).get('/people/me');
const withToken = (token: string): Promise<Answer> => withHeader(`Bearer ${token}`);
const minutesAgo = (minutes: number): number => Math.floor(Date.now() / 1_000) - minutes * 60;
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The first request of all: its tests come first, because keys once read are kept. */
test.each<[string, Partial<Issuer['fails']>]>([
  ['answers with an error', { discovery: { status: 503, body: 'down' } }],
  ['does not name its keys', { discovery: { status: 200, body: '{}' } }],
  ['publishes its keys with an error', { keys: { status: 500, body: '{"error": "server_error"}' } }],
  ['publishes no key set', { keys: { status: 200, body: '{"nothing": "here"}' } }],
  ['publishes no JSON', { keys: { status: 200, body: '<html>' } }],
])('while the identity provider %s, a request gets 503 and is asked to come again', async (_, failure) => {
  Object.assign(issuer.fails, { discovery: null, keys: null }, failure);
  const { status, body, headers } = await withToken(await issuer.mint());
  expect([status, body.code]).toEqual([503, 'identity.unavailable']);
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
});

test('once the identity provider is back, the same token is good; and it stays good when the provider goes away again', async () => {
  Object.assign(issuer.fails, { discovery: null, keys: null });
  const token = await issuer.mint();
  const { status, body } = await withToken(token);
  expect([status, body.subject, body.organisation]).toEqual([200, 'bea.belgium', 'be-customs']);

  Object.assign(issuer.fails, { discovery: { status: 503, body: '' }, keys: { status: 503, body: '' } });
  expect((await withToken(token)).status).toBe(200);
  Object.assign(issuer.fails, { discovery: null, keys: null });
});

test.each(['', 'Basic YmVhOmJlYQ==', 'Bearer', 'bearer '])(
  'a request with the Authorization header "%s" is asked for a token',
  async (header) => {
    const { status, body, headers } = await withHeader(header);
    expect([status, body.code]).toEqual([401, 'token.missing']);
    expect(headers.get('WWW-Authenticate')).toBe('Bearer realm="concert", resource_metadata="/.well-known/oauth-protected-resource"');
  },
);

test.each<[string, () => Promise<string> | string]>([
  ['no token at all', () => 'open-sesame'],
  ['three parts of nothing', () => 'a.b.c'],
  ['expired', () => issuer.mint({ exp: minutesAgo(1) })],
  ['not valid yet', () => issuer.mint({ nbf: minutesAgo(-5) })],
  ['for another audience', () => issuer.mint({ aud: 'another-service' })],
  ['for no audience', () => issuer.mint({ aud: undefined })],
  ['of another issuer', () => issuer.mint({ iss: 'https://issuer.example' })],
  ['without an end', () => issuer.mint({ exp: undefined })],
  ['without a subject', () => issuer.mint({ sub: undefined })],
  ['of a subject that is no text', () => issuer.mint({ sub: ['bea.belgium'] })],
  ['unsigned (alg none)', async () => `${encoded({ alg: 'none' })}.${(await issuer.mint()).split('.')[1]}.`],
  [
    'unsigned, with something in place of a signature',
    async () => `${encoded({ alg: 'none' })}.${(await issuer.mint()).split('.')[1]}.AAAA`,
  ],
  ['signed with the public key as if it were a secret', signedWithPublicKey],
  ['signed by another key under the name of the right one', signedByStranger],
  ['changed after it was signed', async () => withSubject(await issuer.mint(), 'ada.admin')],
])('a token that is %s is refused', async (_, make) => {
  const { status, body, headers } = await withToken(await make());
  expect([status, body.code]).toEqual([401, 'token.invalid']);
  expect(headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
});

test('a token for several audiences is good if this service is one of them', async () => {
  expect((await withToken(await issuer.mint({ aud: ['another-service', 'concert'] }))).status).toBe(200);
});

test.each(['nobody.known', 'bea.belgium\u0000', "'; drop table person; --"])(
  'whoever is not in the register may do nothing: %j',
  async (sub) => {
    const { status, body } = await withToken(await issuer.mint({ sub }));
    expect([status, body.code]).toEqual([403, 'person.unknown']);
  },
);

test('a role that is taken away is gone with the next request, whatever the token', async () => {
  const ada = callerWith(stack.url, { Authorization: `Bearer ${await issuer.mint({ sub: 'ada.admin' })}` });
  expect((await ada.get('/people')).status).toBe(200);
  await stack.database.prisma.person.update({ where: { subject: 'ada.admin' }, data: { roles: [] } });
  expect((await ada.get('/people')).status).toBe(403);
});

test('after a change of keys, tokens of the new key are taken and tokens of the old one refused', async () => {
  const old = await issuer.mint();
  await issuer.rotate();
  const fresh = await issuer.mint();
  await stack.until(async () => (await withToken(fresh)).status === 200);
  expect((await withToken(old)).body.code).toBe('token.invalid');
});

test('a flood of tokens of unknown keys does not become a flood of requests to the identity provider', async () => {
  const before = issuer.asked();
  for (let i = 0; i < 50; i += 1) expect((await withToken(await issuer.mint({}, { kid: `unknown-${i}` }))).status).toBe(401);
  expect(issuer.asked() - before).toBeLessThan(25);
});

async function signedWithPublicKey(): Promise<string> {
  const [, payload] = (await issuer.mint()).split('.');
  const signed = `${encoded({ alg: 'HS256', kid: issuer.publicKey().kid })}.${payload}`;
  return `${signed}.${createHmac('sha256', JSON.stringify(issuer.publicKey())).update(signed).digest('base64url')}`;
}

async function signedByStranger(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  const claims = { iss: issuer.url, aud: 'concert', sub: 'bea.belgium', exp: minutesAgo(-5) };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: issuer.publicKey().kid ?? '' }).sign(privateKey);
}

function withSubject(token: string, sub: string): string {
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  return `${header}.${encoded({ ...claims, sub })}.${signature}`;
}
