import { request } from 'node:http';
import type { Bench } from './bench.ts';
import { aCase } from './case.ts';
import { takePart } from './case-report.ts';
import { figure } from './figure.ts';
import { interleave, timed } from './rounds.ts';

const IN_A_STATEMENT = 500;

/** A stream of reports over HTTP with every check, against the same bodies inserted as they are, so many in one statement. */
export const intake: Bench = async (setting) => {
  const { stack, rounds, requests, tell } = setting;
  const { path, tokens } = await takePart(setting);
  const count = Math.max(IN_A_STATEMENT, requests * 5);
  await stack.pool.query('create table if not exists bare_line (id bigint generated always as identity primary key, body jsonb not null)');
  const make = (): string[] => Array.from({ length: count }, () => JSON.stringify(aCase()));

  const perReport = await interleave(
    rounds,
    {
      concert: async () => {
        const text = make().join('\n');
        return (1_000 * (await timed(() => send(`${stack.url}${path}:stream`, tokens[0] ?? '', text, count)))) / count;
      },
      bare: async () => {
        const bodies = make();
        return (1_000 * (await timed(() => insert(bodies)))) / count;
      },
    },
    tell,
  );
  return [
    figure({
      name: 'report in a stream of lines',
      value: perReport.concert,
      unit: 'us',
      baseline: perReport.bare,
      goal: 2,
      note: `${count} reports of two seizures and three goods lines in one request, each checked, with its rows, event and task; against ${IN_A_STATEMENT} bodies in one INSERT ... SELECT unnest`,
    }),
  ];

  async function insert(bodies: readonly string[]): Promise<void> {
    for (let from = 0; from < bodies.length; from += IN_A_STATEMENT) {
      const values = [bodies.slice(from, from + IN_A_STATEMENT)];
      await stack.pool.query({ name: 'bare-lines', text: 'insert into bare_line (body) select * from unnest($1::jsonb[])', values });
    }
  }
};

/** Resolves when the last line has been answered, and every report was new. */
function send(url: string, token: string, text: string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' };
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let last = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (last = (last + piece).slice(-500)));
      response.on('error', reject);
      response.on('end', () => {
        if (last.includes(`"reported":${count},`)) resolve();
        else reject(new Error(`The stream ended with ${last}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
