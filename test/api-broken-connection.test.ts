import { refusalOf } from '../api/problem.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await aStack({ works: false });
});
afterAll(() => stack.stop());

test('whatever is asked over a connection that has broken is told to come again, and is no fault of ours', async () => {
  const { pool } = stack.database;
  const client = await pool.connect();
  const broken = new Promise((resolve) => client.once('error', resolve));
  const { rows } = await client.query('select pg_backend_pid() as pid');
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
  await broken;
  for (const nth of ['first', 'second']) {
    const error = await client.query('select 1').catch((thrown: unknown) => thrown);
    expect([nth, refusalOf(error).code]).toEqual([nth, 'database.unavailable']);
  }
  client.release(true);
});
