import fc from 'fast-check';
import { HANDLING_CODES, TLP_LABELS, withholdsFromEverybody } from '../domain/handling.ts';
import { listClosed } from '../prisma/reads/published-figures.ts';
import { seeAll } from '../prisma/sight.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let path: string;
let id: string;
const { clara, dirk, bea, felix } = castOf(() => stack);

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
  const signOff = await stack.until(async () => (await clara.get(`${path}/approvals?outcome=waiting`)).body.items[0]);
  await approve(stack, dirk, signOff.id);
  await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.stage === 'embargoed');
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
