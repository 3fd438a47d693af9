import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { FAILURES, type FailureCode } from '../domain/failure.ts';
import { PERMISSIONS } from '../domain/permission.ts';
import { Problem } from './problem.ts';
import type { Route } from './route.ts';

const IdempotencyKey = z
  .string()
  .min(8)
  .max(200)
  .meta({ description: 'Names this request. Sent again with the same body, it gets the first answer again.' });
const ActingFor = z.string().optional().meta({
  description: 'Code of the organisation to act for: one that your unit belongs to. Your own without it.',
});
const IfMatch = z
  .string()
  .meta({ description: 'The ETag that you last read. The clock of a drill takes `*` as well: whatever it is now.' });

/** OpenAPI 3.1 describes bytes that are sent as they are by saying nothing of them. */
const BYTES = {};

/** The description of the API, made from the routes themselves: a route that is served is described, and described as it is. */
export function openApiDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Concert',
      version: '0.1.0',
      description: 'Runs joint customs and police operations, from the first plan to the agreed figures.',
    },
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { method, path, action, summary, params, query, body, upload, takesLines } = route;
  const header = {
    ...(method === 'post' && !takesLines ? { 'Idempotency-Key': IdempotencyKey } : {}),
    ...(method === 'put' ? { 'If-Match': IfMatch } : {}),
    ...(action === 'public' ? {} : { 'Acting-For': ActingFor }),
  };
  return {
    operationId: `${method}${path.replaceAll(/[{}.]/g, '').replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    description: action === 'public' ? 'Needs no token.' : `For: ${allowed(action)} (${action}).`,
    tags: [path.split('/')[1] ?? ''],
    ...(action === 'public' ? {} : { security: [{ token: [] }] }),
    requestParams: {
      ...(params ? { path: params as z.ZodObject } : {}),
      ...(query ? { query: query as z.ZodObject } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
    ...(upload ? { requestBody: { required: true, content: { '*/*': { schema: BYTES } } } } : {}),
    ...(takesLines ? { requestBody: { required: true, content: { 'application/x-ndjson': { schema: z.string() } } } } : {}),
    responses: responsesOf(route),
  };
}

function responsesOf({ replies: { status, schema, type = 'application/json' }, ...route }: Route): ZodOpenApiResponsesObject {
  const success = {
    description: 'Done.',
    content: { [type]: { schema: schema ?? (type === 'application/octet-stream' ? BYTES : z.string()) } },
  };
  const codes = refusalsOf(route);
  const byStatus = Object.groupBy(codes, (code) => String(FAILURES[code].status));
  const problems = Object.entries(byStatus).map(([problemStatus, some = []]) => [
    problemStatus,
    {
      description: some.map((code) => `\`${code}\`: ${FAILURES[code].says}`).join('\n\n'),
      content: { 'application/problem+json': { schema: Problem } },
    },
  ]);
  return { [status]: success, ...Object.fromEntries(problems) } as ZodOpenApiResponsesObject;
}

/** What every route of its kind can refuse, and what this one adds. */
function refusalsOf({ method, action, body, upload, query, takesLines, refuses = [], path }: Omit<Route, 'replies'>): FailureCode[] {
  return [
    ...(action === 'public'
      ? []
      : ([
          'token.missing',
          'token.invalid',
          'person.unknown',
          'person.not-of-organisation',
          'permission.denied',
          'identity.unavailable',
        ] as const)),
    ...(path.startsWith('/operations/{') ? (['operation.not-found'] as const) : []),
    ...(body ? (['request.not-json', 'request.too-large', 'request.media-type'] as const) : []),
    ...(upload ? [upload.tooLarge] : []),
    ...(body || query ? (['request.invalid'] as const) : []),
    ...(method === 'post' && !takesLines ? (['request.key-missing', 'request.key-reused'] as const) : []),
    ...(method === 'put' ? (['request.if-match-missing'] as const) : []),
    ...(query instanceof z.ZodObject && 'cursor' in query.shape ? (['request.cursor-invalid'] as const) : []),
    ...refuses,
    'request.too-many',
    'database.unavailable',
    'bug.unexpected',
  ];
}

function allowed(action: keyof typeof PERMISSIONS): string {
  const relations: 'anybody' | readonly string[] = PERMISSIONS[action];
  return relations === 'anybody' ? 'anybody with a token' : relations.join(', ');
}
