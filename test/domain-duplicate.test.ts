import { CANDIDATE_FROM, scoreOf, type Suspect } from '../domain/duplicate.ts';
import { medicines, days, aSuspect, police, korea, key } from './suspects.ts';

test.each<[string, Suspect, Suspect]>([
  ['customs and police of one country, the same goods on one day', aSuspect(), police()],
  ['the police a day later, with a part kept back as evidence', aSuspect(), police({ at: days(1), goods: medicines('1180') })],
  [
    'in other words: 1.2 tonnes and 1,200 kilograms',
    aSuspect({}, { goods: medicines('1.2', 'TNE') }),
    police({ goods: medicines('1200', 'KGM') }),
  ],
  ['as many lines as one service counts, and their total', aSuspect({}, { goods: [...medicines('700'), ...medicines('500')] }), police()],
  [
    'one car each, at a place that both name',
    aSuspect({}, { place: 'Antwerpen', goods: medicines('1') }),
    police({ place: 'ANTWERPEN', goods: medicines('1') }),
  ],
  ['the same container, a week apart, in two countries', aSuspect(key('container')), korea({ at: days(7) }, key('container'))],
  [
    'one exhibit of the laboratory, whatever else',
    aSuspect(key('lab-exhibit')),
    police({ at: days(90), transport: '3' }, key('lab-exhibit')),
  ],
  ['one parcel, sent on', aSuspect(key('parcel')), korea({ at: days(20) }, key('parcel'))],
  [
    'where it left and where it was going',
    korea({ direction: 'export', destination: 'BE' }),
    aSuspect({}, { at: days(9), direction: 'import', departure: 'KR' }),
  ],
  ['a joint unit and one of its parents', aSuspect({ units: ['pcu'] }), aSuspect({ organisation: 'be-harbour', units: ['pcu'] })],
  ['the same file sent again under other references', aSuspect(), aSuspect()],
  [
    'one record of a national system in two operations',
    aSuspect({ external: 'ncen 7' }),
    aSuspect({ external: 'ncen 7', operation: 'rose' }, { at: days(1.5) }),
  ],
  ['overlapping operations', aSuspect(), police({}, { operation: 'rose' })],
])('may be one seizure: %s', (_, one, two) => {
  expect(scoreOf(one, two).score).toBeGreaterThanOrEqual(CANDIDATE_FROM);
});

test('a score says what it is made of', () => {
  const reasons = [
    ...[
      { code: 'same-occasion', weight: 30 },
      { code: 'same-transport', weight: 5 },
      { code: 'same-hour', weight: 10 },
    ],
    ...[
      { code: 'same-quantity', weight: 25 },
      { code: 'two-services', weight: 10 },
    ],
  ];
  expect(scoreOf(aSuspect(), police())).toEqual({ score: 80, reasons });
});
