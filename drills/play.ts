import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { tableOf } from './figures.ts';
import { play } from './player.ts';
import { readScenario, type Scenario } from './scenario.ts';
import { startStack } from './stack.ts';

const SCENARIOS = new URL('scenarios/', import.meta.url);
const USAGE = 'npm run drill -- NAME-OR-FILE [--url URL] [--json FILE]';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { url: { type: 'string' }, json: { type: 'string' } } });
process.exitCode = (await run(positionals[0]).catch(explain)) ? 0 : 1;

async function run(nameOrFile: string | undefined): Promise<boolean> {
  const scenario = await load(nameOrFile);
  console.log(`${scenario.drill}: ${scenario.about}\n`);
  const stack = values.url === undefined ? await startStack() : null;
  const interrupt = (): void => void stack?.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const result = await play(scenario, values.url ?? stack?.url ?? '', (line) => console.log(line));
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
    console.log(`\n${tableOf(result.figures)}\n\n${scenario.notes.join('\n')}`);
    console.log(result.failure ?? (result.ok ? '\nEvery figure is equal.' : '\nSome figures are not equal.'));
    return result.ok;
  } finally {
    await stack?.stop();
  }
}

async function load(nameOrFile: string | undefined): Promise<Scenario> {
  const ours = (await readdir(SCENARIOS)).map((file) => file.replace(/\.json$/, ''));
  if (nameOrFile === undefined)
    throw new Error(`Say which drill: ${USAGE}\nOurs are ${ours.join(' and ')}; docs/drills.md tells how to write one.`);
  const file = ours.includes(nameOrFile) ? new URL(`${nameOrFile}.json`, SCENARIOS) : nameOrFile;
  return readScenario(await readFile(file, 'utf8'));
}

function explain(error: unknown): false {
  console.error(error instanceof Error ? error.message : error);
  return false;
}
