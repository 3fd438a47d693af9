import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export type Issuer = {
  url: string;
  /** A token of these claims by the current key, good for five minutes unless they say otherwise; undefined takes a claim out. */
  mint(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  publicKey(): JWK;
  /** From now on there is another key, and only that one is published. */
  rotate(): Promise<void>;
  /** What it answers with instead: a status, or a body that is no key set. Null: it works. */
  fails: { discovery: Failure; keys: Failure };
  /** How often its keys were asked for. */
  asked(): number;
  stop(): Promise<void>;
};

type Failure = { status: number; body: string } | null;

/** A small OpenID provider that publishes keys and can be made to fail; it signs whatever it is asked to. */
export async function anIssuer(): Promise<Issuer> {
  const fails: Issuer['fails'] = { discovery: null, keys: null };
  let current = await aKey('key-1');
  let rotations = 1;
  let asked = 0;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) asked += 1;
    const failure = isKeys ? fails.keys : fails.discovery;
    const body = JSON.stringify(isKeys ? { keys: [current.jwk] } : { issuer: url, jwks_uri: `${url}/keys` });
    response.writeHead(failure?.status ?? 200, { 'Content-Type': 'application/json' }).end(failure?.body ?? body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    fails,
    async mint(claims = {}, header = {}) {
      const seconds = Math.floor(Date.now() / 1_000);
      const usual = { iss: url, aud: 'concert', sub: 'bea.belgium', iat: seconds, exp: seconds + 300 };
      const payload = JSON.parse(JSON.stringify({ ...usual, ...claims }));
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: current.jwk.kid ?? '', ...header }).sign(current.privateKey);
    },
    publicKey: () => current.jwk,
    async rotate() {
      current = await aKey(`key-${++rotations}`);
    },
    asked: () => asked,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function aKey(kid: string): Promise<{ privateKey: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
