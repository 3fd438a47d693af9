import { Client, Connection } from '@temporalio/client';
import express from 'express';
import { pino } from 'pino';
import { openObjects } from '../activities/objects/open.ts';
import { createApp } from '../api/app.ts';
import { openGateway } from '../api/gateway.ts';
import { openApiDocument } from '../api/openapi.ts';
import type { Route } from '../api/route.ts';
import { ROUTES } from '../api/routes.ts';
import { FAILURES } from '../domain/failure.ts';
import { PERMISSIONS, RELATIONS } from '../domain/permission.ts';
import { openDatabase } from '../prisma/client.ts';
import { readRepository } from './house/repository.ts';
import { describedIn, nameOf, servedBy, unpaired } from './house/routes.ts';

const repository = readRepository();
const committed = JSON.parse(repository['openapi.json'] ?? '{}') as Parameters<typeof describedIn>[0];

/** Open to whoever knows the address, and meant so. A route joins this list by a decision, not by a slip. */
const PUBLIC = [
  'get /openapi.json',
  'get /.well-known/oauth-protected-resource',
  'get /health/live',
  'get /health/ready',
  'get /publications/{publicationId}',
  'get /publications/{publicationId}/figures.csv',
];

test('Express serves exactly the routes of the list', async () => {
  const database = openDatabase({ url: 'postgresql://nobody@127.0.0.1:9/nothing' }); // opened, never asked
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const app = createApp({
    database,
    gateway: openGateway({ client: new Client({ connection }), taskQueue: 'nobody' }),
    objects: openObjects('file:///nothing'), // opened, never asked
    identity: { issuer: 'http://127.0.0.1:9', audience: 'concert' },
    log: pino({ level: 'silent' }),
    now: () => 0,
    parts: {},
    requestsPerMinute: 0,
  });
  expect(unpaired(servedBy(app), ROUTES.map(nameOf))).toEqual([]);
  await connection.close();
  await database.close();
});

test('what an app serves is read from its router', () => {
  const app = express();
  const answer = (): void => {};
  app.get('/a/:b', answer).post('/a/:b', answer).all('/a/:b', answer).use(answer);
  expect(servedBy(app)).toEqual(['get /a/{b}', 'post /a/{b}']);
});

test('openapi.json describes exactly the routes of the list, and as they are', () => {
  expect(unpaired(describedIn(committed), ROUTES.map(nameOf))).toEqual([]);
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument(ROUTES))));
});

test('two lists pair up only if neither has an entry more, or one twice', () => {
  expect(unpaired(['get /a', 'get /b'], ['get /b', 'get /a'])).toEqual([]);
  expect(unpaired(['get /a', 'get /b', 'get /b'], ['get /b', 'put /a'])).toEqual(['get /a', 'put /a', 'get /b']);
});

test('every route asks the table of permissions, or is public on purpose', () => {
  const asks = ({ action }: Pick<Route, 'action'>): boolean => action in PERMISSIONS;
  expect(ROUTES.filter((route) => !asks(route)).map(nameOf)).toEqual(PUBLIC);
  expect(ROUTES.filter(({ action }) => action === 'public').map(nameOf)).toEqual(PUBLIC);
});

test('every action of the table is asked for by a route', () => {
  const asked = ROUTES.map(({ action }) => action);
  expect(Object.keys(PERMISSIONS).filter((action) => !(asked as string[]).includes(action))).toEqual([]);
});

test('every relation may do something, and every action is for somebody', () => {
  const allowed = Object.values<string | readonly string[]>(PERMISSIONS);
  expect(RELATIONS.filter((relation) => !allowed.some((some) => some.includes(relation)))).toEqual([]);
  expect(allowed.filter((some) => some.length === 0)).toEqual([]);
});

test('every failure is told to the users of a route that can meet it', () => {
  const ofNoRoute = ['request.route-unknown', 'request.method-unknown'];
  const told = JSON.stringify(committed);
  expect(Object.keys(FAILURES).filter((code) => !ofNoRoute.includes(code) && !told.includes(`\`${code}\``))).toEqual([]);
});

test('a route announces each refusal once', () => {
  const repeated = ROUTES.filter(({ refuses = [] }) => new Set(refuses).size < refuses.length);
  expect(repeated.map(nameOf)).toEqual([]);
});
