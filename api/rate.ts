import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Refusal } from './refusal.ts';

/**
 * So many requests a minute for each token, or address where there is none. Counted in this process: behind several API processes a caller
 * gets that many times more, which a proxy in front of them should bound.
 */
export function limitRate(requestsPerMinute: number): RequestHandler {
  if (requestsPerMinute === 0) return (_request, _response, next) => next();
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => {
      const token = request.get('authorization');
      return token ? createHash('sha256').update(token).digest('base64url') : ipKeyGenerator(request.ip ?? '');
    },
    handler: (_request, response) => {
      throw new Refusal('request.too-many', { headers: { 'Retry-After': String(response.getHeader('Retry-After') ?? 60) } });
    },
  });
}
