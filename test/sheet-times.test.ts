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

describe('a local time', () => {
  test.each([
    ['9:05', '09:05:00'],
    ['14h30', '14:30:00'],
    ['2:30 pm', '14:30:00'],
    ['12:00 am', '00:00:00'],
    ['14:30:15', '14:30:15'],
  ])('written as %s is %s', (time, iso) => expect(seizure({ time }).seizedAt).toBe(`2026-03-10T${iso}+01:00`));

  test.each(['25:00', '14:75', 'noon'])('as %s is refused', (time) => expect(flawsOf([row({ time })])).toEqual(['C3 cell.time']));

  test('is noon where none is given', () => {
    const { time: _, ...timeless } = row();
    expect(reportOf([timeless]).seizures[0]?.seizedAt).toBe('2026-03-10T12:00:00+01:00');
  });

  test.each([
    ['+2', '+02:00'],
    ['UTC+5:30', '+05:30'],
    ['-0330', '-03:30'],
    ['utc', 'Z'],
    ['America/New_York', '-04:00'],
  ])('at the offset %s is at %s', (offset, iso) => expect(seizure({ offset }).seizedAt).toBe(`2026-03-10T14:30:00${iso}`));

  test('without an offset is read in the zone of the organisation, and refused where it has none', () => {
    const { offset: _, ...local } = row();
    expect(reportOf([{ ...local, date: '2026-07-10' }], { zone: 'Europe/Brussels' }).seizures[0]?.seizedAt).toBe(
      '2026-07-10T14:30:00+02:00',
    );
    expect(flawsOf([local])).toEqual(['3 cell.zone-missing']);
    const skipped = { ...local, date: '2026-03-29', time: '02:30' };
    expect(flawsOf([skipped], { zone: 'Europe/Brussels' })).toEqual(['C3 cell.time-skipped']);
  });

  test('at no such offset is refused', () => expect(flawsOf([row({ offset: 'Brussels' })])).toEqual(['D3 cell.offset']));
});
