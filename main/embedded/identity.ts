import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import Provider, { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import { identityKeys } from './identity-keys.ts';
import { createMemory } from './identity-memory.ts';
import { choosePort, keepPort } from './port.ts';
import { answerSignIn, type KnownPerson, SIGN_IN_PATH } from './sign-in.ts';

export type IdentitySettings = {
  /** Keeps the keys and the port, so that a token outlives a restart. Made if missing. */
  folder: string;
  port?: number;
  people: readonly KnownPerson[];
};

export type Identity = { issuer: string; port: number; stop(): Promise<void> };

/** A token for whoever is named, without a password: for exercises. */
export const PERSON_GRANT = 'urn:concert:grant:person';
export const PERSON_CLIENT = 'concert-cli';

/** For a console in the browser. */
export const CONSOLE_CLIENT = 'concert-console';
const AUDIENCE = 'concert';
const TOKEN_SECONDS = 3_600;
const SUBJECT = /^[a-z0-9][a-z0-9._-]{1,63}$/i;

/** Resource indicators must be URIs; the audience in the token need not be one. */
const RESOURCE = 'urn:concert:api';
const API = {
  scope: AUDIENCE,
  audience: AUDIENCE,
  accessTokenTTL: TOKEN_SECONDS,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'ES256' } },
} as const;

/**
 * Serves an OpenID provider on loopback that believes everybody: it gives a signed access token for any well-formed
 * subject, to the token command and the drills by a grant of its own, to a browser by authorization code with PKCE.
 * Only for machines where that is harmless; the configuration refuses it in production.
 */
export async function startIdentity({ folder, port, people }: IdentitySettings): Promise<Identity> {
  await mkdir(folder, { recursive: true });
  const chosen = await choosePort(folder, port);
  const issuer = `http://127.0.0.1:${chosen}`;
  const provider = new Provider(issuer, await configure(folder, people));
  registerPersonGrant(provider);

  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith(SIGN_IN_PATH)) void answerSignIn(provider, people, request, response);
    else void answer(request, response);
  });
  server.listen(chosen, '127.0.0.1');
  await once(server, 'listening');
  await keepPort(folder, chosen);
  return {
    issuer,
    port: chosen,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function registerPersonGrant(provider: Provider): void {
  provider.registerGrantType<{ person?: string }>(
    PERSON_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      if (!params.person || !SUBJECT.test(params.person)) throw new errors.InvalidRequest('person must be a subject such as ada.admin');
      const token = new provider.AccessToken({ accountId: params.person, client, scope: AUDIENCE, gty: PERSON_GRANT, grantId: '' });
      token.resourceServer = new provider.ResourceServer(RESOURCE, API);
      ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: TOKEN_SECONDS };
    },
    ['person'],
  );
}

async function configure(folder: string, people: readonly KnownPerson[]): Promise<Configuration> {
  const { jwks, cookieKeys } = await identityKeys(folder);
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return {
    jwks,
    adapter: createMemory(),
    cookies: { keys: cookieKeys },
    clientDefaults: { id_token_signed_response_alg: 'ES256', token_endpoint_auth_method: 'none' },
    clients: [
      { client_id: PERSON_CLIENT, grant_types: [PERSON_GRANT], response_types: [], redirect_uris: [] },
      {
        client_id: CONSOLE_CLIENT,
        application_type: 'native', // any port of loopback
        grant_types: ['authorization_code'],
        redirect_uris: ['http://127.0.0.1/signed-in'],
        scope: 'openid profile email concert',
      },
    ],
    claims: { profile: ['name'], email: ['email'] },
    scopes: ['openid', 'profile', 'email', AUDIENCE],
    ttl: { AccessToken: TOKEN_SECONDS, IdToken: TOKEN_SECONDS, Session: 12 * 3_600, Grant: 12 * 3_600, Interaction: 3_600 },
    pkce: { required: () => true },
    interactions: { policy, url: (_ctx, { uid }) => `${SIGN_IN_PATH}${uid}` },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => API,
      },
    },
    findAccount: (_ctx, subject) => {
      const person = people.find((known) => known.subject === subject);
      return SUBJECT.test(subject)
        ? { accountId: subject, claims: () => ({ sub: subject, name: person?.name, email: person?.email }) }
        : undefined;
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile email');
      grant.addResourceScope(RESOURCE, AUDIENCE);
      await grant.save();
      return grant;
    },
  };
}
