import type { Answer } from './caller.ts';
import { castOf } from './cast.ts';
import { checked } from './checked-caller.ts';
import { aDraft, aRunningOperation, created } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { leavingNothing as leaving } from './rows.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
const { ada, clara, bea } = castOf(
  () => stack,
  (caller) => checked(caller, new Set()),
);
let paths: Record<string, string>;

beforeAll(async () => {
  stack = await aStack();
  const [draft, running] = [await aDraft(stack), await aRunningOperation(stack)];
  paths = { draft: `/operations/${draft}`, running: `/operations/${running}` };
});
afterAll(() => stack.stop());

const pointersOf = ({ body }: Answer): string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer).sort();

const leavingNothing = (send: () => Promise<Answer>): Promise<Answer> => leaving(stack.database, send);

const aSeizure = (seizure: object) => ({ ...(aCase()['seizures'] as object[])[0], ...seizure });
const aLine = (line: object) => aCase({ seizures: [aSeizure({ goods: [{ heading: 'medicines', quantity: '1', unit: 'C62', ...line }] })] });
const report = (body: unknown) => bea.post(`${paths['running']}/cases`, body);
const register = (body: object) =>
  ada.post('/organisations', { code: 'x-customs', name: 'X', kind: 'customs', service: 'customs', ...body });

test.each<[string, () => Promise<Answer>, string[]]>([
  ['an empty object', () => report({}), ['/reference', '/seizures']],
  ['a list', () => report([aCase()]), ['']],
  ['fields of wrong types', () => report({ reference: 7, seizures: 'many', summary: [] }), ['/reference', '/seizures', '/summary']],
  ['no seizure', () => report(aCase({ seizures: [] })), ['/seizures']],
  [
    'unknown fields, at every depth',
    () => report(aCase({ suspect: 'John', seizures: [aSeizure({ name: 'x', goods: [{ brand: 1 }] })] })),
    [
      '/seizures/0/goods/0/brand',
      '/seizures/0/goods/0/heading',
      '/seizures/0/goods/0/quantity',
      '/seizures/0/goods/0/unit',
      '/seizures/0/name',
      '/suspect',
    ],
  ],
  ['a field whose name has slashes and tildes', () => report(aCase({ 'a/b~c': 1 })), ['/a~1b~0c']],
  [
    'the names of prototypes',
    () => report(JSON.stringify(aCase()).replace('{', '{"__proto__": {"admin": true}, "constructor": 1, ')),
    ['/__proto__', '/constructor'],
  ],
  [
    'seizure numbers that are none',
    () => report(aCase({ seizures: [aSeizure({ number: 0 }), aSeizure({ number: 1.5 }), aSeizure({ number: '1' })] })),
    ['/seizures/0/number', '/seizures/1/number', '/seizures/2/number'],
  ],
  [
    'countries and transport that no catalogue knows',
    () => report(aCase({ seizures: [aSeizure({ departure: 'be', destination: 'XX', transport: '10' })] })),
    ['/seizures/0/departure', '/seizures/0/destination', '/seizures/0/transport'],
  ],
  [
    'a day that no calendar has',
    () => report(aCase({ seizures: [aSeizure({ seizedAt: '2026-02-30T12:00:00Z' })] })),
    ['/seizures/0/seizedAt'],
  ],
  [
    'a time without an offset',
    () => report(aCase({ seizures: [aSeizure({ seizedAt: '2026-03-10T12:00:00' })] })),
    ['/seizures/0/seizedAt'],
  ],
  [
    'a thousand seizures',
    () => report(aCase({ seizures: Array.from({ length: 1_000 }, (_, i) => aSeizure({ number: i + 1 })) })),
    ['/seizures'],
  ],
  ['only spaces', () => report(aCase({ reference: '   ' })), ['/reference']],
  [
    'an unknown country, language and address',
    () => register({ country: '🇧🇪', language: 'de', email: 'nowhere' }),
    ['/country', '/email', '/language', '/name'],
  ],
  ['a period that is no text', () => bea.post(`${paths['running']}/nil-returns`, { period: 1 }), ['/period']],
  [
    'a plan with flaws in its depths',
    () =>
      clara.post('/operations', {
        plan: aPlan({ phases: [{ key: 'A', name: '', kind: 'party' as never, opensAt: at('soon'), closesAt: at('2026-03-30T00:00') }] }),
      }),
    ['/plan/phases/0/key', '/plan/phases/0/kind', '/plan/phases/0/name', '/plan/phases/0/opensAt/wall'],
  ],
  ['a plan without its author among the leads', () => clara.post('/operations', { plan: aPlan({ leads: ['interpol'] }) }), ['/plan/leads']],
  [
    'a plan with a moment that never was',
    () => clara.post('/operations', { plan: aPlan({ invitation: { answerBy: at('2026-02-30T00:00'), ladder: [] } }) }),
    ['/plan/invitation/answerBy'],
  ],
  ['a template that does not exist', () => clara.post('/operations', { template: '__proto__' }), ['/template']],
  ['a draft with an unknown field', () => clara.put(`${paths['draft']}/plan`, { ...aPlan(), budget: 1 }), ['/budget']],
  ['a clock that runs backwards', () => clara.put(`${paths['running']}/clock`, { rate: -1 }), ['/rate']],
  ['a clock that runs faster than allowed', () => clara.put(`${paths['running']}/clock`, { rate: 1e300 }), ['/rate']],
])('%s: every field is named, and nothing is stored', async (_, send, pointers) => {
  const answer = await leavingNothing(send);
  expect([answer.status, answer.body.code]).toEqual([422, 'request.invalid']);
  expect(pointersOf(answer)).toEqual(pointers);
});

test.each<[string, object, string[]]>([
  ['the year 0', at('0000-01-01T00:00'), ['/drill/startsAt']],
  ['before there was a Concert', at('1899-12-31T00:00'), ['/drill/startsAt']],
  ['so late that its instant has five digits', { wall: '9999-12-31T23:59', zone: 'America/New_York' }, ['/drill/startsAt']],
  ['the last day of JavaScript', at('275760-09-13T00:00'), ['/drill/startsAt/wall']],
  ['a day that no calendar has', at('2026-02-30T00:00'), ['/drill/startsAt']],
  ['an hour that the change of clocks skips', at('2026-03-29T02:30'), ['/drill/startsAt']],
  ['an hour that the change of clocks repeats', at('2026-10-25T02:30'), ['/drill/startsAt']],
  ['in a zone that does not exist', { wall: '2026-03-01T00:00', zone: 'Europe/Atlantis' }, ['/drill/startsAt']],
  ['in a zone that is an instant', { wall: '2026-03-01T00:00', zone: '2020-01-01T00:00[Europe/Brussels]' }, ['/drill/startsAt']],
  ['in a zone that is an offset', { wall: '2026-03-01T00:00', zone: '+02:00' }, ['/drill/startsAt']],
])('a moment is refused that is %s', async (_, startsAt, pointers) => {
  const answer = await leavingNothing(() => clara.post('/operations', { drill: { startsAt } }));
  expect([answer.status, pointersOf(answer)]).toEqual([422, pointers]);
});

test('a drill whose clock ran for ages stands at the end of the year 9999, and everything can still be read', async () => {
  const { id } = created(await clara.post('/operations', { drill: { startsAt: at('9999-12-31T12:00') } }));
  await clara.put(`/operations/${id}/clock`, { rate: 10_000_000 });
  const { time } = await stack.until(async () => {
    const { status, body } = await clara.get(`/operations/${id}`);
    return (status !== 200 || body.time >= '9999-12-31T23:59') && body;
  });
  expect(time).toBe('9999-12-31T23:59:59.999Z');
  expect((await clara.put(`/operations/${id}/plan`, aPlan())).status).toBe(200);
  expect((await clara.put(`/operations/${id}/clock`, { rate: 1 })).status).toBe(200);
});

describe.each(['\u0000', 'a\ud800', '\udc00b'])('text that PostgreSQL cannot keep, %j', (text) => {
  test.each<[string, (text: string) => Promise<Answer>, string]>([
    ['a case', (text) => report(aCase({ summary: text })), '/summary'],
    ['a goods line', (text) => report(aLine({ description: text })), '/seizures/0/goods/0/description'],
    ['a heading', (text) => report(aLine({ heading: text })), '/seizures/0/goods/0/heading'],
    ['a plan', (text) => clara.post('/operations', { plan: aPlan({ objectives: ['fine', text] }) }), '/plan/objectives/1'],
    ['an organisation', (text) => register({ name: `${text}${text}` }), '/name'],
    ['a person', (text) => ada.post('/people', { subject: text, name: 'x', organisation: 'wco' }), '/subject'],
    ['a post', (text) => ada.post('/people', { subject: 'x', name: 'x', organisation: 'wco', posts: [text] }), '/posts/0'],
    ['a nil return', (text) => bea.post(`${paths['running']}/nil-returns`, { period: text }), '/period'],
    ['an edition', (text) => clara.post(`${paths['running']}/editions`, { edition: text }), '/edition'],
  ])('is refused in %s and named', async (_, send, pointer) => {
    const answer = await leavingNothing(() => send(text));
    expect([answer.status, pointersOf(answer)]).toEqual([422, [pointer]]);
  });
});

test.each(['people?subject=%00', 'people?organisation=%00', 'organisations?code=a%00b'])(
  'NUL in the query %s is refused as well',
  async (path) => {
    expect((await ada.get(`/${path}`)).body.code).toBe('request.invalid');
  },
);

test.each([
  "'; drop table case_report; --",
  '\\u0000 \\x00 %00 $1 ${x} {{x}} <script>',
  'ﬁ é e\u0301 ١٢٣ עברית 𝔘𝔫𝔦 👩🏽‍✈️ \u202e\u200b\ufeff',
  '{"a": [1]} \t\n\r \u0001\u007f',
])('text comes back as it was sent: %j', async (text) => {
  const { id } = created(await report(aCase({ reference: `${text.trim()} ${Math.random()}`, summary: text })));
  const { report: kept, versions } = (await bea.get(`/cases/${id}`)).body;
  expect([kept.summary, versions[0].report.summary]).toEqual([text, text]);
  expect((await bea.get(`${paths['running']}/cases?limit=1`)).body.items[0].report.summary).toBe(text);
});

test.each<[unknown, string]>([
  ['0', '0'],
  ['000120.500', '000120.500'],
  ['999999999999999.999999', '999999999999999.999999'],
  [1200.5, '1200.5'],
  [0.000001, '0.000001'],
  [123456789012345, '123456789012345'],
  [-0, '0'],
])('the quantity %j is kept as %s', async (quantity, kept) => {
  const { report: stored } = created(await report({ ...aLine({ quantity }), reference: `quantity ${Math.random()}` }));
  expect(stored.seizures[0].goods[0].quantity).toBe(kept);
});

test.each<[unknown]>([
  ['1e5'],
  ['-1'],
  ['+1'],
  ['٣'],
  ['１'],
  ['1,5'],
  ['1 000'],
  ['.5'],
  ['5.'],
  [''],
  ['NaN'],
  ['Infinity'],
  ['0x10'],
  ['1.0000001'],
  ['1234567890123456'],
  [0.1 + 0.2],
  [-1],
  [1e21],
  [1e-7],
  [1234567890123456],
  [12345678901.234567],
  [null],
  [true],
  [['1']],
  [{ value: 1 }],
])('the quantity %j is refused', async (quantity) => {
  const answer = await leavingNothing(() => report(aLine({ quantity })));
  expect([answer.status, pointersOf(answer)]).toEqual([422, ['/seizures/0/goods/0/quantity']]);
});

test('versions of plans that cannot be are not there', async () => {
  for (const number of ['0', '-1', '1e9', '1000001', 'latest'])
    expect((await clara.get(`${paths['draft']}/plan-versions/${number}`)).status).toBe(404);
  for (const from of ['0', '99999999999', 'x'])
    expect((await clara.get(`${paths['draft']}/plan-versions/1/differences?from=${from}`)).status).toBe(422);
});
