import { readXlsx } from 'hucre/xlsx';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aRow, csvOf, rejects, settled, sheetOf, upload, type SheetRow } from './imports.ts';
import { aRunningOperation, created } from './operations.ts';
import { countRows } from './rows.ts';
import { aStack, type Stack } from './stack.ts';
import { rowsOf } from './workbooks.ts';

let stack: Stack;
let id: string;
const { clara, bea, felix, rita } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
});
afterAll(() => stack.stop());

const figures = async () => (await clara.get(`/operations/${id}/statistics`)).body.figures;
const preview = async (content: Uint8Array | string, query = {}): Promise<any> =>
  settled(stack, created(await upload(stack, id, content, { query })).id);
const take = async (content: Uint8Array | string, query = {}): Promise<any> => preview(content, { confirm: 'now', ...query });
const errorsOf = ({ errors }: any): string[] => errors.map(({ cell, row, code }: any) => `${cell ?? row} ${code}`);
const reportOf = async (reference: string): Promise<any> =>
  (await bea.get(`/operations/${id}/cases?limit=200`)).body.items.find((item: any) => item.reference === reference)?.report;

test('a workbook is previewed before anything is taken, and confirmed it becomes cases that the figures count at once', async () => {
  const before = await figures();
  const reference = 'two seizures';
  const rows = [
    aRow({ reference, quantity: '1200,5', place: 'Antwerp', 'persons.arrested': '2', 'number.container': 'MSCU1234566; TGHU7654321' }),
    aRow({ reference, seizure: '2', heading: 'Vaccines [vaccines]', unit: 'dose', quantity: '30' }),
    aRow(),
  ];
  const shown = await preview(await sheetOf(rows));
  expect(shown).toMatchObject({
    state: 'previewed',
    format: 'xlsx',
    counts: { reported: 2, corrected: 0, unchanged: 0, refused: 0 },
    position: 5,
    lastRow: 5,
  });
  expect((await figures()).cases).toBe(before.cases);

  expect(created(await bea.post(`/imports/${shown.id}/confirmations`))).toEqual({ id: shown.id, state: 'taking' });
  const done = await settled(stack, shown.id);
  expect(done).toMatchObject({ state: 'done', counts: shown.counts, rowsRefused: 0, errors: [] });
  expect((await figures()).cases).toBe(before.cases + 2);
  expect(await reportOf(reference)).toMatchObject({
    seizures: [
      {
        number: 1,
        seizedAt: '2026-03-10T14:30:00+01:00',
        place: 'Antwerp',
        persons: [{ state: 'arrested', count: 2 }],
        keys: [
          { kind: 'container', value: 'MSCU1234566' },
          { kind: 'container', value: 'TGHU7654321' },
        ],
        goods: [{ heading: 'medicines', quantity: '1200.5', unit: 'C62' }],
      },
      { number: 2, goods: [{ heading: 'vaccines', quantity: '30', unit: 'E27' }] },
    ],
  });
  expect((await bea.post(`/imports/${shown.id}/confirmations`)).body.code).toBe('import.not-previewed');
  const types = (await bea.get(`/operations/${id}/events?limit=200`)).body.items.filter((event: any) => event.subjectId === shown.id);
  expect(types.map(({ type }: any) => type).toSorted()).toEqual([
    'import.confirmed',
    'import.previewed',
    'import.taken',
    'import.uploaded',
  ]);
});

test('the same file again changes nothing, and a changed row is a new version of its case, with the reason', async () => {
  const rows = [aRow(), aRow()];
  await take(await sheetOf(rows));
  const recorded = async () => {
    const { case_report, case_version, seizure, goods_line } = await countRows(stack.database);
    return { case_report, case_version, seizure, goods_line };
  };
  const before = await recorded();
  expect((await take(await sheetOf(rows))).counts).toEqual({ reported: 0, corrected: 0, unchanged: 2, refused: 0 });
  expect(await recorded()).toEqual(before);
  const changed = [rows[0] as SheetRow, { ...rows[1], quantity: '9' } as SheetRow];
  expect((await preview(csvOf(changed))).counts).toEqual({ reported: 0, corrected: 1, unchanged: 1, refused: 0 });
  expect((await take(csvOf(changed), { reason: 'Weighed at last' })).counts).toEqual({
    reported: 0,
    corrected: 1,
    unchanged: 1,
    refused: 0,
  });
  const { items } = (await bea.get(`/operations/${id}/cases?limit=200`)).body;
  const corrected = items.find((item: any) => item.reference === rows[1]?.['reference']);
  expect((await bea.get(`/cases/${corrected.id}`)).body.versions.map(({ reason }: any) => reason)).toEqual([null, 'Weighed at last']);
});

test('what is right is taken, and the rest comes back as a workbook with its wrong cells marked, which mended and sent again is taken too', async () => {
  const [split, good] = ['half wrong', 'all right'];
  const rows = [
    aRow({ reference: good }),
    aRow({ reference: split, date: '03/04/2026' }),
    aRow({ reference: split, seizure: '2', quantity: '2' }),
    aRow({ reference: 'wrong number', quantity: '1.234.567' }),
    aRow({ reference: 'wrong unit', unit: 'kilogram' }),
    aRow({ reference: 'too early', date: '2020-01-01' }),
    aRow({ reference: '', quantity: '5' }),
  ];
  const done = await take(await sheetOf(rows));
  expect(done).toMatchObject({ state: 'done', counts: { reported: 1, refused: 5 }, rowsRefused: 6 });
  expect(errorsOf(done)).toEqual(
    [
      'B4 cell.date-ambiguous',
      'A5 cell.case-refused',
      'G6 cell.separators',
      'H7 case.unit-not-allowed',
      'B8 case.outside-phases',
      'A9 cell.missing',
    ].map((text) => expect.stringMatching(new RegExp(`^[A-Z]+${text.slice(1)}$`))),
  );
  expect(await reportOf(split)).toBeUndefined();
  expect(await reportOf(good)).toBeDefined();

  const file = await rejects(stack, done.id);
  const sheet = (await readXlsx(file)).sheets[0] as any;
  const [titles, keys, ...mended] = await rowsOf(file);
  expect(titles?.cells[0]?.text).toBe('Reference');
  expect(mended.length).toBe(6);
  const column = (key: string): number => keys?.cells.findIndex(({ text }) => text === `#${key}`) ?? -1;
  const comments = [...sheet.cells.entries()]
    .filter(([place]: [string]) => /^[2-9],/.test(place))
    .map(([place, cell]: [string, any]) => `${place} ${cell.comment?.text}`);
  expect(comments).toContainEqual(expect.stringMatching(new RegExp(`^2,${column('date')} Nobody can tell here`)));
  expect(comments).toContainEqual(expect.stringMatching(new RegExp(`^4,${column('quantity')} This can be read as two`)));

  const values = mended.map(({ cells }) =>
    Object.fromEntries(
      cells.map(({ column: letters, text }) => [keys?.cells.find((cell) => cell.column === letters)?.text.slice(1), text]),
    ),
  );
  expect(values[0]).toMatchObject({ reference: split, date: '03/04/2026', problems: expect.stringContaining('Nobody can tell') });
  const again = values.map(
    (row) => ({ ...row, date: '2026-03-11', unit: 'C62', quantity: '3', reference: row['reference'] ?? 'named' }) as SheetRow,
  );
  expect((await take(csvOf(again.map(({ problems: _, ...row }) => row)))).counts).toEqual({
    reported: 5,
    corrected: 0,
    unchanged: 0,
    refused: 0,
  });
  expect((await reportOf(split)).seizures.length).toBe(2);
});

test('rejects of CSV are CSV that is read again as it is, signs and all', async () => {
  const [reference] = ['south'];
  const row = aRow({ reference, offset: '-03:30', latitude: '-33.87', longitude: '151.2', accuracy: '10', heading: 'unheard of' });
  const done = await take(csvOf([row]));
  const { body: csv } = await bea.get(`/imports/${done.id}/rejects.csv`);
  expect(csv).toContain("'-03:30");
  expect(csv).toContain('This is not in the list of this column');
  const mended = await take(csv.replace('unheard of', 'medicines'));
  expect(mended.counts).toEqual({ reported: 1, corrected: 0, unchanged: 0, refused: 0 });
  expect((await reportOf(reference as string)).seizures[0]).toMatchObject({
    seizedAt: '2026-03-10T14:30:00-03:30',
    coordinates: { latitude: -33.87 },
  });
});

test('rows of one case may stand anywhere in the file, and local times are read in the zone of the organisation', async () => {
  const { offset: _, ...local } = aRow({ reference: 'scattered', date: '2026-03-12' });
  const rows = [local, aRow(), { ...local, heading: 'vaccines', unit: 'E27' }];
  expect((await take(csvOf(rows, ';'))).counts.reported).toBe(2);
  const report = await reportOf('scattered');
  expect(report.seizures).toMatchObject([
    { seizedAt: '2026-03-12T14:30:00+01:00', goods: [{ heading: 'medicines' }, { heading: 'vaccines' }] },
  ]);
});

test('an import is its administration’s own: nobody else sees it, and whoever does not report sends none', async () => {
  const { id: importId } = created(await upload(stack, id, await sheetOf([aRow()])));
  await settled(stack, importId);
  for (const [caller, code] of [
    [felix, 'import.not-found'],
    [clara, 'permission.denied'],
    [rita, 'permission.denied'],
  ] as const) {
    expect((await caller.get(`/imports/${importId}`)).body.code).toBe(code);
    expect((await caller.get(`/imports/${importId}/rejects.csv`)).body.code).toBe(code);
  }
  expect((await felix.post(`/imports/${importId}/confirmations`)).body.code).toBe('import.not-found');
  expect((await bea.get(`/operations/${id}/imports`)).body.items[0]).toMatchObject({ id: importId, author: 'Bea Belgium' });
  expect((await felix.get(`/operations/${id}/imports`)).body.items).toEqual([]);
  expect((await upload(stack, id, await sheetOf([aRow()]), { subject: 'clara.coordinator' })).body.code).toBe('permission.denied');
  const key = 'one-key-for-one-file';
  const first = await upload(stack, id, csvOf([aRow({ reference: 'keyed' })]), { key });
  expect((await upload(stack, id, csvOf([aRow({ reference: 'keyed' })]), { key })).body).toEqual(first.body);
  expect((await upload(stack, id, csvOf([aRow()]), { key })).body.code).toBe('request.key-reused');
});
