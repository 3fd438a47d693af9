import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { playFeed } from './feed.ts';
import { tableOf } from './figures.ts';
import { play } from './player.ts';
import { readScenario, type Scenario } from './scenario.ts';
import { startStack } from './stack.ts';
import { playSummaries } from './summaries.ts';

/** No scenarios: what happens in them is drawn at random. */
const FEED = 'feed';
const SUMMARIES = 'summaries';
const SCENARIOS = new URL('scenarios/', import.meta.url);
const OPTIONS = {
  url: { type: 'string' },
  json: { type: 'string' },
  subscriptions: { type: 'string', default: '40' },
  days: { type: 'string', default: '90' },
  minutes: { type: 'string', default: '10' },
} as const;
const USAGE = 'npm run drill -- NAME-OR-FILE [--url URL] [--json FILE]';

const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS });
process.exitCode = (await run(positionals[0]).catch(explain)) ? 0 : 1;

async function run(nameOrFile: string | undefined): Promise<boolean> {
  if (nameOrFile === FEED) return withStack(playFeedAt);
  if (nameOrFile === SUMMARIES) return playWholeSummaries();
  const scenario = await load(nameOrFile);
  console.log(`${scenario.drill}: ${scenario.about}\n`);
  return withStack((url) => playAt(scenario, url));
}

async function withStack(playOn: (url: string) => Promise<boolean>): Promise<boolean> {
  if (values.url !== undefined) return playOn(values.url);

  const stack = await startStack();
  const interrupt = (): void => void stack.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await playOn(stack.url);
  } finally {
    await stack.stop();
  }
}

async function playAt(scenario: Scenario, url: string): Promise<boolean> {
  const result = await play(scenario, url, (line) => console.log(line));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${tableOf(result.figures)}\n\n${scenario.notes.join('\n')}\n`);
  console.log(result.failure ?? (result.ok ? 'Every figure is equal.' : 'Some figures are not equal.'));
  return result.ok;
}

async function playFeedAt(url: string): Promise<boolean> {
  console.log('feed: A partner follows its feed while its cases are reported, corrected, restricted, excluded and linked.\n');
  const wrong = await playFeed(url, (line) => console.log(line));
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ drill: FEED, wrong, ok: wrong.length === 0 }, null, 2)}\n`);
  console.log(`\n${wrong.length === 0 ? 'The partner has what it may have, and was given nothing else.' : wrong.join('\n')}`);
  return wrong.length === 0;
}

/** On a stack of its own, parts of which die. */
async function playWholeSummaries(): Promise<boolean> {
  const size = { subscriptions: Number(values.subscriptions), days: Number(values.days), minutes: Number(values.minutes) };
  console.log('summaries: Partners in twelve zones get their summaries while parts of Concert, and of theirs, are killed.\n');
  const counted = await playSummaries({ ...size, seed: 'metronome' }, (line) => console.log(line));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(counted, null, 2)}\n`);
  const { expected, arrived, again, missing, surplus, twice } = counted;
  const wrong = [
    ...missing.map((each) => `missing  ${each}`),
    ...surplus.map((each) => `surplus  ${each}`),
    ...twice.map((each) => `twice    ${each}`),
  ];
  console.log(`\n${expected} windows, ${arrived} summaries arrived, ${again} of them once more under the same name\n${wrong.join('\n')}`);
  console.log(wrong.length === 0 ? 'Every window was delivered once.' : `${wrong.length} are not as they should be.`);
  return wrong.length === 0;
}

async function load(nameOrFile = ''): Promise<Scenario> {
  const ours = (await readdir(SCENARIOS)).map((file) => file.replace(/\.json$/, ''));
  const file = ours.includes(nameOrFile) ? new URL(`${nameOrFile}.json`, SCENARIOS) : nameOrFile;
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    const what = nameOrFile === '' ? 'Say which drill' : `There is no drill of ours and no file '${nameOrFile}'`;
    throw new Error(`${what}: ${USAGE}\nOurs are ${[...ours, FEED, SUMMARIES].join(' and ')}; docs/drills.md tells how to write one.`);
  }
  return readScenario(text);
}

function explain(error: unknown): false {
  console.error(error instanceof Error ? error.message : error);
  return false;
}
