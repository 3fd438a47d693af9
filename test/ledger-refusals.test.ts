import { openCsv } from '../documents/csv/reading.ts';
import { castOf } from './cast.ts';
import type { Caller } from './caller.ts';
import { checked } from './checked-caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';
import { all, textsOf } from './workbooks.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
});
beforeEach(async () => {
  path = `/operations/${await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] })}`;
});
afterAll(() => stack.stop());

const batch = async (reports: unknown[]) => (await bea.post(`${path}/cases:batch`, { reports })).body;
const stream = async (lines: readonly string[]) => {
  const { body } = await bea.post(`${path}/cases:stream`, lines.join('\n'), { 'Content-Type': 'application/x-ndjson' });
  return JSON.parse(body.trim().split('\n').at(-1));
};
const ledger = async (query = '', caller: Caller = bea) => (await caller.get(`${path}/ledger?limit=200${query}`)).body.items;
const tooEarly = (reference: unknown) => ({ ...aReport('2020-01-01T00:00:00Z'), reference });

test('what was refused among many stands in the ledger of its sender, with what was wrong and nothing of what it says', async () => {
  const secret = { ...aReport(), reference: 'R-2', 'John Smith': 'of Ghent', seizures: 'none at all' };
  await batch([tooEarly('R-1'), aReport(), secret, 7]);
  const [nameless, second, first] = await ledger();
  expect(nameless).toMatchObject({ caseId: null, reference: null, version: null, state: 'refused', refusal: { code: 'request.invalid' } });
  expect(second.refusal).toEqual({
    ...{ channel: 'batch', code: 'request.invalid', times: 1 },
    errors: expect.arrayContaining([
      { pointer: '', code: 'field.invalid' },
      { pointer: '/seizures', code: 'field.invalid' },
    ]),
  });
  expect(first.refusal.errors).toEqual([{ pointer: '/seizures/0/seizedAt', code: 'case.outside-phases' }]);
  expect(JSON.stringify(await ledger())).not.toMatch(/John|Ghent|none at all/);
  expect((await ledger('&state=refused')).map(({ reference }: any) => reference)).toEqual([null, 'R-2', 'R-1']);
  expect(await ledger('', felix)).toEqual([]);
});

test('a refusal is superseded once its case is reported or corrected, in the same request at once, and comes back when it is refused again', async () => {
  const states = async () => (await ledger()).map(({ reference, state }: any) => `${reference} ${state}`);
  const good = { ...aReport(), reference: 'R-1' };
  await batch([tooEarly('R-1'), tooEarly('R-2'), tooEarly('R-2')]);
  expect(await states()).toEqual(['R-2 refused', 'R-1 refused']);
  created(await bea.post(`${path}/cases`, good));
  expect(await states()).toEqual(['R-1 accepted', 'R-2 refused', 'R-1 superseded']);
  expect((await ledger('&state=superseded')).map(({ reference }: any) => reference)).toEqual(['R-1']);

  await stream([JSON.stringify(tooEarly('R-1'))]);
  expect(await states()).toEqual(['R-1 refused', 'R-1 accepted', 'R-2 refused']);
  expect((await ledger())[0].refusal).toMatchObject({ channel: 'stream', times: 2 });
  const heavier = { ...good, seizures: (aReport(undefined, [{ quantity: '9' }]) as any).seizures };
  await batch([heavier]);
  expect(await states()).toEqual(['R-1 superseded', 'R-1 accepted', 'R-2 refused']);

  await batch([tooEarly('R-3'), { ...aReport(), reference: 'R-3' }]);
  await batch([{ ...aReport(), reference: 'R-4' }, tooEarly('R-4')]);
  expect((await states()).slice(0, 3)).toEqual(['R-4 refused', 'R-4 accepted', 'R-3 accepted']);
});

test('the ledger keeps 1,000 refusals of one request, and the request says how many more there were', async () => {
  const broken = Array.from({ length: 1_203 }, () => '{"reference": ');
  const { refused_report: before = 0 } = await countRows(stack.database);
  expect(await stream([...broken, JSON.stringify(aReport())])).toEqual({
    counts: { lines: 1_204, reported: 1, corrected: 0, unchanged: 0, refused: 1_203 },
    notInLedger: 203,
  });
  expect((await countRows(stack.database))['refused_report']).toBe(before + 1_000);
  expect((await batch(Array.from({ length: 1_001 }, () => 7))).notInLedger).toBe(1);
  expect(await batch([7])).not.toHaveProperty('notInLedger');
});

test('text that no database keeps is refused like any other, and leaves no reference', async () => {
  const half = String.raw`{"reference": "half \ud800"}`;
  expect((await stream([half, String.raw`{"reference": "nothing \u0000"}`, '{"reference": 5}'])).counts.refused).toBe(3);
  expect((await ledger()).map(({ reference }: any) => reference)).toEqual([null, null, null]);
});

test('a scorecard counts what is refused among the most frequent errors, in how many reports', async () => {
  const twice = aReport('2020-01-01T00:00:00Z', [{ heading: 'unheard of' }, { heading: 'unknown' }]);
  await batch([tooEarly('R-1'), twice]);
  await stream(['{']);
  const [card] = (await bea.get(`${path}/scorecards`)).body.items;
  expect(card.errors).toEqual([
    { code: 'case.outside-phases', count: 2 },
    { code: 'case.heading-unknown', count: 1 },
    { code: 'request.not-json', count: 1 },
  ]);
});

test('the ledger leaves as CSV of any length, for its own administration, and no cell is a formula', async () => {
  const many = Array.from({ length: 1_005 }, (_, i) => ({ ...aReport(), reference: `M-${i}` }));
  await batch([...many, { ...aReport(), reference: '=HYPERLINK("x")' }, tooEarly('+1')]);
  created(await felix.post(`${path}/cases`, aReport()));
  const { body, headers } = await bea.get(`${path}/ledger.csv`);
  expect(headers.get('Content-Type')).toMatch('text/csv');
  const rows = await all((await openCsv(Buffer.from(body))).rows());
  expect(rows).toHaveLength(1_008);
  const cells = textsOf(rows);
  const titles = Object.fromEntries('ABCDEFGHIJKLMNOPQ'.split('').map((column) => [cells[`${column}1`], column]));
  const cell = (title: string, row: number): unknown => cells[`${titles[title]}${row}`];
  expect(['reference', 'state', 'refused_by', 'refusal', 'refusal_errors', 'refused_times'].map((title) => cell(title, 2))).toEqual([
    "'+1",
    'refused',
    'batch',
    'case.invalid',
    '/seizures/0/seizedAt case.outside-phases',
    '1',
  ]);
  expect([cell('reference', 3), cell('state', 3), cell('version', 3)]).toEqual([`'=HYPERLINK("x")`, 'accepted', '1']);
  const references = rows.map((_, i) => cell('reference', i + 1));
  expect(new Set(references).size).toBe(1_008);
  expect((await bea.get(`${path}/ledger.csv?state=refused`)).body.trim().split('\r\n')).toHaveLength(2);
  expect((await clara.get(`${path}/ledger.csv`)).body.code).toBe('permission.denied');
});
