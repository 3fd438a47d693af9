import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { createAuthenticate } from './authenticate.ts';
import type { Dependencies } from './dependencies.ts';
import { expressPath, mount } from './mount.ts';
import { limitRate } from './rate.ts';
import { answerProblems } from './problem.ts';
import { Refusal } from './refusal.ts';
import { ROUTES } from './routes.ts';

/** The API: every step that a request takes, in its order. */
export function createApp(deps: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false); // routes that have a version say so themselves
  app.set('query parser', 'simple');
  app.use(nameAndLog(deps));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  app.use(limitRate(deps.requestsPerMinute));

  const authenticate = createAuthenticate(deps.identity);
  const [uploads, others] = [ROUTES.filter(({ upload }) => upload), ROUTES.filter(({ upload }) => !upload)];
  for (const route of uploads) mount(app, route, deps, authenticate); // whatever their body is called, it is not read as JSON
  for (const { path, mostBytes } of ROUTES) if (mostBytes) app.use(expressPath(path), express.json({ limit: mostBytes, strict: true }));
  app.use(express.json({ limit: '1mb', strict: true }));
  for (const route of others) mount(app, route, deps, authenticate);
  for (const path of new Set(ROUTES.map((route) => route.path))) app.all(expressPath(path), refuseMethod(path));
  app.use(() => {
    throw new Refusal('request.route-unknown');
  });
  app.use(answerProblems(deps.log));
  return app;
}

/** Gives each request an id that its problem, its log line and its caller share. Neither body nor token is logged. */
function nameAndLog({ log, now }: Dependencies): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const from = now();
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    response.on('finish', () => {
      const { method, path } = request;
      log.debug(
        { requestId, method, path, status: response.statusCode, ms: now() - from, personId: response.locals['personId'] },
        'request',
      );
    });
    next();
  };
}

function refuseMethod(path: string): RequestHandler {
  const allow = ROUTES.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
  return () => {
    throw new Refusal('request.method-unknown', { headers: { Allow: allow.join(', ') } });
  };
}
