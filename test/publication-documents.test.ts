import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { signOff } from './editions.ts';
import { aRunningOperation, created } from './operations.ts';
import { pdfParts } from './pdf-parts.ts';
import { aCase } from './plans.ts';
import { aStack, type Stack } from './stack.ts';

let stack: Stack;
let publicationId: string;
const { clara, bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  const id = await aRunningOperation(stack);
  created(await bea.post(`/operations/${id}/cases`, aCase()));
  await advance(clara, id, '2026-04-18T09:00');
  const { id: editionId } = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
  await signOff(stack, { operationId: id, editionId });
  await advance(clara, id, '2026-05-04T10:00');
  publicationId = await stack.until(async () => (await clara.get(`/editions/${editionId}`)).body.publicationId);
});
afterAll(() => stack.stop());

const open = (path: string): Promise<Response> => fetch(`${stack.url}/publications/${publicationId}${path}`);

test('everybody reads a publication as a page that runs nothing, and finds its files and its other languages there', async () => {
  const answer = await open('/page?language=ar');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const page = await answer.text();
  expect(page).toContain('<html lang="ar" dir="rtl">');
  for (const name of ['Operation Tulip', 'Phase 1']) expect(page).toContain(name);
  for (const link of [`/publications/${publicationId}/documents/pdf?language=ar`, `/publications/${publicationId}/page?language=fr`])
    expect(page).toContain(link);
  expect(page).not.toContain('<script');
});

test('the PDF to hand out says the published figure, and every format comes as a file with a name', async () => {
  for (const format of ['json', 'csv', 'xlsx', 'pdf']) {
    const answer = await open(`/documents/${format}?language=fr`);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringContaining(`.${format}`)]);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(100);
    if (format !== 'pdf') continue;
    const { pages } = await pdfParts(bytes);
    for (const said of ['1200', 'Phase1']) expect(pages.join(' ').replaceAll(/\s/g, '')).toContain(said);
  }
});

test('what was not published, and what nobody makes, is not there', async () => {
  const nowhere = `${stack.url}/publications/01a00000-0000-7000-8000-000000000000`;
  for (const path of ['/page', '/documents/pdf']) expect((await fetch(`${nowhere}${path}`)).status).toBe(404);
  expect((await open('/documents/exe')).status).toBe(404);
  expect((await open('/page?language=xx')).status).toBe(422);
});
