import { readXlsx } from 'hucre/xlsx';
import { listOf } from '../documents/reports/sheet-lists.ts';
import { COLUMNS } from '../documents/reports/sheet-columns.ts';
import * as LANGUAGES from '../documents/languages/index.ts';
import { castOf } from './cast.ts';
import { aRunningOperation, created } from './operations.ts';
import { bearer } from './attach.ts';
import { THE_PLAN } from './sheet-reports.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';
import { rowsOf } from './workbooks.ts';

let stack: Stack;
let minimal: string;
let long: string;
const { bea, clara, kira } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  minimal = `/operations/${await aRunningOperation(stack)}`;
  long = `/operations/${await aRunningOperation(stack, { plan: { form: 'long', riskIndicators: [{ key: 'box', name: 'Heavy box' }] } })}`;
});
afterAll(() => stack.stop());

async function workbookOf(path: string, query = '', subject = 'bea.belgium'): Promise<Buffer> {
  const response = await fetch(`${stack.url}${path}/report-template.xlsx${query}`, {
    headers: { Authorization: await bearer(stack, subject) },
  });
  expect([response.status, response.headers.get('content-disposition')]).toEqual([200, 'attachment; filename=report-template.xlsx']);
  return Buffer.from(await response.arrayBuffer());
}
const titlesOf = async (file: Buffer): Promise<string[]> => ((await rowsOf(file))[0]?.cells ?? []).map(({ text }) => text);

test('a template has the columns that the form of its operation asks for, and its titles, lists and help in the language of whoever fills it in', async () => {
  const [few, many] = [await titlesOf(await workbookOf(minimal, '?language=fr')), await titlesOf(await workbookOf(long, '?language=es'))];
  expect(few).toEqual(
    expect.arrayContaining([
      'Référence',
      'Saisie',
      'Décalage UTC',
      'Marchandises',
      'Pesé',
      'Personnes\u00a0: arrêtées',
      'Numéros\u00a0: conteneur',
    ]),
  );
  expect(few).not.toContain('Indicateur de risque');
  expect(many).toEqual(expect.arrayContaining(['Indicador de riesgo', 'Latitud', 'Números: vuelo', 'Grupos: desmantelados', 'De ello']));
  expect(many.length).toBeGreaterThan(few.length + 20);

  const { sheets } = await readXlsx(await workbookOf(minimal, '?language=fr'));
  const [data, help, lists] = sheets as any[];
  expect([data.name, help.name]).toEqual(['Cas', 'Aide']);
  expect(JSON.stringify(help.rows)).toContain('Operation Tulip');
  expect(JSON.stringify(help.rows)).toContain('Europe/Brussels');
  const headings = lists.rows
    .map((row: unknown[]) => row)
    .flat()
    .filter((text: unknown) => /\[(medicines|medical-devices|vaccines|alcohol)\]$/.test(String(text)));
  expect(headings).toEqual([
    'Médicaments [medicines]',
    'Dispositifs médicaux [medical-devices]',
    'Vaccins [vaccines]',
    'Boissons alcooliques [alcohol]',
  ]);
});

test('a template without a language is in that of the organisation, and one for programs has the keys of its columns', async () => {
  expect(await titlesOf(await workbookOf(minimal, '', 'clara.coordinator'))).toContain('Reference');
  const { status, body } = await bea.get(`${minimal}/report-template.csv`);
  expect([status, body.trim().split(',').slice(0, 4)]).toEqual([200, ['reference', 'seizure', 'date', 'time']]);
  expect((await kira.get(`${minimal}/report-template.csv`)).status).toBe(404);
  expect((await clara.get(`${minimal}/report-template.xlsx?language=xx`)).body.code).toBe('request.invalid');
});

test('a template comes filled with the cases of the own administration, under every column that they use', async () => {
  const report = aReport('2026-03-10T12:00:00+01:00', [{ quantity: '7' }], { origin: 'CN', direction: 'import' });
  created(await bea.post(`${minimal}/cases`, report));
  const [titles, keys, row] = await rowsOf(await workbookOf(minimal, '?filled=own&language=en'));
  const cell = (key: string): string | undefined =>
    row?.cells.find(({ column }) => column === keys?.cells.find(({ text }) => text === `#${key}`)?.column)?.text;
  expect(titles?.cells.map(({ text }) => text)).toContain('Origin');
  expect(['reference', 'date', 'offset', 'origin', 'direction', 'quantity'].map(cell)).toEqual([
    report['reference'],
    '2026-03-10',
    '+01:00',
    'CN',
    'import',
    '7',
  ]);
  expect((await rowsOf(await workbookOf(minimal, '?filled=own', 'clara.coordinator'))).length).toBe(2);
});

test.each(Object.entries(LANGUAGES).filter(([name]) => name !== 'en'))(
  'every code has a name in %s, and every help fits beside its cell',
  (_, language) => {
    const lists = [
      ...new Set(COLUMNS.flatMap(({ kind, term }) => ['list' in kind ? kind.list : 'yesNo', ...(term ? [term.list] : [])] as const)),
    ];
    const known = lists.filter((name) => !['indicators', 'countries', 'currencies', 'tlpLabels'].includes(name));
    const nameless = known.flatMap((name) =>
      listOf(name, THE_PLAN, language)
        .filter(({ code }) => language.sheet.terms[name]?.[code] === undefined)
        .map(({ code }) => `${name} ${code}`),
    );
    expect(nameless).toEqual([]);
    for (const name of known) {
      const labels = listOf(name, THE_PLAN, language).map(({ label }) => label);
      expect([name, new Set(labels).size]).toEqual([name, labels.length]);
    }
    for (const [, help] of Object.values(language.sheet.columns)) expect(help.length).toBeLessThanOrEqual(255);
    expect(listOf('countries', THE_PLAN, LANGUAGES.fr).find(({ code }) => code === 'DE')?.label).toBe('Allemagne');
  },
);
