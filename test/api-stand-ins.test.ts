import type { Answer, Caller } from './caller.ts';
import { castOf } from './cast.ts';
import { created } from './operations.ts';
import { at } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { clara, dirk, olga, stan, ada } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack({ works: false }); // who stands in for whom is a fact
  created(await ada.post('/people', { subject: 'stan.standin', name: 'Stan Standin', organisation: 'wco' }));
});
afterAll(() => stack.stop());

const refusalOf = ({ status, body }: Answer): string => `${status} ${body.code}`;

test('nobody stands in for themselves, for strangers, backwards in time or in a circle', async () => {
  const from = '2027-01-01T00:00';
  const until = '2027-02-01T00:00';
  const appoint = (by: Caller, standIn: string, dates = { from, until }, absent?: string): Promise<Answer> =>
    by.post('/stand-ins', {
      standIn,
      from: at(dates.from),
      until: at(dates.until),
      reason: 'On leave',
      ...(absent ? { for: absent } : {}),
    });
  const pointers = ({ status, body }: Answer): unknown => [status, body.errors.map((flaw: any) => flaw.pointer)];
  expect(pointers(await appoint(dirk, 'dirk.director'))).toEqual([422, ['/standIn']]);
  expect(pointers(await appoint(dirk, 'no.body'))).toEqual([422, ['/standIn']]);
  expect(pointers(await appoint(dirk, 'dora.deputy', { from: until, until: from }))).toEqual([422, ['/until']]);
  expect(refusalOf(await appoint(stan, 'stan.standin', undefined, 'dirk.director'))).toBe('403 permission.denied');
  expect(refusalOf(await appoint(clara, 'stan.standin', undefined, 'olga.operations'))).toBe('403 permission.denied');
  const first = created(await appoint(dirk, 'dora.deputy'));
  created(await appoint(clara, 'stan.standin', undefined, 'dora.deputy'));
  expect(refusalOf(await appoint(stan, 'dirk.director'))).toBe('409 stand-in.cycle');
  created(await appoint(stan, 'dirk.director', { from: until, until: '2027-03-01T00:00' }));
  const ended = created(await dirk.post(`/stand-ins/${first.id}/endings`));
  expect(ended.endedAt).not.toBeNull();
  expect(refusalOf(await dirk.post(`/stand-ins/${first.id}/endings`))).toBe('409 stand-in.ended');
  created(await appoint(stan, 'dirk.director'));
  expect(refusalOf(await olga.post(`/stand-ins/${first.id}/endings`))).toBe('404 stand-in.not-found');
  expect((await olga.get('/stand-ins')).body.items).toEqual([]);
  expect((await dirk.get('/stand-ins')).body.items.map(({ says }: any) => says)).toContain('Dora Deputy for Dirk Director');
});
