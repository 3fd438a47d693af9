import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { FAILURES, type FailureCode } from '../domain/failure.ts';
import { ObjectsOutage } from '../domain/objects.ts';
import { Refusal } from './refusal.ts';
import { isTemporalOutage, refusalOfUpdate } from './gateway.ts';

/** RFC 9457. `code` is the member to branch on; `errors` names fields by RFC 6901 pointer. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem' });

const OUTAGE_RETRY_SECONDS = '5';

/** The last middleware: turns whatever was thrown into one problem document, and logs what is not the caller's doing. */
export function answerProblems(log: Logger): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const refusal = refusalOf(error);
    const { status, says } = FAILURES[refusal.code];
    const requestId = String(response.locals['requestId'] ?? '');
    if (refusal.code === 'bug.unexpected') log.error({ err: error, requestId, path: request.path }, 'bug');
    else if (status >= 500) log.warn({ code: refusal.code, requestId, reason: messageOf(error) }, 'outage');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(status)
      .set(status === 503 ? { 'Retry-After': OUTAGE_RETRY_SECONDS } : {})
      .set(refusal.headers)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:concert:problem:${refusal.code}`,
          title: says,
          status,
          detail: refusal.flaws[0] ? `${refusal.flaws[0].pointer || 'The body'}: ${refusal.flaws[0].detail}` : says,
          instance: request.originalUrl,
          code: refusal.code,
          requestId,
          errors: [...refusal.flaws],
        } satisfies z.input<typeof Problem>),
      );
  };
}

/** What to tell of an error, whatever it is. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const ofUpdate = refusalOfUpdate(error);
  if (ofUpdate) return new Refusal(ofUpdate);
  if (error instanceof ObjectsOutage) return new Refusal('objects.unavailable');
  if (isTemporalOutage(error)) return new Refusal('temporal.unavailable');
  if (isDatabaseOutage(error)) return new Refusal('database.unavailable');
  return new Refusal(codeOfBodyParser(error) ?? 'bug.unexpected');
}

/** body-parser's own errors carry a `type`; https://www.npmjs.com/package/body-parser lists them. */
function codeOfBodyParser(error: unknown): FailureCode | null {
  if (error instanceof URIError) return 'request.route-unknown';
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') return 'request.too-large';
  if (type === 'entity.parse.failed' || type === 'request.aborted' || type === 'request.size.invalid') return 'request.not-json';
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return 'request.media-type';
  return status === 400 ? 'request.not-json' : null; // such as a body that cannot be unpacked
}

/**
 * SQLSTATE classes 08 (connection), 40 (rolled back for another's sake), 53 (resources) and 57 (shut down, or ended for taking too long),
 * and what node says of a socket, also where Prisma wraps it.
 */
function isDatabaseOutage(error: unknown): boolean {
  const { code, meta } = error as { code?: string; meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string } } } };
  const states = [code, meta?.driverAdapterError?.cause?.originalCode].filter((state) => state !== undefined);
  if (
    states.some(
      (state) =>
        /^(08|40|53|57)/.test(state) || /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|P1001|P1002|P1008|P1017|P2024|P2028|P2034)$/.test(state),
    )
  )
    return true;
  return /(Connection terminated|is not queryable|timeout exceeded when trying to connect|connection timeout)/i.test(messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
