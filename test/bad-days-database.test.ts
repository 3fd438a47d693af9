import { join } from 'node:path';
import { startPostgres, type Postgres } from '../main/embedded/postgres.ts';
import { migrate } from '../prisma/migrate.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';
import { readTestParts } from './test-parts.ts';

let postgres: Postgres;
let stack: Stack;
const { clara, bea } = castOf(() => stack);

const server = (port = 0): Promise<Postgres> =>
  startPostgres({ folder: join(readTestParts().folder, 'bad-days-postgres'), port, fast: true, log: () => {} });

beforeAll(async () => {
  postgres = await server();
  await migrate(postgres.url);
  stack = await aStack({ databaseUrl: postgres.url });
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await postgres.stop();
});

test('while PostgreSQL is away nothing is taken and everybody is told when to come again; when it is back, work goes on', async () => {
  const id = await aRunningOperation(stack);
  const report = () => bea.post(`/operations/${id}/cases`, aCase(), { 'Idempotency-Key': 'reported on a bad day' });
  await postgres.stop();
  const refused = await report();
  expect([refused.status, refused.body.code]).toEqual([503, 'database.unavailable']);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);

  postgres = await server(postgres.port);
  const taken = await stack.until(async () => {
    const answer = await report();
    return answer.status === 201 && answer;
  });
  expect((await report()).body).toEqual(taken.body);
  await advance(clara, id, '2026-04-08T09:00');
  expect((await clara.get(`/operations/${id}/cases`)).body.items).toHaveLength(1);
  expect((await clara.get(`/operations/${id}`)).body.phases).toMatchObject([{ state: 'closed' }]);
}, 120_000);
