import { readdirSync, readFileSync } from 'node:fs';
import { isCountry } from '../domain/catalogue/countries.ts';
import { RILOS } from '../domain/catalogue/rilos.ts';
import { PLANS } from '../domain/plans/index.ts';
import { eventSchema } from '../drills/event.ts';
import { membersOf } from '../drills/register.ts';
import { mergePatch } from '../drills/merge.ts';
import { readScenario, type Scenario } from '../drills/scenario.ts';

const FOLDER = 'drills/scenarios';
const scenarios = readdirSync(FOLDER).map((file): [string, Scenario] => [file, readScenario(readFileSync(`${FOLDER}/${file}`, 'utf8'))]);

/** A small scenario that can be played, with whatever a test wants to be otherwise. */
function written(change: object = {}): string {
  const scenario = {
    drill: 'small',
    about: 'Three administrations.',
    seed: 'small',
    zone: 'Europe/Brussels',
    clock: { startsAt: '2021-03-01T09:00', rate: 1000 },
    cast: { administrator: 'ada.admin', coordinator: 'clara.coordinator' },
    groups: [{ key: 'customs', service: 'customs', joins: 'phase-1', countries: { 'rilo-we': 'BE FR LU' } }],
    plan: { template: 'stop-ii', invite: ['customs'] },
    events: [{ do: 'submit' }],
    figures: [],
  };
  return JSON.stringify(mergePatch(scenario, change));
}

const report = (change: object = {}): object => ({
  do: 'report',
  batch: 'first',
  by: { group: 'customs', count: 2 },
  phase: 'phase-1',
  cases: 4,
  seizures: 5,
  quantities: [{ heading: 'vaccines', unit: 'E27', quantity: '100' }],
  ...change,
});

test.each(scenarios)(
  '%s can be played, names only members and offices of the catalogue, and a template that exists',
  (_, { groups, plan }) => {
    const countries = groups.flatMap((group) => Object.values(group.countries).flat());
    const rilos = groups.flatMap((group) => Object.keys(group.countries));
    expect(countries.filter((country) => !isCountry(country))).toEqual([]);
    expect(rilos.filter((rilo) => !RILOS.some(({ code }) => code === rilo))).toEqual([]);
    expect(PLANS.map(({ key }) => key)).toContain(plan.template);
  },
);

/** The plan as the scenario changes it from the beginning. Wall times of one form are in the order of their text. */
const planOf = ({ plan: { template, change } }: Scenario): any => mergePatch(PLANS.find(({ key }) => key === template)?.plan, change);

test.each(scenarios)('the meetings of %s lie within what it plays, so that nothing of it waits for one of another year', (_, scenario) => {
  const played = scenario.events.flatMap((event) => (event.do === 'advance' ? [event.to] : []));
  const late = planOf(scenario).meetings.filter(
    ({ startsAt, endsAt }: any) => startsAt.wall < scenario.clock.startsAt || endsAt.wall > played.at(-1)!,
  );
  expect(late).toEqual([]);
});

test('STOP II begins with 146 administrations and goes on with 160, and every published figure names its source', () => {
  const stop = scenarios.find(([file]) => file === 'stop-ii.json')?.[1];
  expect(stop?.groups.map((group) => Object.values(group.countries).flat().length)).toEqual([146, 14]);
  expect(stop?.figures.every(({ source }) => source?.startsWith('https://www.wcoomd.org/'))).toBe(true);
  expect(stop?.figures.map(({ value }) => value)).toEqual(
    ['2360', '3434', '146', '83', '195500000', '156700000', '13500000', '365700000'].concat([
      '2769',
      '4034',
      '160',
      '90',
      '273600000',
      '214400000',
      '13500000',
      '501500000',
    ]),
  );
});

test('the tabletop plays every kind of event, and the documentation has a line for each', () => {
  const kinds: string[] = eventSchema.options.map(({ shape }) => shape.do.value);
  const tabletop = scenarios.find(([file]) => file === 'tabletop.json')?.[1];
  const played = new Set<string>(tabletop?.events.map((event) => event.do));
  const documentation = readFileSync('docs/drills.md', 'utf8');
  expect(kinds.filter((kind) => !played.has(kind))).toEqual([]);
  expect(kinds.filter((kind) => !documentation.includes(`| \`${kind}\` |`))).toEqual([]);
});

test('the example in the documentation can be played', () => {
  const example = /```json\n([^]*?)```/.exec(readFileSync('docs/drills.md', 'utf8'))?.[1] ?? '';
  expect(readScenario(example).drill).toBe('first-steps');
});

test('the seed decides the order of the members, and nobody gets lost', () => {
  const read = readScenario(written());
  const names = (seed: string) =>
    membersOf({ ...read, seed })
      .get('customs')
      ?.map(({ organisation }) => organisation) ?? [];
  expect(names('a')).toEqual(names('a'));
  expect(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => names(seed).join())).size).toBeGreaterThan(1);
  expect([...names('a')].sort()).toEqual(['be-customs', 'fr-customs', 'lu-customs']);
});

test.each([
  ['an event that nobody knows', { events: [{ do: 'dance' }] }, '/events/0/do'],
  ['a word that is not in the format', { evnets: [] }, 'evnets'],
  ['a date without a time', { events: [{ do: 'advance', to: '2021-04-30' }] }, '/events/0/to'],
  [
    'a quantity that is a number',
    { events: [report({ quantities: [{ heading: 'vaccines', unit: 'E27', quantity: 100 }] })] },
    '/events/0/quantities/0/quantity',
  ],
  ['a group that does not exist', { plan: { invite: ['police'] } }, '/plan/invite/0'],
  ['more members than the group has', { events: [report({ by: { group: 'customs', from: 2, count: 2 } })] }, '/events/0/by/count'],
  [
    'an administration that stands in two places',
    { groups: [{ key: 'customs', service: 'customs', joins: 'phase-1', countries: { 'rilo-we': 'BE', 'rilo-ap': 'BE' } }] },
    '/groups',
  ],
  ['two reports of one batch', { events: [report(), report()] }, '/events/1/batch'],
  ['a retry of what has not been reported', { events: [{ do: 'retry', batch: 'first', cases: 1 }, report()] }, '/events/0/batch'],
  ['a retry of more than was reported', { events: [report(), { do: 'retry', batch: 'first', cases: 5 }] }, '/events/1/cases'],
  ['a correction of what is right', { events: [report(), { do: 'correct', batch: 'first', reason: 'Recounted.' }] }, '/events/1/batch'],
  ['a figure of an edition that is never published', { figures: [{ edition: 'final', name: 'cases', value: '1' }] }, '/figures/0/edition'],
])('%s is refused, and the place in the file named', (_, change, place) => {
  expect(() => readScenario(written(change))).toThrow(place);
});

test('the small scenario itself is sound', () => {
  expect(
    readScenario(
      written({
        events: [
          report({ surplus: { heading: 'vaccines', unit: 'E27', quantity: '5', cases: 1 } }),
          { do: 'correct', batch: 'first', reason: 'Recounted.' },
        ],
      }),
    ).drill,
  ).toBe('small');
});
