import { Client, Connection } from '@temporalio/client';
import express from 'express';
import { pino } from 'pino';
import { openObjects } from '../activities/objects/open.ts';
import { openWebhooks } from '../activities/webhooks/open.ts';
import { createApp } from '../api/app.ts';
import { openGateway } from '../api/gateway.ts';
import { openApiDocument } from '../api/openapi.ts';
import { ROUTES } from '../api/routes.ts';
import { sealingWith } from '../main/sealing.ts';
import { openDatabase } from '../prisma/client.ts';
import { readRepository } from './house/repository.ts';
import { describedIn, nameOf, servedBy, unpaired } from './house/routes.ts';

const repository = readRepository();
const committed = JSON.parse(repository['openapi.json'] ?? '{}') as Parameters<typeof describedIn>[0];

test('Express serves exactly the routes of the list', async () => {
  const database = openDatabase({ url: 'postgresql://nobody@127.0.0.1:9/nothing' }); // opened, never asked
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const app = createApp({
    database,
    gateway: openGateway({ client: new Client({ connection }), taskQueue: 'nobody' }),
    objects: openObjects('file:///nothing'), // opened, never asked
    webhooks: openWebhooks({ allow: [] }),
    sealing: sealingWith(''),
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
