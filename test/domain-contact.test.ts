import { appoint, endOf, spans } from '../domain/contact.ts';
import { aTerm } from './terms.ts';

test('a new holder follows the one before, and deputies stay', () => {
  const [bea, deputy] = [aTerm({ id: 'bea' }), aTerm({ id: 'deputy', rank: 'deputy' })];
  expect(appoint([bea, deputy], aTerm({ from: 10 }))).toEqual({ ends: ['bea'] });
  expect(appoint([bea, deputy], aTerm({ from: 10, rank: 'deputy' }))).toEqual({ ends: [] });
});

test('a deputy who becomes the holder is the deputy no more', () => {
  const [bea, deputy] = [aTerm({ id: 'bea' }), aTerm({ id: 'deputy', personId: 'dora', rank: 'deputy' })];
  expect(appoint([bea, deputy], aTerm({ personId: 'dora', from: 10 }))).toEqual({ ends: ['bea', 'deputy'] });
});

test('nobody is named twice for the same time', () => {
  expect(appoint([aTerm({ personId: 'bea' })], aTerm({ personId: 'bea', from: 10 }))).toEqual({ refused: 'contact.named-before' });
  const deputy = aTerm({ personId: 'bea', rank: 'deputy', from: 10 });
  expect(appoint([aTerm({ personId: 'bea' })], deputy)).toEqual({ refused: 'contact.named-before' });
  expect(appoint([aTerm({ personId: 'bea', until: 10 })], deputy)).toEqual({ ends: [] });
});

test('a holder for a while, after whom the former would come back, is refused; so is one in the way of a later one', () => {
  expect(appoint([aTerm()], aTerm({ from: 10, until: 20 }))).toEqual({ refused: 'contact.overlap' });
  expect(appoint([aTerm({ from: 15 })], aTerm({ from: 10 }))).toEqual({ refused: 'contact.overlap' });
  expect(appoint([aTerm({ id: 'mistaken', from: 10 })], aTerm({ from: 10 }))).toEqual({ ends: ['mistaken'] });
  expect(appoint([aTerm({ until: 15 })], aTerm({ from: 10, until: 20 }))).toMatchObject({ ends: [expect.any(String)] });
});

test('a term that is ended before it began was never valid, and is in nobody`s way', () => {
  expect(endOf(aTerm({ from: 10 }), 5)).toBe(10);
  expect(endOf(aTerm({ from: 10, until: 20 }), 25)).toBeNull();
  expect(endOf(aTerm({ from: 10, until: 20 }), 15)).toBe(15);
  expect(appoint([aTerm({ from: 15, until: 15 })], aTerm({ from: 10 }))).toEqual({ ends: [] });
});

test('a term spans what lies in it from end to end', () => {
  expect(spans({ from: 0, until: 10 }, { from: 0, until: 10 })).toBe(true);
  expect(spans({ from: 0, until: 10 }, { from: 5, until: 11 })).toBe(false);
  expect(spans({ from: 0, until: null }, { from: -1, until: 5 })).toBe(false);
});
