import type { Bench } from './bench.ts';
import { aCase } from './case.ts';
import { takePart } from './case-report.ts';
import { figure, type Figure } from './figure.ts';
import { openHttp } from './http.ts';
import { ask, type Sender } from './people.ts';
import { openWire } from './wire.ts';

/** What the main routes ask of PostgreSQL, by an API of its own that reaches it through a counter. */
export const statements: Bench = async ({ stack, members }) => {
  const { operationId, tokens, coordinator, invitations } = await takePart({ stack, members });
  const wire = await openWire(stack.databaseUrl);
  const api = await stack.startApi(wire.url);
  const through: Sender = { http: openHttp(api.url, 1) };
  const [member = ''] = tokens;
  const as = (token: string, method: 'GET' | 'POST', path: string, body?: () => object) => () =>
    ask<{ id: string }>(through, token, method, path, body?.());

  const operation = `/operations/${operationId}`;
  const { id: caseId } = await as(member, 'POST', `${operation}/cases`, aCase)();
  const [first, second] = invitations;
  const accept = (): object => ({ answer: 'accept' });
  const routes: [name: string, warmUp: () => Promise<unknown>, counted?: () => Promise<unknown>][] = [
    ['POST cases', as(member, 'POST', `${operation}/cases`, aCase)],
    ['GET cases', as(member, 'GET', `${operation}/cases`)],
    ['GET a case', as(member, 'GET', `/cases/${caseId}`)],
    ['GET tasks', as(member, 'GET', '/tasks?state=open')],
    ['GET an operation', as(coordinator, 'GET', operation)],
    ['GET events', as(coordinator, 'GET', `${operation}/events`)],
    ['GET statistics', as(coordinator, 'GET', `${operation}/statistics`)],
  ];
  if (first && second)
    routes.push(['POST an answer', as(first.token, 'POST', first.path, accept), as(second.token, 'POST', second.path, accept)]);

  try {
    const figures: Figure[] = [];
    for (const [name, warmUp, counted = warmUp] of routes) {
      await warmUp(); // connects, prepares and fills what is remembered between requests
      const { statements: value, roundTrips } = await wire.count(counted);
      figures.push(
        figure({
          name: `statements, ${name}`,
          value,
          unit: 'statements',
          note: `in ${roundTrips} round trips, of a request that is not the first`,
        }),
      );
    }
    return figures;
  } finally {
    through.http.close();
    await api.stop();
    await wire.stop();
  }
};
