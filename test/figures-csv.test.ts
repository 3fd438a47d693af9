import fc from 'fast-check';
import { figuresCsv, figuresJson, type EditionFigures } from '../documents/csv/figures.ts';

const anEdition = (edition: Partial<EditionFigures> = {}): EditionFigures => ({
  edition: 'interim',
  status: 'interim',
  cutOff: '2021-09-30T22:00:00.000Z',
  figures: [
    { name: 'cases', unit: 'cases', value: '2360' },
    { name: 'medicines', unit: 'C62', value: '195500000.000001' },
  ],
  ...edition,
});

const named = (name: string): EditionFigures => anEdition({ figures: [{ name, unit: 'C62', value: '1' }] });

test('every line of the figures is complete in itself, and spreadsheets see where UTF-8 begins', () => {
  expect(figuresCsv(anEdition())).toBe(
    '\ufeffedition,status,cut_off,name,unit,value\r\n' +
      'interim,interim,2021-09-30T22:00:00.000Z,cases,cases,2360\r\n' +
      'interim,interim,2021-09-30T22:00:00.000Z,medicines,C62,195500000.000001\r\n',
  );
});

test('an edition without figures still names its columns', () => {
  expect(figuresCsv(anEdition({ figures: [] }))).toBe('\ufeffedition,status,cut_off,name,unit,value\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠A1', '=HYPERLINK("http://evil.example","x")'])(
  'no spreadsheet takes a name such as %j for a formula',
  (name) => {
    expect(cellsOf(figuresCsv(named(name)))[3]).toBe(`'${name}`);
  },
);

test('whatever a name holds, it stays one cell of one line and begins no formula', () => {
  const awkward = fc.string({ unit: fc.constantFrom('a', '=', '-', '＝', '\t', '\r', '\n', '"', ',', "'", ';', 'é') });
  fc.assert(
    fc.property(awkward, (name) => {
      const cells = cellsOf(figuresCsv(named(name)));
      expect(cells).toEqual(['interim', 'interim', '2021-09-30T22:00:00.000Z', /^[=\-＝\t\r]/.test(name) ? `'${name}` : name, 'C62', '1']);
    }),
  );
});

test('programs get the same figures as JSON, with every digit', () => {
  expect(JSON.parse(figuresJson(anEdition()))).toEqual(anEdition());
});

test('what else is known of a figure stays in the house', () => {
  const [figure] = anEdition().figures;
  const inside = { ...anEdition(), operation: 'secret', figures: [{ ...figure!, reportedBy: 'be-customs' }] };
  expect(figuresJson(inside)).not.toMatch(/secret|be-customs/);
  expect(figuresCsv(inside)).not.toMatch(/secret|be-customs/);
});

/** The cells of the one line under the header, read as strictly as RFC 4180 says: a break outside quotes ends the line. */
function cellsOf(csv: string): string[] {
  const line = csv.slice(csv.indexOf('\r\n') + 2);
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/y;
  const cells: string[] = [];
  for (let found = cell.exec(line); found; found = cell.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] !== ',') break;
  }
  return cells;
}
