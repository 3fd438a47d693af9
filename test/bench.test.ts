import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figure } from '../bench/figure.ts';
import { launch } from './running-concert.ts';
import { readTestParts } from './test-parts.ts';

/** Sizes at which no figure means anything: enough to see that every bench runs and what it says. */
const TINY = ['--people', '4', '--rounds', '1', '--requests', '16', '--lines', '20,40'];

test('every bench runs against real parts, says what it measured in the same shape, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(readTestParts().folder, 'bench-'));
  const json = join(readTestParts().folder, 'figures.json');
  const { ended, said } = launch('bench/run.ts', {}, [...TINY, '--folder', folder, '--json', json]);
  const code = await ended;
  expect([code, said()]).toEqual([0, expect.stringContaining('Temporal events per answer')]);

  const { figures } = JSON.parse(await readFile(json, 'utf8')) as { figures: Figure[] };
  for (const { name, value, unit, baseline, ratio, note } of figures) {
    expect({ name, unit, note }).toEqual({
      name: expect.stringMatching(/./),
      unit: expect.stringMatching(/./),
      note: expect.stringMatching(/./),
    });
    expect(Number.isFinite(value)).toBe(true);
    expect(ratio).toBe(baseline === null ? null : value / baseline);
  }
  const found = new Map(figures.map((figure) => [figure.name, figure]));
  expect(found.get('opening for 4')).toMatchObject({ unit: 'ms', baseline: expect.any(Number), goal: 0.1 });
  expect(found.get('4 answers')).toMatchObject({ unit: 'ms', baseline: expect.any(Number), goal: 0.1 });
  expect(found.get('approval decision')).toMatchObject({ unit: 'ms', baseline: expect.any(Number), goal: 1.5 });
  expect(found.get('latest of 1 due')).toMatchObject({ unit: 's', baseline: null, goal: 2 });
  expect(found.get('case report, time at full load')).toMatchObject({ unit: 'ms', baseline: expect.any(Number), goal: null });
  expect(found.get('report in a stream of lines')).toMatchObject({ unit: 'us', baseline: expect.any(Number), goal: 2 });
  expect(found.get('statistics at 40 lines, p95')).toMatchObject({ unit: 'ms', baseline: found.get('statistics at 20 lines, p95')?.value });
  expect(found.get('case report at 40 lines, p50')).toMatchObject({ unit: 'ms', baseline: null });
  expect(found.get('Temporal events per case report')).toMatchObject({ value: 0, goal: 0 });
  expect(found.get('Temporal events per answer')).toMatchObject({ value: 0, goal: 0 });
  expect(found.get('statements, POST cases')?.value).toBe(6); // who and whether; begin, sight, a share of the figures, everything, commit
  expect(found.get('statements, POST an answer')?.value).toBe(3); // who and whether, with the task; the answer; the nudge if it was the last
  expect(await readdir(folder)).toEqual([]);
}, 240_000);

test('a bench that does not exist is named together with those that do', async () => {
  const { ended, said } = launch('bench/run.ts', {}, ['warp-speed']);
  expect(await ended).not.toBe(0);
  expect(said()).toContain('There is no bench warp-speed.');
  expect(said()).toContain(
    'opening, answers, decision, case-report, intake, sheet, statistics, export, feed, summaries, temporal-events, statements, sleeping',
  );
});
