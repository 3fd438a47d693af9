import type { Bench } from './bench.ts';
import { aCase } from './case.ts';
import { takePart } from './case-report.ts';
import { figure, type Figure } from './figure.ts';
import { fill, membersOf } from './lines.ts';
import { headersOf } from './people.ts';
import { quantile, timed } from './rounds.ts';
import type { Stack } from './stack.ts';

/** Rounds of the standard figures at each size. */
const TIMES = 60;
/** Standard figures: the whole, and what people break it down by. */
const ASKED = ['', '/country', '/rilo', '/period', '/day', '/transport', '/route', '/detection'];

/** Standard statistics over HTTP, at more and more lines. They are to cost the same, however many there are. */
export const statistics: Bench = async (setting) => {
  const { stack, lines, tell } = setting;
  const { operationId, coordinator, tokens } = await takePart(setting);
  const organisations = await membersOf(stack, operationId);
  const figures: Figure[] = [];
  let there = 0;
  let first: number | null = null;
  for (const count of lines) {
    const made = await timed(() => fill(stack, operationId, organisations, there, count));
    there = count;
    tell(`  ${count} lines are there after ${(made / 1_000).toFixed(1)} s`);
    const took: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      for (const by of ASKED) took.push(await timed(() => ask(stack, coordinator, operationId, by)));
    }
    const p95 = quantile(took.slice(ASKED.length), 0.95);
    first ??= p95;
    figures.push(
      figure({
        name: `statistics at ${count} lines, p95`,
        value: p95,
        unit: 'ms',
        baseline: first,
        note: `${took.length} requests one after the other: the whole, and by country, region, period, day, transport, route and detection; against the same at ${lines[0]} lines. Goal: 20 ms, and flat`,
      }),
    );
    figures.push(await reportAt(stack, operationId, tokens[0] ?? '', count));
  }
  return figures;
};

/** A report never pays for the size of its operation. */
async function reportAt(stack: Stack, operationId: string, token: string, count: number): Promise<Figure> {
  const took: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const body = JSON.stringify(aCase());
    took.push(await timed(() => stack.http.send('POST', `/operations/${operationId}/cases`, headersOf(token), body)));
  }
  return figure({
    name: `case report at ${count} lines, p50`,
    value: quantile(took, 0.5),
    unit: 'ms',
    note: `of ${TIMES}, one after the other`,
  });
}

async function ask(stack: Stack, token: string, operationId: string, by: string): Promise<void> {
  const { status, body } = await stack.http.send('GET', `/operations/${operationId}/statistics${by}`, headersOf(token));
  if (status !== 200) throw new Error(`Statistics were answered with ${status}: ${body}`);
}
