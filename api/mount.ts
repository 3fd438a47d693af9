import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { parseFlaws } from '../documents/reports/flaws.ts';
import { textFlaws } from '../documents/reports/text.ts';
import { ObjectsOutage } from '../domain/objects.ts';
import type { Actor } from '../domain/organisation.ts';
import { isPermitted, standingRelations } from '../domain/permission.ts';
import { findActor, type Asker } from '../prisma/reads/people.ts';
import type { Authenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { sendText } from './encoding.ts';
import { keyOf, receiptKeyOf, replyOnce, type ReceiptKey } from './receipt.ts';
import { Refusal, refuseFlaws } from './refusal.ts';
import type { Reply, Route, Standing } from './route.ts';
import { dropRest, withUpload, type Upload } from './upload.ts';

/** Serves a route. First who, then whether the thing is there for them, then whether they may, and only then what they said. */
export function mount(app: Express, route: Route, deps: Dependencies, authenticate: Authenticate): void {
  app[route.method](expressPath(route.path), async (request: Request, response: Response) => {
    if (route.upload) dropRest(request, response);
    const asker = route.action === 'public' ? null : await askerOf(request, authenticate);
    const path = route.params?.safeParse(request.params) ?? NO_PATH;
    const standing = await standingOf(route, asker, path, deps);
    const { actor, found, relations } = standing;
    response.locals['personId'] = actor.personId;
    permit(route, standing);
    const query = parse(route.query, { ...request.query });
    const body = parseBody(route, request);

    const call = {
      actor,
      params: path.data,
      query,
      body,
      found,
      relations,
      realNow: deps.now(),
      ifMatch: ifMatchOf(route, request),
    };
    const answer = async (receipt: ReceiptKey | null, upload?: Upload): Promise<void> => {
      const handle = (): Promise<Reply> => route.handle({ ...call, receipt, upload } as never, deps, request);
      await send(request, response, route, receipt ? await replyOnce(deps.database, receipt, handle) : await handle());
    };
    if (!route.upload) return answer(route.method === 'post' && !route.takesLines ? receiptKeyOf(request, actor.personId) : null);
    keyOf(request); // before anything is received
    return withUpload(request, route.upload, (upload) =>
      answer(receiptKeyOf(request, actor.personId, { query, sha256: upload.sha256 }), upload),
    );
  });
}

export function expressPath(path: string): string {
  return path.replaceAll(':', '\\:').replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Who asks where no token is needed: holds nothing, so that whatever is not public stays closed. */
const nobody: Actor = {
  personId: '',
  subject: '',
  name: '',
  roles: [],
  posts: [],
  organisation: { id: '', code: '', kind: 'company', service: 'other' },
};

/** Who asks, and for which of the organisations of their unit. */
async function askerOf(request: Request, authenticate: Authenticate): Promise<Asker> {
  const actingFor = request.get('Acting-For')?.trim() ?? null;
  return { subject: await authenticate(request.get('authorization')), actingFor: actingFor === '' ? null : actingFor };
}

type Path = Pick<z.ZodSafeParseResult<unknown>, 'success' | 'data'>;

const NO_PATH: Path = { success: true, data: undefined };

/** In one statement where the request is about something. Strangers to the register are told so before anything else, whatever they ask for. */
async function standingOf(route: Route, asker: Asker | null, path: Path, deps: Dependencies): Promise<Standing<unknown>> {
  if (route.about && asker !== null && path.success) return route.about({ ...asker, params: path.data as never }, deps);
  const actor = asker === null ? nobody : await findActor(deps.database, asker);
  if (typeof actor === 'string') throw new Refusal(actor);
  if (!path.success) throw new Refusal('request.route-unknown');
  return { actor, relations: standingRelations(actor), found: undefined, absent: 'permission.denied' };
}

/** Whoever has no relation at all to a thing is not told that it exists. */
function permit({ action }: Route, { relations, absent }: Standing): void {
  if (action === 'public' || isPermitted(action, relations)) return;
  throw new Refusal(relations.length === 0 ? absent : 'permission.denied');
}

function parseBody({ body: schema, judged }: Route, request: Request): unknown {
  if (!schema) return undefined;
  const isEmpty = request.get('Transfer-Encoding') === undefined && !(Number(request.get('Content-Length')) > 0);
  if (isEmpty && schema.safeParse(undefined).success) return parse(schema, undefined); // a POST that says all by its address
  if (request.body === undefined) throw new Refusal(isEmpty ? 'request.not-json' : 'request.media-type');
  return parse(schema, request.body, judged);
}

function parse(schema: z.ZodType | undefined, input: unknown, judged?: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Refusal('request.invalid', { flaws: parseFlaws(parsed.error) });
  refuseFlaws('request.invalid', textFlaws(judged ? { ...(parsed.data as object), [judged]: null } : parsed.data));
  return parsed.data;
}

function ifMatchOf(route: Route, request: Request): string {
  if (route.method !== 'put') return '';
  const tag = request.get('If-Match');
  if (!tag) throw new Refusal('request.if-match-missing');
  return tag.replace(/^W\//, '');
}

async function send(
  request: Request,
  response: Response,
  route: Route,
  { status = route.replies.status, body, etag, isAlive = false, location, next, type, stream, file, headers = {} }: Reply,
): Promise<void> {
  response.set(headers);
  if (etag) response.set('ETag', etag);
  if (location) response.set('Location', location);
  if (next) response.set('Link', `<${nextPage(request, next)}>; rel="next"`);
  response.set('Cache-Control', route.action === 'public' ? 'no-cache' : 'private, no-cache');
  if (stream) return pour(stream, response.status(status).type(type ?? route.replies.type ?? 'json'));
  if (etag && !isAlive && route.method === 'get' && isKnown(request.get('If-None-Match'), etag)) response.status(304).end();
  else if (file) await sendFile(response.status(status), file, type);
  else await sendText(request, response.status(status).type(type ?? 'json'), type ? String(body) : JSON.stringify(body));
}

/** As something to save, never to show: what people sent in must not run under this address. A file that breaks off breaks the connection. */
async function sendFile(
  response: Response,
  { open, size, name }: NonNullable<Reply['file']>,
  type = 'application/octet-stream',
): Promise<void> {
  const content = await open();
  response.attachment(name).type(type).set('Content-Length', String(size));
  await pour(watched(content), response);
}

/** Sends what comes as it comes. Whoever hangs up on the way is nobody to tell, and no fault of ours. */
async function pour(content: AsyncIterable<string | Uint8Array>, response: Response): Promise<void> {
  await pipeline(content, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

async function* watched(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw new ObjectsOutage(`The content breaks off: ${(error as Error).message}`, { cause: error });
  }
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly, because a proxy that compresses makes them weak; or `*`. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

function nextPage(request: Request, cursor: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('cursor', cursor);
  return `${request.path}?${query}`;
}
