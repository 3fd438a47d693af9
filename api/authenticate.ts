import { createRemoteJWKSet, errors, jwksCache, jwtVerify, type JWKSCacheInput, type JWTVerifyGetKey } from 'jose';
import { Refusal } from './refusal.ts';
import { rememberTokens } from './verified-tokens.ts';

/** Answers the subject of the token. */
export type Authenticate = (authorization: string | undefined) => Promise<string>;

/** Symmetric algorithms and `none` are not here: with them, whoever can read the public keys could make tokens. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/**
 * Checks a bearer token against the issuer's published keys: issuer, audience, expiry, algorithm. The token says who somebody is; what they
 * may do stands in the register, so that a change takes effect with the next request.
 */
export function createAuthenticate({ issuer, audience }: { issuer: string; audience: string }): Authenticate {
  const read: JWKSCacheInput = {}; // when the keys were last read, which jose keeps here
  const keys = discoverKeys(issuer, read);
  const verified = rememberTokens(KEYS_MAX_AGE_MS);
  const challenge = { 'WWW-Authenticate': `Bearer realm="concert", resource_metadata="/.well-known/oauth-protected-resource"` };
  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new Refusal('token.missing', { headers: challenge });
    const subject = await verify(token).catch((error: unknown) => {
      if (!isAboutToken(error)) throw new Refusal('identity.unavailable');
      throw new Refusal('token.invalid', { headers: { 'WWW-Authenticate': `${challenge['WWW-Authenticate']}, error="invalid_token"` } });
    });
    if (subject.includes('\0')) throw new Refusal('person.unknown'); // PostgreSQL keeps no NUL, so nobody is called so
    return subject;
  };

  async function verify(token: string): Promise<string> {
    const known = verified.recall(token, read.uat ?? 0);
    if (known) return known.subject;
    const { payload } = await jwtVerify(token, await keys(), {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: 5,
      requiredClaims: ['sub', 'exp'],
    });
    if (typeof payload.sub !== 'string') throw new errors.JWTClaimValidationFailed('"sub" must be a string', payload, 'sub', 'invalid');
    verified.remember(token, read.uat ?? 0, { subject: payload.sub, expiresAt: payload.exp ?? 0 });
    return payload.sub;
  }
}

/** jose tells of keys that it cannot get or read by generic errors of its own: then nothing is known about the token. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
}

/** A token of an unknown key has the keys read again, but not sooner than this: made-up tokens must not flood the issuer through us. */
const KEYS_COOLDOWN_MS = 1_000;

/** The keys are read again after this time, so that a withdrawn one is not trusted for longer. */
const KEYS_MAX_AGE_MS = 600_000;

/** Asked for once, at the first token: the API starts also while the issuer is away. A failed attempt is not remembered. */
function discoverKeys(issuer: string, read: JWKSCacheInput): () => Promise<JWTVerifyGetKey> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return () => {
    keys ??= discover(issuer, read).catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
}

async function discover(issuer: string, read: JWKSCacheInput): Promise<JWTVerifyGetKey> {
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
    const { jwks_uri } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: KEYS_COOLDOWN_MS, cacheMaxAge: KEYS_MAX_AGE_MS, [jwksCache]: read });
  } catch {
    throw new Refusal('identity.unavailable');
  }
}
