import { figureDifferences, namedFigures } from '../domain/edition.ts';
import { STOP_II } from '../domain/plans/stop-ii.ts';
import { sharesOf } from '../domain/strand.ts';
import { applySums, type Figures } from '../domain/statistics.ts';
import { castOf } from './cast.ts';
import { figures as someFigures } from './figures.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport, codesOf, type Line } from './two-phases.ts';

/** Where publications of real operations contradict each other or themselves, each with what keeps that from happening here. */

let stack: Stack;
let path: string;
const { clara, bea } = castOf(() => stack);
const targets = [
  { heading: 'timber', units: ['KGM', 'MTQ'] },
  { heading: 'waste', units: ['TNE', 'H87'] },
  { heading: 'medicines', units: ['C62'] },
  { heading: 'masks', units: ['C62'] },
  { heading: 'pangolin-scales', units: ['KGM'] },
  { heading: 'precious-metals', units: ['TNE', 'KGM'] },
  { heading: 'live-animals', units: ['X-specimen'] },
];

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { plan: { targets } })}`;
});
afterAll(() => stack.stop());

const report = async (lines: object[], seizure: object = {}) =>
  created(await bea.post(`${path}/cases`, aReport(undefined, lines as Line[], seizure)));
const figuresNow = async (): Promise<any> => (await clara.get(`${path}/statistics`)).body.figures;
const quantitiesOf = async (heading: string) =>
  (await figuresNow()).quantities.flatMap((each: any) => (each.heading === heading ? [[each.quantity, each.unit]] : []));
const whole = (more: Partial<Figures>): Figures => ({ ...someFigures, ...more });

test('STOP II: 501.5 million is the sum of three figures by a rule of its plan, and without that rule nothing is added', () => {
  const quantities = [
    { heading: 'medicines', unit: 'C62', quantity: '273600000', seizures: 1 },
    { heading: 'medical-devices', unit: 'C62', quantity: '214400000', seizures: 1 },
    { heading: 'vaccines', unit: 'E27', quantity: '13500000', seizures: 1 },
  ];
  expect(applySums(STOP_II.plan as never, quantities)).toMatchObject([{ key: 'total', quantity: '501500000' }]);
  expect(applySums({ sums: [] }, quantities)).toEqual([]);
});

test('DEMETER IX: tonnes, and pieces that nobody weighed, stay two figures', async () => {
  await report([
    { heading: 'waste', unit: 'TNE', quantity: '17486', isWeighed: true },
    { heading: 'waste', unit: 'H87', quantity: '144313', isWeighed: false },
  ]);
  const { quantities } = await figuresNow();
  expect(quantities.filter(({ heading }: any) => heading === 'waste')).toEqual([
    { heading: 'waste', unit: 'H87', quantity: '144313', seizures: 1, unweighed: '144313' },
    { heading: 'waste', unit: 'TNE', quantity: '17486', seizures: 1 },
  ]);
});

test('THUNDER 2021: 75,320 kg including 313 m3 is 75,320 kg of timber, and nothing else', async () => {
  await report([
    { heading: 'timber', unit: 'KGM', quantity: '75320', including: [{ quantity: '313', unit: 'MTQ', description: 'Rosewood' }] },
  ]);
  expect(await quantitiesOf('timber')).toEqual([['75320', 'KGM']]);
});

test('PANGEA XIII: 14 million dollars and 13 million euros are two views of the same goods, never 27', async () => {
  const values = [
    { amount: '14000000', currency: 'USD', basis: 'unstated' },
    { amount: '13000000', currency: 'EUR', basis: 'unstated', rateDate: '2020-03-19' },
  ];
  await report([{ heading: 'masks', unit: 'C62', quantity: '34000', values }]);
  expect((await figuresNow()).values).toEqual([
    { heading: 'masks', currency: 'EUR', basis: 'unstated', amount: '13000000', seizures: 1 },
    { heading: 'masks', currency: 'USD', basis: 'unstated', amount: '14000000', seizures: 1 },
  ]);
  expect(await quantitiesOf('masks')).toEqual([['34000', 'C62']]);
});

test('PANGEA VIII and X: an amount of dollars cannot be given as a number of medicines', async () => {
  const answer = await bea.post(`${path}/cases`, aReport(undefined, [{ unit: 'USD', quantity: '81000000' }]));
  expect(codesOf(answer)).toEqual([422, 'case.invalid', { '/seizures/0/goods/0/unit': 'case.unit-not-allowed' }]);
});

test('PANDORA VII: how many take part is counted from the participations, so that two publications have one number', async () => {
  const { items } = (await clara.get(`${path}/participations`)).body;
  const { denominators } = await figuresNow();
  expect(denominators.invited).toBe(items.length);
  expect(denominators.accepted).toBe(items.filter(({ state }: any) => state === 'accepted').length);
});

test('THUNDERBALL: a figure has one value; "nearly 2,000" of 1,828 is nowhere', () => {
  expect(namedFigures(whole({ seizures: 1_828 })).filter(({ name }) => name === 'seizures')).toEqual([
    { name: 'seizures', unit: 'seizures', value: '1828' },
  ]);
});

test('OPSON IX and CATalyst: a later edition tells what it changed, and another unit is another figure', () => {
  const early = whole({ cases: 26_000, quantities: [{ heading: 'drugs', unit: 'TNE', quantity: '8.8', seizures: 1 }] });
  const final = whole({ cases: 27_579, quantities: [{ heading: 'drugs', unit: 'KGM', quantity: '13408', seizures: 1 }] });
  expect(figureDifferences(namedFigures(early), namedFigures(final))).toEqual([
    { name: 'cases', unit: 'cases', before: '26000', now: '27579' },
    { name: 'drugs', unit: 'KGM', before: null, now: '13408' },
    { name: 'drugs', unit: 'TNE', before: '8.8', now: null },
  ]);
});

test('THUNDER 2024: 472 kg that should read 4,472 is corrected by its owner, and says so; animals add up to the last one', async () => {
  const { id, version } = await report([{ heading: 'pangolin-scales', unit: 'KGM', quantity: '472' }]);
  expect(version).toBe(1);
  const { seizures } = aReport(undefined, [{ heading: 'pangolin-scales', unit: 'KGM', quantity: '4472' }]);
  expect((await bea.put(`/cases/${id}`, { reason: 'A digit was missing', seizures })).status).toBe(200);
  const { versions } = (await bea.get(`/cases/${id}`)).body;
  expect(versions[1]).toMatchObject({ reason: 'A digit was missing', changes: [{ before: '472', after: '4472' }] });
  for (const quantity of ['12427', '5877', '1794']) await report([{ heading: 'live-animals', unit: 'X-specimen', quantity }]);
  expect(await quantitiesOf('live-animals')).toEqual([['20098', 'X-specimen']]);
});

test('SHIELD III: groups that were investigated and groups that were dismantled are two counts, and so are persons arrested and reported', async () => {
  const persons = [
    { state: 'arrested', count: 300 },
    { state: 'reported', count: 49 },
  ];
  const groups = [
    { state: 'investigated', count: 59 },
    { state: 'dismantled', count: 7 },
  ];
  await report([{ quantity: '1' }], { persons, groups });
  const figures = await figuresNow();
  expect(figures.groups).toEqual([...groups].reverse());
  expect(figures.persons).toEqual(persons);
});

test('PANDORA I to VI: what another operation brought is added by a rule of the plan only', () => {
  const athena = { operation: 'athena', phases: [], headings: ['cultural-goods'], reason: 'One action of two names' };
  expect(sharesOf('pandora', { pandora: {}, athena: {} })).toEqual([]);
  expect(sharesOf('pandora', { pandora: { strands: [athena] }, athena: {} })).toMatchObject([
    { operation: 'athena', headings: ['cultural-goods'] },
  ]);
});

test('STOP and OPSON X: a seizure of another year is in no phase, so that no operation counts it by mistake', async () => {
  const answer = await bea.post(`${path}/cases`, aReport('2020-03-10T12:00:00Z'));
  expect(codesOf(answer)).toEqual([422, 'case.invalid', { '/seizures/0/seizedAt': 'case.outside-phases' }]);
});

test('TENTACLE 2024: 1,733 tonnes of precious metals are taken, and must be asked about', async () => {
  const { warnings } = await report([{ heading: 'precious-metals', unit: 'TNE', quantity: '1733' }]);
  expect(warnings).toMatchObject([{ code: 'case.magnitude-implausible', pointer: '/seizures/0/goods/0/quantity', state: 'open' }]);
  expect((await clara.get(`${path}/reviews?limit=200`)).body.items.map(({ code }: any) => code)).toContain('case.magnitude-implausible');
});
