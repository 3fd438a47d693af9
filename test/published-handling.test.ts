import fc from 'fast-check';
import { HANDLING_CODES, TLP_LABELS, withholdsFromEverybody } from '../domain/handling.ts';
import { listClosed } from '../prisma/reads/published-figures.ts';
import { seeAll } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { signOff } from './editions.ts';
import { aRunningOperation, created } from './operations.ts';
import { aCase, aPlan } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
let id: string;
const { clara, bea, felix, kira } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
});
beforeEach(async () => {
  id = await aRunningOperation(stack, { accepting: ['bea.belgium', 'felix.france'] });
  path = `/operations/${id}`;
});
afterAll(() => stack.stop());

const report = async (caller: typeof bea, more: object = {}): Promise<string> =>
  created(await caller.post(`${path}/cases`, aCase({ reference: crypto.randomUUID(), ...more }))).id;

/** Freezes the edition and has it signed; `before` the embargo ends, somebody may say something. */
async function published(before: () => Promise<unknown> = async () => {}): Promise<{ edition: any; publication: any }> {
  await advance(clara, id, '2026-04-12T09:00');
  const { id: editionId } = created(await clara.post(`${path}/editions`, { edition: 'final' }));
  await advance(clara, id, '2026-04-20T09:00');
  await signOff(stack, { operationId: id, editionId });
  await before();
  await advance(clara, id, '2026-05-05T09:00');
  const edition = await stack.until(async () => {
    const { body } = await clara.get(`/editions/${editionId}`);
    return body.stage === 'published' && body;
  });
  return { edition, publication: (await clara.get(`/publications/${edition.publicationId}`)).body };
}
const valueOf = ({ figures }: any, name: string): string => figures.find((figure: any) => figure.name === name)?.value;
const productOf = async (editionId: string): Promise<any> =>
  (await stack.database.prisma.product.findFirstOrThrow({ where: { editionId }, orderBy: { id: 'desc' } })).content;

test('where owners have closed nothing to everybody, what is published is what was signed', async () => {
  await report(bea, { handling: { code: 'H1', tlp: 'AMBER+STRICT' } });
  await report(felix);
  const { edition, publication } = await published();
  expect(publication.figures).toEqual(edition.named);
  expect((await productOf(edition.id)).withheld).toEqual([]);
  expect((await productOf(edition.id)).sums).toEqual(edition.figures.sums);
});

test('a case that its owner closes before the embargo ends is signed, and not published: it is counted as withheld', async () => {
  const closed = await report(bea);
  await report(felix);
  const restrict = () => bea.post(`/cases/${closed}/handling`, { code: 'H2', reason: 'An informant is at risk' });
  const { edition, publication } = await published(restrict);
  expect(edition.figures).toMatchObject({ cases: 2, seizures: 2 });
  expect([valueOf(publication, 'cases'), valueOf(publication, 'medicines')]).toEqual(['1', '1200']);
  expect(valueOf(publication, 'reported')).toBe('2');
  expect((await productOf(edition.id)).withheld).toEqual([{ reason: 'consent', cases: 1 }]);
  const letter = await stack.until(async () => {
    const { items } = (await clara.get(`${path}/letters?limit=200`)).body;
    return items.find(({ kind, state }: any) => kind === 'edition-published' && state === 'sent');
  });
  const { content } = await stack.database.prisma.letter.findUniqueOrThrow({ where: { id: letter.id } });
  expect(valueOf(content, 'cases')).toBe('1');
  const shown = async (caseId: string) => (await clara.get(`/cases/${caseId}/disclosures`)).body.items;
  expect(await shown(closed)).toEqual([]);
});

test('it is published where its owner consents to everybody having it, and what is published stays so', async () => {
  const closed = await report(bea, { handling: { tlp: 'RED' } });
  created(await bea.post(`${path}/consents`, { recipient: null, reason: 'The raid is over' }));
  created(await bea.post(`${path}/consents`, { recipient: 'europol', reason: 'Theirs' }));
  const { publication, edition } = await published();
  expect(publication.figures).toEqual(edition.named);
  expect((await clara.get(`/cases/${closed}/disclosures`)).body.items).toMatchObject([
    { kind: 'edition', recipient: null, channel: 'publication', recall: null },
  ]);
});

test('what is closed to everybody is the same by SQL as by the rule', async () => {
  const ids = await Promise.all([report(bea), report(bea), report(felix)]);
  await advance(clara, id, '2026-04-12T09:00');
  const { id: editionId } = created(await clara.post(`${path}/editions`, { edition: 'final' }));
  const edition = await stack.database.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ids),
      fc.constantFrom(...HANDLING_CODES),
      fc.constantFrom(...TLP_LABELS),
      async (caseId, code, tlp) => {
        const caller = caseId === ids[2] ? felix : bea;
        created(await caller.post(`/cases/${caseId}/handling`, { code, tlp, reason: 'x' }));
        const closed = await stack.database.prisma.$transaction(async (tx) => {
          await seeAll(tx);
          return listClosed(tx, edition, new Date('2026-05-04T09:00:00Z'));
        });
        expect(closed.includes(caseId)).toBe(withholdsFromEverybody({ code, tlp }, false) !== null);
      },
    ),
    { numRuns: 30 },
  );
});

async function ofThree(): Promise<void> {
  const invitees = [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }];
  id = await aRunningOperation(stack, { plan: { invitees }, accepting: ['bea.belgium', 'felix.france', 'kira.korea'] });
  path = `/operations/${id}`;
}

const LET_ROWS = { code: 'H0', tlp: 'GREEN', shares: ['country-rows'] };
const seizing = (count: number, seizedAt = '2026-03-10T12:00:00+01:00') => ({
  seizures: Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    seizedAt,
    goods: [{ heading: 'medicines', quantity: '10', unit: 'C62' }],
  })),
});

test('countries are named where their owners let them, and a week with few seizures is not told', async () => {
  await ofThree();
  await report(bea, { ...seizing(5), handling: LET_ROWS });
  await report(felix, { ...seizing(4, '2026-03-03T12:00:00+01:00'), handling: LET_ROWS });
  await report(felix, { ...seizing(1, '2026-03-09T00:30:00+01:00') }); // the same country, and not for everybody
  await report(kira, { ...seizing(2, '2026-03-02T00:30:00+01:00') }); // a Monday in Brussels, a Sunday in Greenwich
  const { edition } = await published();
  const { countries, trend, suppressed } = await productOf(edition.id);
  expect(countries).toEqual([
    { country: 'BE', cases: 1, seizures: 5, quantities: [] },
    { country: 'FR', cases: 1, seizures: 4, quantities: [] },
    { country: 'others', cases: 2, seizures: 3, quantities: [] },
  ]);
  expect(trend).toEqual([
    { from: '2026-03-02', cases: 2, seizures: 6 },
    { from: '2026-03-09', cases: 2, seizures: 6 },
  ]);
  expect(suppressed).toBe(0);
  const page = await (await fetch(`${stack.url}/publications/${edition.publicationId}/page`)).text();
  expect(page).toContain('Belgium');
  expect(page).not.toContain('Korea');
});

test('a country whose owner takes its leave back before the embargo ends is among the others', async () => {
  await ofThree();
  await report(bea, { ...seizing(5), handling: LET_ROWS });
  const theirs = await report(felix, { ...seizing(4), handling: LET_ROWS });
  await report(kira, seizing(3));
  const { edition } = await published(() => felix.post(`/cases/${theirs}/handling`, { shares: [], reason: 'Not any more' }));
  expect((await productOf(edition.id)).countries.map(({ country, seizures }: any) => [country, seizures])).toEqual([
    ['BE', 5],
    ['others', 7],
  ]);
});
