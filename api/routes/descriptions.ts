import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import { route } from '../route.ts';

/** Kept once it is made: making it takes as long as many other requests, and anybody may ask for it. */
let description: Promise<object> | undefined;

/** The list holds this route: imported when asked for, or it would be a circle. */
async function describe(): Promise<object> {
  const { ROUTES } = await import('../routes.ts');
  return openApiDocument(ROUTES);
}

/** What the service says of itself to programs. */
export const DESCRIPTION_ROUTES = [
  route({
    method: 'get',
    path: '/openapi.json',
    action: 'public',
    summary: 'This description, as OpenAPI 3.1',
    replies: { status: 200, schema: z.unknown() },
    handle: async () => ({ body: await (description ??= describe()) }),
  }),
  route({
    method: 'get',
    path: '/.well-known/oauth-protected-resource',
    action: 'public',
    summary: 'Who issues the tokens that are taken here (RFC 9728)',
    replies: {
      status: 200,
      schema: z.looseObject({
        resource: z.string(),
        authorization_servers: z.array(z.string()),
        bearer_methods_supported: z.array(z.string()),
      }),
    },
    handle: async (_call, { identity: { issuer, audience } }) => ({
      body: { resource: audience, authorization_servers: [issuer], bearer_methods_supported: ['header'] },
    }),
  }),
];
