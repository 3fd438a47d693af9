import { castOf } from './cast.ts';
import type { Caller } from './caller.ts';
import { aRunningOperation, created, ownTask } from './operations.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] })}`;
});
afterAll(() => stack.stop());

const batch = (reports: unknown[], more: object = {}) => bea.post(`${path}/cases:batch`, { reports, ...more });
const stream = async (caller: Caller, body: string | Uint8Array, type = 'application/x-ndjson') => {
  const { status, body: text } = await caller.post(`${path}/cases:stream`, body, { 'Content-Type': type });
  return status === 200
    ? text
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line))
    : [status, text];
};
const outcomes = (results: any[]) => results.map(({ outcome }) => outcome);
const figures = async () => (await clara.get(`${path}/statistics`)).body.figures;

describe('a batch', () => {
  test('is taken as far as it is right, each report for itself, and the rest is told what is wrong with it', async () => {
    const before = await figures();
    const reports = [aReport(), { ...aReport(), reference: '' }, aReport('2020-01-01T00:00:00Z'), 7, aReport()];
    const { status, body } = await batch(reports);
    expect(status).toBe(200);
    expect(body.counts).toEqual({ reported: 2, corrected: 0, unchanged: 0, refused: 3 });
    expect(outcomes(body.results)).toEqual(['reported', 'refused', 'refused', 'refused', 'reported']);
    expect(body.results[2]).toMatchObject({ reference: (reports[2] as any).reference, code: 'case.invalid' });
    expect(body.results[2].errors).toMatchObject([{ pointer: '/seizures/0/seizedAt', code: 'case.outside-phases' }]);
    expect(body.results[3].errors).toMatchObject([{ pointer: '', code: 'field.invalid' }]);
    expect((await figures()).cases).toBe(before.cases + 2);
    expect((await bea.get(`/cases/${body.results[0].id}`)).body.report.reference).toBe((reports[0] as any).reference);
  });

  test('that is sent again changes nothing, and what has changed in it is a new version with the reason', async () => {
    const [same, other] = [aReport(), aReport()];
    await batch([same, other]);
    const { receipt: _, ...before } = await countRows(stack.database);
    expect(outcomes((await batch([same, other])).body.results)).toEqual(['unchanged', 'unchanged']);
    expect(await countRows(stack.database)).toMatchObject(before);
    const changed = { ...other, seizures: (aReport(undefined, [{ quantity: '9' }]) as any).seizures };
    const { body } = await batch([same, changed], { reason: 'Weighed at last' });
    expect(outcomes(body.results)).toEqual(['unchanged', 'corrected']);
    const [, corrected] = body.results;
    expect(corrected.version).toBe(2);
    const { versions } = (await bea.get(`/cases/${corrected.id}`)).body;
    expect(versions.map(({ reason }: any) => reason)).toEqual([null, 'Weighed at last']);
  });

  test('that names a case twice takes the last word of it', async () => {
    const report = aReport(undefined, [{ quantity: '1' }]);
    const { body } = await batch([report, { ...report, seizures: (aReport(undefined, [{ quantity: '2' }]) as any).seizures }]);
    expect(outcomes(body.results)).toEqual(['reported', 'corrected']);
    expect((await bea.get(`/cases/${body.results[0].id}`)).body.report.seizures[0].goods[0].quantity).toBe('2');
  });

  test('under one key gets one answer', async () => {
    const [reports, headers] = [[aReport()], { 'Idempotency-Key': 'batch-of-one-key' }];
    const first = await bea.post(`${path}/cases:batch`, { reports }, headers);
    expect(first.body.counts.reported).toBe(1);
    expect((await bea.post(`${path}/cases:batch`, { reports }, headers)).body).toEqual(first.body);
    expect((await bea.post(`${path}/cases:batch`, { reports: [aReport()] }, headers)).body.code).toBe('request.key-reused');
  });

  test('with names and references that PostgreSQL cannot hold is refused for each such report, and answered again as it was', async () => {
    const [odd, headers] = ['a\0\ud800', { 'Idempotency-Key': 'batch-of-odd-names' }];
    const reports = [{ ...aReport(), [odd]: 1 }, { ...aReport(), reference: odd }, aReport()];
    const { status, body } = await bea.post(`${path}/cases:batch`, { reports }, headers);
    expect([status, outcomes(body.results)]).toEqual([200, ['refused', 'refused', 'reported']]);
    expect(body.results[0].errors).toMatchObject([{ pointer: `/${odd}`, code: 'field.invalid' }]);
    expect(body.results[1]).toMatchObject({ reference: odd, errors: [{ pointer: '/reference', code: 'field.invalid' }] });
    expect((await bea.post(`${path}/cases:batch`, { reports }, headers)).body).toEqual(body);
  });

  test('in which a report nests without end is refused, before anybody walks through it', async () => {
    const deep = `{"reference": "deep", "seizures": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const text = `{"reports": [${deep}, ${JSON.stringify(aReport())}]}`;
    const { status, body } = await bea.post(`${path}/cases:batch`, text, { 'Content-Type': 'application/json' });
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/reports/0', detail: 'At most 16 levels deep.' }]]);
  });

  test('of more than 5,000, or of none, is refused, and so is one of whoever does not take part', async () => {
    expect((await batch(Array.from({ length: 5_001 }, () => 1))).body.code).toBe('request.invalid');
    expect((await batch([])).body.code).toBe('request.invalid');
    expect((await clara.post(`${path}/cases:batch`, { reports: [aReport()] })).body.code).toBe('permission.denied');
  });
});

test('what another system keeps is known by its name there: the same again changes nothing, newer becomes a version, its reference stays', async () => {
  const external = { system: 'ncen', id: 'N-1' };
  const report: Record<string, unknown> = { ...aReport(), external };
  const [first] = (await batch([report])).body.results;
  const again = { ...report, reference: 'another', seizures: (aReport(undefined, [{ quantity: '77' }]) as any).seizures };
  const [second] = (await batch([again])).body.results;
  expect(second).toMatchObject({ outcome: 'corrected', id: first.id, version: 2 });
  const { report: kept, versions } = (await bea.get(`/cases/${first.id}`)).body;
  expect(versions.map(({ channel }: any) => channel)).toEqual(['feed', 'feed']);
  expect(kept).toMatchObject({ reference: report['reference'], external, seizures: [{ goods: [{ quantity: '77' }] }] });
  expect(outcomes((await batch([again])).body.results)).toEqual(['unchanged']);

  const [stranger] = (await batch([{ ...report, external: { system: 'ncen', id: 'N-2' } }])).body.results;
  expect(stranger).toMatchObject({ outcome: 'refused', code: 'case.reference-taken' });
  created(await felix.post(`${path}/cases`, { ...aReport(), external }));
});

describe('a stream of lines', () => {
  test('is answered line by line, and a broken line in the middle loses nothing of the others', async () => {
    const good = aReport();
    const text = [
      JSON.stringify(good),
      '{"reference": "x", ',
      '',
      String.raw`{ "reference": "half \ud800" }`,
      `"${'x'.repeat(1024 * 1024)}"`,
      JSON.stringify(aReport()),
    ].join('\r\n');
    const [first, broken, strange, long, last, end] = await stream(bea, text);
    expect(first).toMatchObject({ line: 1, byte: 0, outcome: 'reported', reference: good['reference'] });
    expect(broken).toMatchObject({ line: 2, byte: JSON.stringify(good).length + 2, outcome: 'refused', code: 'request.not-json' });
    expect(strange).toMatchObject({ line: 4, code: 'request.invalid' });
    expect(long).toMatchObject({ line: 5, code: 'request.too-large' });
    expect(last).toMatchObject({ line: 6, outcome: 'reported' });
    expect(end).toEqual({ counts: { lines: 5, reported: 2, corrected: 0, unchanged: 0, refused: 3 } });
  });

  test('that nests without end is refused at its line, and a batch of more than 16 MB as a whole, before it is read', async () => {
    const deep = `{"reference": "deep", "seizures": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const [first, second] = await stream(bea, `${deep}\n${JSON.stringify(aReport())}\n`);
    expect([first.code, second.outcome]).toEqual(['request.invalid', 'reported']);
    const { status, body } = await batch(['x'.repeat(17 * 1024 * 1024)]);
    expect([status, body.code]).toEqual([413, 'request.too-large']);
  });

  test('of another encoding is refused line by line, and of another type as a whole', async () => {
    const [first] = await stream(bea, Buffer.from('{"reference": "caf\xe9"}\n', 'latin1'));
    expect(first).toMatchObject({ line: 1, code: 'request.not-utf8' });
    expect((await stream(bea, '{}', 'text/csv'))[0]).toBe(415);
    expect((await stream(bea, '{}', 'application/json'))[0]).toBe(415);
  });

  test('that was cut off is sent again whole, and nothing is counted twice', async () => {
    const reports = Array.from({ length: 1_200 }, () => aReport());
    const before = await figures();
    const text = reports.map((report) => JSON.stringify(report)).join('\n');
    const half = text.slice(0, text.length / 2);
    const cut = await stream(bea, half);
    expect(cut.at(-1).counts).toMatchObject({ refused: 1, lines: cut.length - 1 });
    const whole = await stream(bea, text);
    const { reported, unchanged, refused } = whole.at(-1).counts;
    expect([reported + unchanged, refused]).toEqual([1_200, 0]);
    expect(unchanged).toBe(cut.at(-1).counts.reported);
    expect((await figures()).cases).toBe(before.cases + 1_200);
  });

  test('answers its task, as any report does', async () => {
    await stream(felix, JSON.stringify(aReport()));
    expect((await ownTask(felix, path.split('/')[2] ?? '', 'report')).state).toBe('answered');
  });
});
