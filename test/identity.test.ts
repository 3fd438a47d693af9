import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose';
import { CONSOLE_CLIENT, type Identity, PERSON_CLIENT, PERSON_GRANT, startIdentity } from '../main/embedded/identity.ts';
import { readTestParts } from './test-parts.ts';

const { folder: temporary } = readTestParts();
const people = [{ subject: 'clara.coordinator', name: 'Clara <Coordinator>', email: 'clara@wco.example' }];
const folder = mkdtempSync(join(temporary, 'identity-'));
let identity: Identity;

beforeEach(async () => {
  identity = await startIdentity({ folder, people });
});

afterEach(() => identity.stop());

type Granted = { access_token: string; error?: string; id_token?: string };

async function request(body: Record<string, string>): Promise<Granted & { status: number }> {
  const response = await fetch(`${identity.issuer}/token`, { method: 'POST', body: new URLSearchParams(body) });
  return { status: response.status, ...((await response.json()) as Granted) };
}

const tokenOf = (person: string): ReturnType<typeof request> => request({ grant_type: PERSON_GRANT, client_id: PERSON_CLIENT, person });

function check(token: string, audience = 'concert'): Promise<JWTVerifyResult> {
  const keys = createRemoteJWKSet(new URL(`${identity.issuer}/jwks`));
  return jwtVerify(token, keys, { issuer: identity.issuer, audience, algorithms: ['ES256'], typ: 'at+jwt' });
}

test('a token says who somebody is, for an hour, and nothing about what they may do', async () => {
  const { payload } = await check((await tokenOf('drill.kr-customs')).access_token);
  expect(payload).toMatchObject({ sub: 'drill.kr-customs', aud: 'concert', scope: 'concert', client_id: PERSON_CLIENT });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3_600);
  expect(Object.keys(payload).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
});

test('a token for another audience is not ours', async () => {
  await expect(check((await tokenOf('ada.admin')).access_token, 'another')).rejects.toThrow(errors.JWTClaimValidationFailed);
});

test('a token that somebody else signed with our claims is refused', async () => {
  const forged = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(identity.issuer)
    .setAudience('concert')
    .sign(randomBytes(32));
  await expect(check(forged)).rejects.toThrow(errors.JOSEAlgNotAllowed);
});

test.each(['', 'a', ' ada', 'ada admin', '../ada', 'a'.repeat(65), 'ada\n'])('%j is nobody', async (person) => {
  expect(await tokenOf(person)).toMatchObject({ status: 400, error: 'invalid_request' });
});

test('only the command line has the grant for anybody', async () => {
  const asked = { grant_type: PERSON_GRANT, person: 'ada.admin' };
  expect(await request({ ...asked, client_id: CONSOLE_CLIENT })).toEqual({
    status: 400,
    error: 'invalid_request',
    error_description: 'requested grant type is not allowed for this client',
  });
  expect(await request({ ...asked, client_id: 'stranger' })).toMatchObject({ status: 401, error: 'invalid_client' });
});

test('tokens outlive a restart: same issuer, same keys', async () => {
  const { access_token: token } = await tokenOf('ada.admin');
  const { issuer } = identity;
  await identity.stop();
  identity = await startIdentity({ folder, people });
  expect(identity.issuer).toBe(issuer);
  expect((await check(token)).payload.sub).toBe('ada.admin');
});

/** Goes through a sign-in as a browser does, up to the code in the last redirect. */
async function signIn(person: string, challenge: Record<string, string>): Promise<URL> {
  const cookies = new Map<string, string>();
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(address, identity.issuer), { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
  const to = (response: Response): string => response.headers.get('location') ?? '';

  const query = new URLSearchParams({
    client_id: CONSOLE_CLIENT,
    response_type: 'code',
    scope: 'openid profile concert',
    redirect_uri: REDIRECT,
    state: 'here',
    ...challenge,
  });
  const asked = await visit(`/auth?${query}`);
  if (to(asked).startsWith(REDIRECT)) return new URL(to(asked));
  const page = await (await visit(to(asked))).text();
  expect(page).toContain('Clara &#60;Coordinator&#62;');
  const chosen = await visit(to(asked), { method: 'POST', body: new URLSearchParams({ person }) });
  return new URL(to(await visit(to(chosen))));
}

const REDIRECT = 'http://127.0.0.1:5173/signed-in';

test('a browser signs in by code and PKCE, and gets a token for the API and a name to show', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
  const back = await signIn('clara.coordinator', challenge);
  expect(back.searchParams.get('state')).toBe('here');

  const exchange = {
    grant_type: 'authorization_code',
    client_id: CONSOLE_CLIENT,
    code: back.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT,
  };
  const granted = await request({ ...exchange, code_verifier: verifier });
  expect((await check(granted.access_token)).payload.sub).toBe('clara.coordinator');
  expect(decodeJwt(granted.id_token ?? '').sub).toBe('clara.coordinator');

  expect(await request({ ...exchange, code_verifier: verifier })).toMatchObject({ status: 400, error: 'invalid_grant' }); // a code is good once
});

test('without PKCE there is no sign-in', async () => {
  expect((await signIn('clara.coordinator', {})).searchParams.get('error')).toBe('invalid_request');
});
