const PERSON_GRANT = 'urn:concert:grant:person';
const PERSON_CLIENT = 'concert-cli';

/** Renewed this long before it expires, so that none expires on its way. */
const MARGIN_MS = 60_000;

type Token = { value: string; until: number };

/**
 * Access tokens for whoever is asked for, from the identity provider that Concert names itself (RFC 9728, then OpenID discovery).
 * Only the provider of exercises grants them so; any other refuses, and a drill cannot be played against it.
 */
export async function openTokens(url: string): Promise<(subject: string) => Promise<string>> {
  const resource = await read<{ authorization_servers?: string[] }>(new URL('/.well-known/oauth-protected-resource', url));
  const issuer = resource.authorization_servers?.[0];
  if (!issuer) throw new Error(`${url} names no issuer of tokens.`);
  const { token_endpoint: endpoint } = await read<{ token_endpoint: string }>(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  );

  const tokens = new Map<string, Promise<Token>>();
  return async (subject) => {
    const known = await tokens.get(subject);
    if (known && known.until > Date.now()) return known.value;
    const fresh = grant(endpoint, subject);
    tokens.set(subject, fresh);
    return (await fresh).value;
  };
}

async function grant(endpoint: string, subject: string): Promise<Token> {
  const body = new URLSearchParams({ grant_type: PERSON_GRANT, client_id: PERSON_CLIENT, person: subject });
  const granted = await read<{ access_token: string; expires_in: number }>(endpoint, { method: 'POST', body });
  return { value: granted.access_token, until: Date.now() + granted.expires_in * 1000 - MARGIN_MS };
}

async function read<Body>(address: string | URL, init: RequestInit = {}): Promise<Body> {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(10_000) });
  if (!response.ok)
    throw new Error(`${init.method ?? 'GET'} ${address} was answered with ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return (await response.json()) as Body;
}
