import { primaryOf, refuseLink, type JudgedCase } from '../domain/judgement.ts';

const aJudged = (judged: Partial<JudgedCase> = {}): JudgedCase => ({
  ...{ caseId: 'b', service: 'customs', directions: [''], placeTypes: [''], reportedAt: 20, countsWith: null, countsFor: 0 },
  ...judged,
});
const police = (judged: Partial<JudgedCase> = {}): JudgedCase => aJudged({ caseId: 'a', service: 'police', reportedAt: 10, ...judged });

test.each<[string, JudgedCase, JudgedCase, string]>([
  ['the first report, inside the country', aJudged({ placeTypes: ['market'] }), police(), 'a'],
  ['customs, where goods came in', aJudged({ directions: ['import'] }), police(), 'b'],
  ['customs, also where only the police say that it was an airport', aJudged(), police({ placeTypes: ['airport'] }), 'b'],
  ['the first report, where both are of customs', aJudged({ directions: ['export'] }), aJudged({ caseId: 'c', reportedAt: 10 }), 'c'],
  ['the one with which others count already', aJudged({ directions: ['import'] }), police({ countsFor: 1 }), 'a'],
])('what counts for both is %s', (_, one, two, primary) => {
  expect([primaryOf(one, two), primaryOf(two, one)]).toEqual([primary, primary]);
});

test.each<[string, JudgedCase, JudgedCase, string | null]>([
  ['free', aJudged(), police(), null],
  ['one with which others count, and a free one', aJudged({ countsFor: 2 }), police(), null],
  ['one that counts with a third, before', aJudged({ countsWith: 'x' }), police(), 'duplicate.counts-elsewhere'],
  ['one that counts with a third, after', aJudged(), police({ countsWith: 'x' }), 'duplicate.counts-elsewhere'],
  ['one with which others count, after', aJudged(), police({ countsFor: 1 }), 'duplicate.counts-elsewhere'],
])('a link never makes a chain: %s', (_, primary, secondary, refused) => {
  expect(refuseLink(primary, secondary)).toBe(refused);
});
