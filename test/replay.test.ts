import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { readTestParts } from './test-parts.ts';

const folder = join(__dirname, 'histories');
const names = readdirSync(folder).map((name) => name.replace('.json', ''));
const historyOf = (name: string): string => readFileSync(join(folder, `${name}.json`), 'utf8');
const replay = (history: string): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: { codePath: readTestParts().bundlePath ?? '' } }, JSON.parse(history));

test('there is a recorded history of every workflow', () => {
  const types = names.map((name) => JSON.parse(historyOf(name)).events[0].workflowExecutionStartedEventAttributes.workflowType.name);
  const index = readFileSync(join(__dirname, '..', 'workflows', 'index.ts'), 'utf8');
  const all = [...index.matchAll(/export \{ (\w+) \}/g)].map(([, name]) => name);
  expect([...new Set(types)].toSorted()).toEqual(all.toSorted());
});

test.each(names)("today's workflows replay the history of %s", async (name) => {
  await replay(historyOf(name));
});

test.each([
  ['operation', 'takeTurn'],
  ['approval', 'recordDecision'],
  ['tasking', 'climbTasking'],
  ['edition-published', 'publishEdition'],
  ['import', 'workOnImport'],
  ['retention', 'takeRetentionTurn'],
  ['purge', 'workOnPurge'],
  ['summaries', 'findDueSummary'],
  ['summary', 'releaseSummary'],
])('a changed workflow is caught: the history of %s with another activity in the place of %s', async (name, activity) => {
  const changed = renamed(historyOf(name), activity);
  expect(changed).not.toBe(historyOf(name));
  await expect(replay(changed)).rejects.toThrow(DeterminismViolationError);
});

/** Under another name where the history names it: as an activity, or in what a local activity has left behind, which is encoded. */
function renamed(history: string, activity: string): string {
  const inPayload = (data: string): string => Buffer.from(data, 'base64').toString().replaceAll(`"${activity}"`, '"somethingElse"');
  return history
    .replaceAll(`"${activity}"`, '"somethingElse"')
    .replace(/(?<="data": ")[^"]*/g, (data) => Buffer.from(inPayload(data)).toString('base64'));
}
