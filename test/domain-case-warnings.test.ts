import type { GoodsLine, Seizure } from '../domain/case.ts';
import { caseWarnings } from '../domain/case-warnings.ts';
import { WARNINGS } from '../domain/failure.ts';

const line = (goods: Partial<GoodsLine> = {}): GoodsLine => ({ heading: 'timber', quantity: '10', unit: 'KGM', ...goods });
const seizure = (fields: Partial<Seizure> = {}): Seizure => ({ number: 7, seizedAt: '2026-03-10T12:00:00Z', goods: [line()], ...fields });
const unknown = () => null;
const codesOf = (...seizures: Seizure[]) =>
  caseWarnings({ reference: 'R', seizures }, unknown).map(({ pointer, code }) => `${pointer} ${code}`);

test.each<[string, Partial<Seizure>, string[]]>([
  ['an ordinary import', { direction: 'import', departure: 'CN', transit: ['AE'], destination: 'BE', transport: '1', means: 'sea' }, []],
  ['an import from its own country', { direction: 'import', departure: 'BE', destination: 'BE' }, ['/destination case.route-circular']],
  ['an export to its own country', { direction: 'export', departure: 'BE', destination: 'BE' }, ['/destination case.route-circular']],
  ['goods that stay inside a country', { direction: 'internal', departure: 'BE', destination: 'BE' }, []],
  ['an inland move that crosses a border', { direction: 'internal', departure: 'BE', transit: ['FR'] }, ['/direction case.route-abroad']],
  [
    'a transit through the destination',
    { departure: 'CN', transit: ['AE', 'BE'], destination: 'BE' },
    ['/transit/1 case.transit-at-the-end'],
  ],
  ['sea freight that came by road', { transport: '3', means: 'sea' }, ['/transport case.transport-contradicts']],
  ['a passenger who came by air', { transport: '4', means: 'passenger' }, []],
  ['a parcel that was flown', { transport: '4', means: 'express' }, []],
  [
    'a place where devices put what they cannot locate',
    { coordinates: { latitude: 0, longitude: 0, accuracyMetres: 5 } },
    ['/coordinates case.coordinates-unset'],
  ],
  ['a place on the equator', { coordinates: { latitude: 0, longitude: 9.4, accuracyMetres: 5 } }, []],
  ['goods of which there are none', { goods: [line({ quantity: '0.000' })] }, ['/goods/0/quantity case.quantity-zero']],
  [
    'a part that is more than the whole',
    { goods: [line({ including: [{ quantity: '11', unit: 'KGM' }] })] },
    ['/goods/0/including/0 case.part-exceeds-whole'],
  ],
  ['timber under the code of timber', { goods: [line({ hs: '440349' })] }, []],
  ['timber under the code of toys', { goods: [line({ hs: '950300' })] }, ['/goods/0/hs case.hs-unusual']],
  ['a container whose check digit fits', { keys: [{ kind: 'container', value: 'CSQU 305438-3' }] }, []],
  [
    'a container whose check digit does not fit',
    { keys: [{ kind: 'container', value: 'CSQU3054384' }] },
    ['/keys/0/value case.key-doubtful'],
  ],
  ['a concealment that names nobody', { concealment: 'Under the spare wheel, 12 parcels' }, []],
  [
    'texts that may tell who somebody is',
    { concealment: 'Driver: Mr Jan Peeters', goods: [line({ description: 'sent to j.peeters@mail.example' })] },
    ['/concealment case.text-identifying', '/goods/0/description case.text-identifying'],
  ],
  [
    'the 1,733 tonnes of precious metals that TENTACLE published',
    { goods: [line({ heading: 'precious-metals', quantity: '1733', unit: 'TNE' })] },
    ['/goods/0/quantity case.magnitude-implausible'],
  ],
  ['the 858.73 kg of gold beside them', { goods: [line({ heading: 'gold', quantity: '858.73', unit: 'KGM' })] }, []],
  ['a part in another unit', { goods: [line({ including: [{ quantity: '313', unit: 'MTQ' }] })] }, []],
])('of %s this is asked', (_, fields, asked) => {
  expect(codesOf(seizure(fields))).toEqual(asked.map((one) => `/seizures/0${one}`));
});

test('a quantity is compared with what its heading has had, whose figures are not told', () => {
  const history = (heading: string) => (heading === 'timber' ? { count: 50, median: '2', largest: '30' } : null);
  const asked = (quantity: string) =>
    caseWarnings({ reference: 'R', seizures: [seizure({ goods: [line({ quantity })] })] }, history).map(({ code, detail }) => [
      code,
      detail,
    ]);
  expect(asked('300')).toEqual([]);
  expect(asked('301')).toEqual([['case.magnitude-implausible', WARNINGS['case.magnitude-implausible']]]);
});

test('a warning about a text says what kind of thing it may hold, and never the thing', () => {
  const [found] = caseWarnings({ reference: 'R', summary: 'call +32 470 12 34 56', seizures: [] }, unknown);
  expect(found?.detail).toMatch(/phone\.$/);
  expect(found?.detail).not.toContain('470');
});

test('lines that say the same raise one question, and one that has moved raises the same', () => {
  const zero = line({ quantity: '0' });
  const mattersOf = (goods: GoodsLine[]) =>
    caseWarnings({ reference: 'R', seizures: [seizure({ goods })] }, unknown).map(({ matter }) => matter);
  expect(mattersOf([zero, zero])).toHaveLength(1);
  expect(mattersOf([zero])).toEqual(mattersOf([line(), zero]));
  expect(mattersOf([zero])).not.toEqual(mattersOf([{ ...zero, heading: 'ivory' }]));
});

test('every warning says what to look at in one sentence or two', () => {
  for (const says of Object.values(WARNINGS)) expect(says).toMatch(/^[A-Z].+\.$/);
});
