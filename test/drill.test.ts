import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareFigures, tableOf } from '../drills/figures.ts';
import { play } from '../drills/player.ts';
import { readScenario } from '../drills/scenario.ts';
import { aStack, type Stack } from './stack.ts';
import { readTestParts } from './test-parts.ts';

let stack: Stack;
const folder = mkdtempSync(join(readTestParts().folder, 'drills-'));

beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.stop());

const inBrussels = (wall: string): object => ({ wall, zone: 'Europe/Brussels' });

/** Two administrations and one edition of three cases, on the plan of GOALS. */
function goals({ cases = '3', events = EVENTS }: { cases?: string; events?: readonly object[] } = {}): string {
  return JSON.stringify({
    drill: 'goals',
    about: 'Two administrations and one edition.',
    seed: 'goals',
    zone: 'Europe/Brussels',
    clock: { startsAt: '2020-12-01T09:00', rate: 10_000_000 },
    cast: { administrator: 'ada.admin', coordinator: 'clara.coordinator' },
    groups: [{ key: 'customs', service: 'customs', joins: 'operational', countries: { 'rilo-sam': 'CL PE' } }],
    plan: {
      template: 'goals',
      change: {
        phases: [
          {
            key: 'operational',
            name: 'All of it',
            kind: 'operational',
            opensAt: inBrussels('2021-02-01T00:00'),
            closesAt: inBrussels('2021-03-13T00:00'),
          },
        ],
      },
      invite: ['customs'],
    },
    events,
    figures: [
      { edition: 'final', name: 'cases', value: cases },
      { edition: 'final', name: 'synthetic-drugs-by-weight', unit: 'KGM', value: '12.5' },
    ],
  });
}

const BY_BOTH = { group: 'customs', count: 2 };
const EVENTS: readonly object[] = [
  { do: 'submit' },
  { do: 'decide', as: 'dirk.director', decision: 'approve' },
  { do: 'launch' },
  { do: 'answer', task: 'take-part', answer: 'accept', by: BY_BOTH },
  { do: 'advance', to: '2021-03-19T18:00' },
  {
    do: 'report',
    batch: 'all',
    by: BY_BOTH,
    phase: 'operational',
    cases: 3,
    seizures: 4,
    quantities: [{ heading: 'ketamine', unit: 'KGM', quantity: '12.5' }],
  },
  { do: 'freeze', edition: 'final' },
  { do: 'answer', task: 'confirm-figures', answer: 'confirm', by: BY_BOTH },
  { do: 'decide', as: 'dirk.director', decision: 'approve' },
  { do: 'advance', to: '2021-03-29T11:00' },
  { do: 'await-publication', edition: 'final', letters: 2 },
];

/** Runs `npm run drill -- ARGS` as a shell would, and answers its exit code and what it said. */
async function drill(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['drills/play.ts', ...args], { env: { ...process.env, TMPDIR: folder } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
  const [code] = await once(child, 'close');
  return { code, said };
}

test('the tabletop exercise goes over every road and ends on exactly its figures', async () => {
  const scenario = readScenario(readFileSync('drills/scenarios/tabletop.json', 'utf8'));
  const said: string[] = [];
  const { failure, figures, ok } = await play(scenario, stack.url, (line) => said.push(line));
  expect(failure).toBeUndefined();
  expect(figures.filter(({ equal }) => !equal)).toEqual([]);
  expect(figures).toHaveLength(27);
  expect(ok).toBe(true);
  expect(said).toHaveLength(scenario.events.length + 2);
}, 240_000);

test('a drill whose figure is wrong by one fails, and says which', async () => {
  const [file, json] = [join(folder, 'wrong.json'), join(folder, 'result.json')];
  writeFileSync(file, goals({ cases: '4' }));
  const { code, said } = await drill(file, '--url', stack.url, '--json', json);
  expect(said).toMatch(/final +cases +4 +3 +NO/);
  expect(code).toBe(1);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual({
    drill: 'goals',
    figures: [
      { edition: 'final', name: 'cases', published: '4', concert: '3', equal: false },
      { edition: 'final', name: 'synthetic-drugs-by-weight', published: '12.5', concert: '12.5', equal: true },
    ],
    ok: false,
  });
}, 240_000);

test('a drill ends at the first event that fails, naming the request, its status and the code of the problem', async () => {
  const scenario = readScenario(goals({ events: [{ do: 'launch' }, ...EVENTS] }));
  const { ok, failure, figures } = await play(scenario, stack.url, () => {});
  expect(ok).toBe(false);
  expect(failure).toMatch(
    /^Event 0 \(\/events\/0, launch\) failed: POST \/operations\/[0-9a-f-]{36}\/launches was answered with 409 operation.not-approved/,
  );
  expect(figures.map(({ concert }) => concert)).toEqual([null, null]);
});

test('an event that should have been refused and was not makes the drill fail', async () => {
  const scenario = readScenario(goals({ events: [{ do: 'submit', refused: 'plan.unfit' }, ...EVENTS] }));
  expect((await play(scenario, stack.url, () => {})).failure).toContain('should have been refused with plan.unfit');
});

test('without an address a drill starts a stack of its own and leaves nothing of it', async () => {
  const file = join(folder, 'own.json');
  writeFileSync(file, goals({ events: [{ do: 'submit' }, { do: 'launch' }, { do: 'await-publication', edition: 'final', letters: 0 }] }));
  const { code, said } = await drill(file);
  expect(said).toContain('operation.not-approved');
  expect(code).toBe(1);
  expect(readdirSync(folder).filter((name) => name.startsWith('concert-drill-'))).toEqual([]);
}, 240_000);

test('a figure that was not published, and one in another unit, is not equal', () => {
  const published = new Map([['final', [{ name: 'timber', unit: 'TNE', value: '2.50' }]]]);
  const expected = [
    { edition: 'final', name: 'timber', unit: 'TNE', value: '2.5' },
    { edition: 'final', name: 'timber', unit: 'MTQ', value: '2.5' },
    { edition: 'interim', name: 'timber', value: '2.5' },
  ];
  const compared = compareFigures(expected, published);
  expect(compared.map(({ equal }) => equal)).toEqual([true, false, false]);
  expect(tableOf(compared)).toContain('NO');
});
