import { flawsOf, reportOf, type Said } from './sheet-reports.ts';

const row = (more: Said = {}): Said => ({
  reference: 'BE-1',
  date: '2026-03-10',
  time: '14:30',
  offset: '+01:00',
  heading: 'medicines',
  ...more,
});
const goods = (more: Said): any => reportOf([row(more)]).seizures[0]?.goods[0];

describe('a quantity', () => {
  test.each([
    ['1200', '1200'],
    ['1200.5', '1200.5'],
    ['1200,5', '1200.5'],
    ['0,125', '0.125'],
    ['12345,678', '12345.678'],
    ['١٢٠٠', '1200'],
    ['٣٫٥٠٠', '3.500'],
    ['\u200f۷', '7'],
  ])('written as %s is %s', (text, quantity) => expect(goods({ quantity: text }).quantity).toBe(quantity));

  test.each(['1,234', '1 234', '1.234.567', '1,234.5', "1'234", '1\u202f234,5', '١٬٢٣٤'])(
    'with separators, such as %s, is asked about',
    (text) => {
      expect(flawsOf([row({ quantity: text })])).toEqual(['F3 cell.separators']);
    },
  );

  test('with a point before three digits is asked about where decimals have commas', () => {
    expect(flawsOf([row({ quantity: '1.234' })], { habit: 'comma' })).toEqual(['F3 cell.separators']);
    expect(goods({ quantity: '1.234' }).quantity).toBe('1.234');
  });

  test.each(['12 kg', '-5', '~100', '1e3', 'ten'])('as %s is no number', (text) => {
    expect(flawsOf([row({ quantity: text })])).toEqual(['F3 cell.number']);
  });

  test('of a number cell has the digits that people saw, not those of its binary fraction', () => {
    expect(goods({ quantity: { text: '12.300000000000001', kind: 'number' } }).quantity).toBe('12.3');
    expect(goods({ quantity: { text: '123456789012345', kind: 'number' } }).quantity).toBe('123456789012345');
  });
});
