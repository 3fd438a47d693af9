import type { Request } from 'express';
import type { z } from 'zod';
import type { FailureCode } from '../domain/failure.ts';
import type { Actor } from '../domain/organisation.ts';
import type { Action, Relation } from '../domain/permission.ts';
import type { Asker } from '../prisma/reads/people.ts';
import type { Dependencies } from './dependencies.ts';
import type { ReceiptKey } from './receipt.ts';
import type { Upload, UploadLimit } from './upload.ts';

export type Reply<Body = unknown> = {
  status?: number;
  body: Body;
  etag?: string;
  /** The body changes by itself while its tag stays, so that whoever has the tag is told it all the same. */
  isAlive?: boolean;
  location?: string;
  next?: string | null;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** In place of `body`: sent as it comes, however much it is. A stream that breaks breaks the connection, so that nobody takes a part for all. */
  stream?: AsyncIterable<string | Uint8Array>;
  /** Bytes in place of `body`, opened only when they are sent. `name` is what the caller saves them as. */
  file?: { open: () => Promise<AsyncIterable<Uint8Array>>; size: number; name: string };
};

/** Who asks, what is known of the thing that they ask about, and who they are to it. */
export type Standing<Found = unknown> = { actor: Actor; relations: readonly Relation[]; found: Found; absent: FailureCode };

export type Call<Params, Query, Body, Found> = {
  actor: Actor;
  params: Params;
  query: Query;
  body: Body;
  found: Found;
  relations: readonly Relation[];
  /** Present on POST. What is done once under it is answered again to a repeat. */
  receipt: ReceiptKey;
  /** Present on PUT: the ETag that the caller last read. */
  ifMatch: string;
  /** Present where the route takes an upload. */
  upload: Upload;
  realNow: number;
};

type Schema = z.ZodType;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** One route as data: Express, the OpenAPI document and the tests of the permission table are all made from it. */
export type Route = {
  method: 'get' | 'post' | 'put';
  /** As OpenAPI writes it: `/operations/{operationId}`. */
  path: string;
  action: Action | 'public';
  summary: string;
  params?: Schema;
  query?: Schema;
  body?: Schema;
  /** A list in the body whose members the handler judges, each for itself: a text that cannot be kept refuses one of them, and not all. */
  judged?: string;
  /** The body is a stream of JSON lines, read by the handler as it comes. What repeats is told by its content, and no key is asked for. */
  takesLines?: true;
  /** Of the body, in bytes; a megabyte where it is not said. */
  mostBytes?: number;
  /** In place of `body`: takes bytes of any kind, as they are. */
  upload?: UploadLimit;
  /** Status of success and the shape of its body. */
  replies: { status: number; schema?: Schema; type?: string };
  refuses?: readonly FailureCode[];
  about?: (call: Asker & { params: never }, deps: Dependencies) => Promise<Standing<never>>;
  handle: (call: never, deps: Dependencies, request: Request) => Promise<Reply>;
};

type RouteSpec<P, Q, B, F, R> = Omit<Route, 'params' | 'query' | 'body' | 'about' | 'handle' | 'replies'> & {
  params?: P;
  query?: Q;
  body?: B;
  replies: { status: number; schema?: R; type?: string };
  about?: (call: Asker & { params: Output<P> }, deps: Dependencies) => Promise<Standing<F>>;
  handle: (call: Call<Output<P>, Output<Q>, Output<B>, F>, deps: Dependencies, request: Request) => Promise<Reply>;
};

/** Keeps the types of a route's parts together while it is written; the list of routes holds it without them. */
export function route<P extends Schema, Q extends Schema, B extends Schema, F, R extends Schema>(spec: RouteSpec<P, Q, B, F, R>): Route {
  return spec as unknown as Route;
}
