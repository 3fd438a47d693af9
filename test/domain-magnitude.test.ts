import fc from 'fast-check';
import { implausibilityOf, type MagnitudeHistory } from '../domain/magnitude.ts';
import { classify, readPublishedRows } from './published-results.ts';

const line = (quantity: string, unit: string, heading: string) => ({ quantity, unit, heading });
const history = (count: number, median: string, largest: string): MagnitudeHistory => ({ count, median, largest });

test('1,733 tonnes of precious metals must be asked about, with a history and without', () => {
  const metals = line('1733', 'TNE', 'precious-metals');
  expect(implausibilityOf(metals, null)).toEqual({ reason: 'beyond-ceiling', threshold: '10000', unit: 'KGM' });
  expect(implausibilityOf(metals, history(3, '0.002', '0.4'))).toMatchObject({ reason: 'beyond-ceiling' });
  expect(implausibilityOf(metals, history(200, '0.002', '0.4'))).toEqual({ reason: 'beyond-history', threshold: '4', unit: 'TNE' });
});

test.each([
  ['4472', 'KGM', 'pangolin-scales'],
  ['858.73', 'KGM', 'gold'],
  ['27300', 'H87', 'cultural-objects'],
  ['75320', 'KGM', 'timber'],
  ['313', 'MTQ', 'timber'],
])('%s %s of %s pass without a history', (quantity, unit, heading) => {
  expect(implausibilityOf(line(quantity, unit, heading), null)).toBeNull();
});

test('4,472 kg of pangolin scales pass where 472 kg were reported before', () => {
  expect(implausibilityOf(line('4472', 'KGM', 'pangolin-scales'), history(40, '12.5', '472'))).toBeNull();
});

test('no total that an operation has published is asked about, even as a single line', () => {
  const asked = readPublishedRows().flatMap((row) => {
    const figure = classify(row);
    if (figure?.kind !== 'goods') return [];
    const doubt = implausibilityOf(line(row.value, figure.unit, figure.heading), null);
    return doubt ? [`${row.operation}: ${row.metric} ${row.value} ${row.unit} beyond ${doubt.threshold}`] : [];
  });
  expect(asked).toEqual([]);
});

test('a slip of a thousand times, grams for kilograms, is asked about wherever there is a history', () => {
  const usual = history(50, '40', '900');
  expect(implausibilityOf(line('450000', 'KGM', 'plants'), usual)).toEqual({ reason: 'beyond-history', threshold: '9000', unit: 'KGM' });
  expect(implausibilityOf(line('9000', 'KGM', 'plants'), usual)).toBeNull();
  expect(implausibilityOf(line('9000.001', 'KGM', 'plants'), usual)).not.toBeNull();
});

test('where everything was one piece, a hundred pieces pass and a hundred and one are asked about', () => {
  expect(implausibilityOf(line('100', 'H87', 'firearms'), history(30, '1', '1'))).toBeNull();
  expect(implausibilityOf(line('101', 'H87', 'firearms'), history(30, '1', '1'))).toMatchObject({
    reason: 'beyond-history',
    threshold: '100',
  });
});

test('nineteen lines are no history, twenty are', () => {
  expect(implausibilityOf(line('500', 'KGM', 'cannabis'), history(19, '1', '1'))).toBeNull();
  expect(implausibilityOf(line('500', 'KGM', 'cannabis'), history(20, '1', '1'))).not.toBeNull();
});

test('nothing is known of a unit or heading that nobody knows, and nothing is asked', () => {
  expect(implausibilityOf(line('999999999999', 'stone', 'ivory'), null)).toBeNull();
  expect(implausibilityOf(line('999999999999', 'KGM', 'unicorns'), null)).toBeNull();
});

test('whoever may report an amount may report less', () => {
  const amount = fc.nat(1_000_000_000).map((steps) => (steps / 1000).toFixed(3));
  fc.assert(
    fc.property(amount, amount, fc.constantFrom('KGM', 'TNE', 'H87'), fc.nat(40), amount, amount, (a, b, unit, count, median, more) => {
      const [less, larger] = Number(a) < Number(b) ? [a, b] : [b, a];
      const seen = history(count, median, (Number(median) + Number(more)).toFixed(3));
      if (implausibilityOf(line(larger, unit, 'ivory'), seen) === null) {
        expect(implausibilityOf(line(less, unit, 'ivory'), seen)).toBeNull();
      }
    }),
  );
});
