import { flawsOf, reportOf, type Said } from './sheet-reports.ts';

const row = (more: Said = {}): Said => ({
  reference: 'BE-1',
  date: '2026-03-10',
  time: '14:30',
  offset: '+01:00',
  heading: 'medicines',
  ...more,
});
const seizure = (more: Said, as = {}): any => reportOf([row(more)], as).seizures[0];

describe('a date', () => {
  test.each([
    '2026-03-10',
    '2026/3/10',
    '10 March 2026',
    '10-Mar-2026',
    '10 mars 2026',
    '10 de marzo de 2026',
    '10 de março de 2026',
    '10 марта 2026 г.',
    '10 март 2026',
    '١٠ مارس ٢٠٢٦',
    '\u200f10 آذار 2026',
    '۲۰۲۶/۰۳/۱۰',
    { text: '2026-03-10', kind: 'date' as const },
  ])('written as %j is that day', (date) => expect(seizure({ date }).seizedAt).toBe('2026-03-10T14:30:00+01:00'));

  test('in a month of two words is that day', () => {
    expect(seizure({ date: '9 تشرين الأول 2026' }).seizedAt).toBe('2026-10-09T14:30:00+01:00');
    expect(seizure({ date: '9 تشرين الثاني 2026' }).seizedAt).toBe('2026-11-09T14:30:00+01:00');
  });

  test('with a day beyond the twelfth is unambiguous, whichever stands first', () => {
    expect(seizure({ date: '25/03/2026' }).seizedAt).toBe('2026-03-25T14:30:00+01:00');
    expect(seizure({ date: '03/25/2026' }).seizedAt).toBe('2026-03-25T14:30:00+01:00');
    expect(seizure({ date: '03.03.2026' }).seizedAt).toBe('2026-03-03T14:30:00+01:00');
  });

  test.each([
    ['03/04/2026', 'cell.date-ambiguous'],
    ['3.4.2026', 'cell.date-ambiguous'],
    ['10/03/26', 'cell.date'],
    ['2026-02-30', 'cell.date'],
    ['last Monday', 'cell.date'],
  ])('written as %s is refused: %s', (date, code) => expect(flawsOf([row({ date })])).toEqual([`B3 ${code}`]));

  test('that a spreadsheet shows as a bare number is refused', () => {
    expect(flawsOf([row({ date: { text: '46091', kind: 'number' } })])).toEqual(['B3 cell.date']);
  });

  test('may bring its time and offset along', () => {
    const only = { reference: 'BE-1', heading: 'medicines' };
    const [report] = [reportOf([{ ...only, date: '2026-03-10T09:05:00+02:00' }])];
    expect(report.seizures[0]?.seizedAt).toBe('2026-03-10T09:05:00+02:00');
    const moment = { text: '2026-03-10T09:05:00', kind: 'date' as const };
    expect(reportOf([{ ...only, date: moment }], { zone: 'Europe/Brussels' }).seizures[0]?.seizedAt).toBe('2026-03-10T09:05:00+01:00');
  });
});
