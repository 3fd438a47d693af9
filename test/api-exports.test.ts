import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { castOf } from './cast.ts';
import { openWorkbook } from '../documents/spreadsheet/reading.ts';
import type { SheetRow } from '../documents/spreadsheet/row.ts';
import { mintToken, type Caller } from './caller.ts';
import { aRunningOperation, created } from './operations.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
let path: string;
const { clara, bea, felix, paul } = castOf(() => stack);
const COORDINATES = { latitude: 50.9, longitude: 4.48, accuracyMetres: 200 };

beforeAll(async () => {
  stack = await aStack();
  path = `/operations/${await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] })}`;
  const lines = [{ quantity: '1200.50' }, { heading: 'ivory', unit: 'KGM', quantity: '0.000001' }];
  const said = { place: '=HYPERLINK("http://evil.example")', coordinates: COORDINATES, departure: 'CN', destination: 'BE', transport: '4' };
  created(await bea.post(`${path}/cases`, { ...aReport(undefined, lines, said), reference: '＋1, "quoted"\nand broken' }));
  created(await felix.post(`${path}/cases`, { ...aReport(), reference: 'FR-1' }));
});
afterAll(() => stack.stop());

const get = async (caller: Caller, name: string): Promise<{ text: string; headers: Headers }> => {
  const { status, body, headers } = await caller.get(`${path}/${name}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return { text: typeof body === 'string' ? body : JSON.stringify(body), headers };
};
const linesOf = async (caller: Caller, query = ''): Promise<Record<string, string>[]> =>
  parse((await get(caller, `lines.csv${query}`)).text, { columns: true, bom: true });

test('every goods line that somebody may see is a row, with its digits as they were reported', async () => {
  const rows = await linesOf(clara);
  expect(rows.map(({ organisation, heading, quantity, unit, is_bonus }) => [organisation, heading, quantity, unit, is_bonus])).toEqual([
    ['be-customs', 'medicines', '1200.5', 'C62', 'f'],
    ['be-customs', 'ivory', '0.000001', 'KGM', 't'],
    ['fr-customs', 'medicines', '1', 'C62', 'f'],
  ]);
  expect(await linesOf(bea)).toHaveLength(2);
  expect(await linesOf(felix)).toHaveLength(1);
});

test('a line says how its report may be used: as all of its owner’s, until the owner says otherwise', async () => {
  const handled = async () => (await linesOf(clara)).map(({ organisation, handling_code, tlp }) => [organisation, handling_code, tlp]);
  expect(await handled()).toContainEqual(['fr-customs', 'H0', 'AMBER']);
  const [row] = await linesOf(felix);
  created(await felix.post(`/cases/${row?.['case_id']}/handling`, { code: 'H1', tlp: 'GREEN', reason: 'It is over' }));
  expect(await handled()).toContainEqual(['fr-customs', 'H1', 'GREEN']);
});

test('what people typed stays one cell and begins no formula', async () => {
  const [row] = await linesOf(bea);
  expect(row).toMatchObject({ reference: `'＋1, "quoted"\nand broken`, place: `'=HYPERLINK("http://evil.example")`, latitude: '50.9' });
});

test('an export can be narrowed to a phase, a heading with its subtypes, or an organisation', async () => {
  expect(await linesOf(clara, '?heading=wildlife')).toHaveLength(1);
  expect(await linesOf(clara, '?heading=ivory&organisation=fr-customs')).toHaveLength(0);
  expect(await linesOf(clara, '?phase=phase-1')).toHaveLength(3);
  expect(await linesOf(clara, '?phase=none')).toHaveLength(0);
});

test('the manifest says what the file is, and its hash is that of what was sent', async () => {
  const { text, headers } = await get(clara, 'lines.csv?heading=medicines');
  const { body } = await clara.get(`/exports/${headers.get('Export-Id')}`);
  expect(body).toMatchObject({
    content: 'lines.csv',
    query: { heading: 'medicines', phase: '', organisation: '' },
    bytes: String(Buffer.byteLength(`\ufeff${text.replace(/^\ufeff/, '')}`)),
    sha256: createHash('sha256')
      .update(`\ufeff${text.replace(/^\ufeff/, '')}`)
      .digest('hex'),
  });
  expect((await bea.get(`/exports/${headers.get('Export-Id')}`)).status).toBe(404);
});

test('reports come out as they can be sent in, and change nothing when they are', async () => {
  const { text } = await get(bea, 'cases.ndjson');
  const again = await bea.post(`${path}/cases:stream`, text, { 'Content-Type': 'application/x-ndjson' });
  expect(JSON.parse(again.body.trim().split('\n').at(-1))).toEqual({
    counts: { lines: 1, reported: 0, corrected: 0, unchanged: 1, refused: 0 },
  });
});

test('numbers by which seizures are matched are the owner’s alone, in files and on the page', async () => {
  const keys = [{ kind: 'container', value: 'CSQU3054383' }];
  const { id } = created(await bea.post(`${path}/cases`, { ...aReport(undefined, [{}], { keys }), reference: 'KEYS' }));
  const seen = async (caller: Caller) => {
    const page = JSON.stringify([(await caller.get(`/cases/${id}`)).body, (await caller.get(`${path}/cases?limit=200`)).body]);
    return [page, (await get(caller, 'cases.ndjson')).text].map((text) => text.includes('CSQU3054383'));
  };
  expect(await seen(bea)).toEqual([true, true]);
  expect(await seen(clara)).toEqual([false, false]);
});

test('free text that may name somebody leaves with its owner only, until that is settled', async () => {
  const said = { place: 'At the house of Mr John Smith', concealment: 'In the coat of Mr John Smith' };
  const report = { ...aReport(undefined, [{ description: 'Pills' }], said), reference: 'TEXT', summary: 'Mr John Smith said nothing' };
  const { warnings } = created(await bea.post(`${path}/cases`, report));
  expect(warnings.map(({ code }: any) => code)).toContain('case.text-identifying');
  const seen = async (caller: Caller) =>
    (await Promise.all(['lines.csv', 'cases.ndjson'].map((name) => get(caller, name)))).map(({ text }) => text.includes('John Smith'));
  expect(await seen(bea)).toEqual([true, true]);
  expect(await seen(clara)).toEqual([false, false]);
  expect((await linesOf(clara)).find(({ reference }) => reference === 'TEXT')).toMatchObject({ place: '', quantity: '1' });
});

test('seizures whose coordinates were reported are features of a map', async () => {
  const more = Array.from({ length: 40 }, () => aReport(undefined, [{}], { coordinates: COORDINATES, place: 'é' }));
  await felix.post(`${path}/cases:batch`, { reports: more });
  const map = JSON.parse((await get(clara, 'seizures.geojson')).text);
  expect(map.type).toBe('FeatureCollection');
  expect(map.features).toHaveLength(41);
  expect(map.features[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [4.48, 50.9] },
    properties: { organisation: 'be-customs', accuracyMetres: 200, headings: ['ivory', 'medicines'] },
  });
  expect(JSON.parse((await get(bea, 'seizures.geojson?heading=alcohol')).text).features).toEqual([]);
});

test('a workbook holds the same rows, its texts as text and its quantities as numbers', async () => {
  const response = await fetch(`${stack.url}${path}/lines.xlsx?heading=wildlife`, {
    headers: { Authorization: `Bearer ${await mintToken(stack.parts.issuer, 'bea.belgium')}` },
  });
  const book = await openWorkbook(Buffer.from(await response.arrayBuffer()));
  const rows: SheetRow[] = [];
  for await (const row of book.rows()) rows.push(row);
  book.close();
  const kinds = rows[1]?.cells.map(({ kind, text }) => [kind, text]);
  expect(rows).toHaveLength(2);
  expect(kinds).toContainEqual(['number', '0.000001']);
  expect(kinds).toContainEqual(['text', '＋1, "quoted"\nand broken']);
  expect(kinds).toContainEqual(['date', '2026-03-10T11:00:00']);
});

test('the catalogue calls every code by its name in the language of the reader', async () => {
  const labels = async (language: string) => {
    const { body } = await bea.get(`/catalogue?language=${language}`);
    const labelOf = (list: string, code: string) => body.lists[list].find((entry: any) => entry.code === code).label;
    return [labelOf('headings', 'ivory'), labelOf('units', 'KGM'), labelOf('countries', 'DE'), labelOf('currencies', 'USD')];
  };
  expect(await labels('en')).toEqual(['Ivory', 'kilogram', 'Germany', 'US dollar']);
  expect(await labels('fr')).toEqual(['Ivoire', 'kilogramme', 'Allemagne', 'dollar des États-Unis']);
});

test('partners take no reports out, and whoever does is on the record', async () => {
  expect((await paul.get(`${path}/lines.csv`)).status).toBe(403);
  const { rows } = await stack.database.pool.query("select count(*)::int as count from event where type = 'export.begun'");
  expect(rows[0].count).toBeGreaterThan(5);
});

test('whoever hangs up in the middle of an export leaves a manifest without a hash, and no connection that copies on', async () => {
  const more = Array.from({ length: 3_000 }, () => aReport(undefined, [{ description: 'x'.repeat(900) }]));
  await felix.post(`${path}/cases:batch`, { reports: more });
  const headers = { Authorization: `Bearer ${await mintToken(stack.parts.issuer, 'clara.coordinator')}` };
  const response = await fetch(`${stack.url}${path}/lines.csv`, { headers });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const id = response.headers.get('Export-Id');
  const isCopying = async () =>
    (await stack.database.pool.query("select from pg_stat_activity where query like 'copy %' and state = 'active'")).rowCount;
  await stack.until(async () => (await isCopying()) === 0);
  expect((await clara.get(`/exports/${id}`)).body).toMatchObject({ sha256: null, finishedAt: null, bytes: null });
});
