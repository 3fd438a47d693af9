import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { answers } from './answers.ts';
import { caseReport } from './case-report.ts';
import { decision } from './decision.ts';
import type { Bench } from './bench.ts';
import { notesOf, tableOf, type Figure } from './figure.ts';
import { exportLines } from './export.ts';
import { feed } from './feed.ts';
import { intake } from './intake.ts';
import { opening } from './opening.ts';
import { registerMembers } from './people.ts';
import { sheet } from './sheet.ts';
import { sleeping } from './sleeping.ts';
import { startStack } from './stack.ts';
import { statistics } from './statistics.ts';
import { summaries } from './summaries.ts';
import { statements } from './statements.ts';
import { temporalEvents } from './temporal-events.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  opening,
  answers,
  decision,
  'case-report': caseReport,
  intake,
  sheet,
  statistics,
  export: exportLines,
  feed,
  summaries,
  'temporal-events': temporalEvents,
  statements,
  sleeping,
};
const USAGE =
  'npm run bench [-- NAME] [--json FILE] [--people N] [--rounds N] [--requests N] [--lines N,N,...] [--folder DIR] [--profile DIR]';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    folder: { type: 'string' },
    profile: { type: 'string' },
    people: { type: 'string', default: '180' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '2000' },
    lines: { type: 'string', default: '10000,100000' },
  },
});

const lines = values.lines.split(',').map((each) => atLeast(2, each));
const [people, rounds, requests] = [atLeast(4, values.people), atLeast(1, values.rounds), atLeast(8, values.requests)];
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} before the start: beyond one per core, ratios suffer.`,
);
const figures = await run(positionals);
console.log(`\n${tableOf(figures)}\n\n${notesOf(figures)}`);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ figures }, null, 2)}\n`);

async function run(asked: readonly string[]): Promise<Figure[]> {
  const unknown = asked.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}. ${USAGE}\nThere are ${Object.keys(BENCHES).join(', ')}.`);
  const stack = await startStack({ parent: values.folder, profile: values.profile });
  const interrupt = (): void => void stack.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const members = await registerMembers(stack, people);
    const figures: Figure[] = [];
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      console.log(`${name}:`);
      figures.push(...(await bench({ stack, members, rounds, requests, lines, tell: (line) => console.log(line) })));
    }
    return figures;
  } finally {
    await stack.stop();
  }
}

function atLeast(least: number, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`${text} must be a whole number from ${least} on. ${USAGE}`);
  return value;
}
