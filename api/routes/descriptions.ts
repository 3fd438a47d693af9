import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import { route } from '../route.ts';

/** What the service says of itself to programs. */
export const DESCRIPTION_ROUTES = [
  route({
    method: 'get',
    path: '/openapi.json',
    action: 'public',
    summary: 'This description, as OpenAPI 3.1',
    replies: { status: 200, schema: z.unknown() },
    handle: async () => {
      const { ROUTES } = await import('../routes.ts'); // the list holds this route: imported when asked for, or it would be a circle
      return { body: openApiDocument(ROUTES) };
    },
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
