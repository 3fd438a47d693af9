import fc from 'fast-check';
import { anyReport } from './any-report.ts';
import { CaseShape } from '../documents/reports/shape.ts';
import { rowsOf } from '../documents/reports/sheet-writing.ts';
import { flawsOf, readRows, reportOf, type Said } from './sheet-reports.ts';

const row = (more: Said = {}): Said => ({ reference: 'BE-1', date: '2026-03-10', offset: '+01:00', heading: 'medicines', ...more });

test('rows with one reference are one case, and those of one seizure number one seizure, whatever stands between them', () => {
  const report = reportOf([
    row({ seizure: '1', quantity: '1', place: 'Antwerp' }),
    { reference: 'BE-1', seizure: '2', date: '2026-03-11', offset: 'Z', heading: 'vaccines', quantity: '5' },
    { reference: 'BE-1', seizure: '1', heading: 'medical-devices', quantity: '2' },
  ]);
  expect(report).toEqual({
    reference: 'BE-1',
    seizures: [
      {
        number: 1,
        seizedAt: '2026-03-10T12:00:00+01:00',
        place: 'Antwerp',
        goods: [
          { heading: 'medicines', quantity: '1' },
          { heading: 'medical-devices', quantity: '2' },
        ],
      },
      { number: 2, seizedAt: '2026-03-11T12:00:00Z', goods: [{ heading: 'vaccines', quantity: '5' }] },
    ],
  });
});

test('a row that contradicts another of its seizure is told at the cell, with the row that says otherwise; one that says the same is not', () => {
  const rows = [row({ place: 'Antwerp', departure: 'CN' }), row({ place: 'Ghent', departure: 'China' })];
  const [flaw] = readRows(rows).flaws;
  expect(flawsOf(rows)).toEqual(['E4 cell.contradiction']);
  expect(flaw).toMatchObject({ row: 4, column: 'place', cell: 'E4', detail: expect.stringContaining('row 3') });
});

test('what is wrong with the report is told at the cell that it came from, or at the one where it is missing', () => {
  const { tell } = readRows([row({ unit: 'KGM', quantity: '1', direction: '', 'persons.arrested': '1' }), row({ seizure: '2' })]);
  const at = (pointer: string, code = 'field.invalid'): unknown => {
    const told = tell({ pointer, code: code as never, detail: 'So' });
    return [told.cell ?? told.row, told.code];
  };
  expect(at('/seizures/0/goods/0/unit', 'case.unit-not-allowed')).toEqual(['E3', 'case.unit-not-allowed']);
  expect(at('/seizures/0/direction', 'case.required-by-form')).toEqual(['G3', 'case.required-by-form']);
  expect(at('/seizures/0/persons/0/state', 'case.code-unknown')).toEqual(['H3', 'case.code-unknown']);
  expect(at('/seizures/1/seizedAt', 'case.outside-phases')).toEqual(['B4', 'case.outside-phases']);
  expect(at('/seizures/1/goods/0/quantity')).toEqual(['F4', 'cell.missing']);
  expect(at('/seizures/0/goods/0/description')).toEqual([3, 'cell.missing']);
});

test('a report that becomes rows, and the rows a report, is the same report', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(CaseShape.safeParse(report).success).toBe(true);
      const { sent, flaws } = readRows(rowsOf(report));
      expect(flaws).toEqual([]);
      expect(sent).toEqual(report);
    }),
    { numRuns: 300 },
  );
});
