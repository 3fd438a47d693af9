import pg from 'pg';
import type { Bench, Setting } from './bench.ts';
import { aCase, type Participants } from './case.ts';
import { caseParts } from './case-parts.ts';
import { figure, type Figure } from './figure.ts';
import { openHttp, type Http } from './http.ts';
import { answer, askEverybody } from './answers.ts';
import { settled } from './operation.ts';
import { headersOf } from './people.ts';
import { startProgram } from './process.ts';
import { inParallel, interleave, quantile, timed } from './rounds.ts';
import { CONNECTIONS, type Stack } from './stack.ts';

/** A report of a case over HTTP, with everything that Concert does about it; against a bare server that inserts the same body. */
export const caseReport: Bench = async (setting) => {
  const { stack, rounds, requests, tell } = setting;
  const participants = await takePart(setting);
  const { path, tokens } = participants;
  const bare = await startBareApi(stack);
  const latencies = { concert: [] as number[], bare: [] as number[] };
  const toConcert = (i: number): Promise<void> => report(stack.http, path, headersOf(tokens[i % tokens.length] ?? ''));
  const toBare = (): Promise<void> => report(bare.http, '/reports', {});
  try {
    const atOnce = { concert: () => throughput(requests, toConcert), bare: () => throughput(requests, toBare) };
    const perSecond = await interleave(rounds, atOnce, tell);
    const few = Math.ceil(requests / 8);
    const oneByOne = { concert: () => latency(few, toConcert, latencies.concert), bare: () => latency(few, toBare, latencies.bare) };
    await interleave(rounds, oneByOne, tell);
    for (const all of Object.values(latencies)) all.splice(0, few); // those of the warm-up
    return [
      figure({
        name: 'case report, time at full load',
        value: 1_000 / perSecond.concert,
        unit: 'ms',
        baseline: 1_000 / perSecond.bare,
        note: `${perSecond.concert.toFixed(0)} reports/s over ${CONNECTIONS} connections (token, checks, case, event, receipt), against ${perSecond.bare.toFixed(0)}/s of a bare Express with one prepared INSERT of the same body`,
      }),
      percentile('p50', 0.5, latencies),
      percentile('p99', 0.99, latencies),
      ...(await caseParts(setting, participants)),
    ];
  } finally {
    await bare.stop();
  }
};

function percentile(name: string, share: number, { concert, bare }: { concert: number[]; bare: number[] }): Figure {
  return figure({
    name: `case report, latency ${name}`,
    value: quantile(concert, share),
    unit: 'ms',
    baseline: quantile(bare, share),
    note: `one connection, of ${concert.length} reports`,
  });
}

/**
 * A running operation in whose phase the clock stands, tokens of members that take part in it, and the invitations of those that have not
 * answered yet.
 */
export async function takePart(setting: Pick<Setting, 'stack' | 'members'>): Promise<Participants> {
  const { stack } = setting;
  const { operationId, coordinator, ready } = await askEverybody(setting, '2026-03-20T09:00');
  const accepting = ready.slice(0, Math.min(CONNECTIONS, ready.length - UNANSWERED));
  await inParallel(accepting, CONNECTIONS, (each) => answer(stack, each));
  await settled(stack, operationId);
  const tokens = accepting.map(({ token }) => token);
  return { operationId, coordinator, path: `/operations/${operationId}/cases`, tokens, invitations: ready.slice(accepting.length) };
}

/** Members that leave their invitation open. */
const UNANSWERED = 2;

export async function report(http: Http, path: string, headers: Record<string, string>): Promise<void> {
  const { status, body } = await http.send('POST', path, headers, JSON.stringify(aCase()));
  if (status !== 201) throw new Error(`A report was answered with ${status}: ${body}`);
}

/** Reports per second. */
async function throughput(requests: number, send: (i: number) => Promise<void>): Promise<number> {
  const numbers = Array.from({ length: requests }, (_, i) => i);
  return (1_000 * requests) / (await timed(() => inParallel(numbers, CONNECTIONS, send)));
}

/** The median of this round; every latency goes to `into`. */
async function latency(requests: number, send: (i: number) => Promise<void>, into: number[]): Promise<number> {
  const round: number[] = [];
  for (let i = 0; i < requests; i += 1) round.push(await timed(() => send(i)));
  into.push(...round);
  return quantile(round, 0.5);
}

async function startBareApi({ databaseUrl }: Stack): Promise<{ http: Http; stop(): Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create table if not exists bare_report (id bigint generated always as identity primary key, body jsonb not null)');
  await client.end();
  const { said, stop } = await startProgram('bench/bare/api.ts', { args: [databaseUrl] });
  const http = openHttp(said['url'] ?? '', CONNECTIONS);
  return {
    http,
    async stop() {
      http.close();
      await stop();
    },
  };
}
