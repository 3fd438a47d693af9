import { CANDIDATE_FROM, scoreOf, type Suspect } from '../domain/duplicate.ts';
import { medicines, days, aSuspect, police, korea, key } from './suspects.ts';

test.each<[string, Suspect, Suspect]>([
  ['goods of another heading', aSuspect(), police({ goods: [{ heading: 'weapons', unit: 'C62', quantity: '1200' }] })],
  ['by another means of transport', aSuspect(), police({ transport: '1' })],
  ['three days later', aSuspect(), police({ at: days(3) })],
  ['a hundred times as much', aSuspect(), police({ goods: medicines('12') })],
  [
    'one car, and one car a day later, of two services',
    aSuspect({}, { goods: medicines('1') }),
    police({ at: days(1), goods: medicines('1') }),
  ],
  ['another country, and no route', aSuspect(), korea({})],
  [
    'a route that neither of them lies on',
    aSuspect({}, { departure: 'CN', destination: 'KR' }),
    korea({ departure: 'CN', destination: 'US' }),
  ],
  ['another parcel of the same flight', aSuspect(key('flight'), { goods: medicines('3', 'KGM') }), korea({}, key('flight'))],
  ['the same flight number, a week later', aSuspect(key('flight')), police({ at: days(7) }, key('flight'))],
  ['a container that travels again', aSuspect(key('container')), korea({ at: days(31) }, key('container'))],
  ['national references of two countries', aSuspect(key('national-reference')), korea({}, key('national-reference'))],
  ['one administration on two days', aSuspect(), aSuspect({}, { at: days(1.5) })],
  ['one administration, small parcels of one day', aSuspect({}, { goods: medicines('2') }), aSuspect({}, { goods: medicines('2') })],
])('is not taken for one seizure: %s', (_, one, two) => {
  expect(scoreOf(one, two).score).toBeLessThan(CANDIDATE_FROM);
});
