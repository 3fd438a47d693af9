import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';

/**
 * The least that a server of reports can be: Express and one prepared INSERT of the body, without token, check, event or receipt. Runs in a
 * process of its own as Concert's API does, with a pool of the same size. Ends when its channel closes.
 */
const [, , databaseUrl = ''] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const INSERT = { name: 'insert', text: 'insert into bare_report (body) values ($1) returning id' };

const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.use(express.json({ limit: '1mb' }));
app.post('/reports', async (request, response) => {
  const { rows } = await pool.query<{ id: string }>({ ...INSERT, values: [request.body] });
  response.status(201).json({ id: rows[0]?.id, report: request.body as unknown });
});

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
process.once('disconnect', () => process.exit());
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
