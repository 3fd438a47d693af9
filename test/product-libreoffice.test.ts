import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCsv } from '../documents/csv/reading.ts';
import { renderProduct } from '../documents/products/rendering.ts';
import { wordingIn } from '../documents/products/wording.ts';
import { soffice, withLibreOffice } from './libre-office.ts';
import { stopFinal } from './product-samples.ts';
import { scratchFolder } from './scratch.ts';
import { all } from './workbooks.ts';

const folder = scratchFolder();
/** Commas, quotes, UTF-8, from the first row, as stored and not as shown, and every sheet into a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
/** The same, of what is CSV already: commas, quotes, UTF-8. */
const FROM_CSV = 'CSV:44,34,76,1,,0,false,false';

async function rowsOf(path: string): Promise<string[][]> {
  const csv = await openCsv(await readFile(path), { delimiter: ',' });
  return (await all(csv.rows())).map(({ cells }) => cells.map(({ text }) => text));
}

withLibreOffice('LibreOffice shows the workbook of a product with every number, in Arabic too', async () => {
  for (const language of ['en', 'ar'] as const) {
    const { words } = wordingIn(language);
    const { bytes, fileName } = await renderProduct({ content: stopFinal(), format: 'xlsx', language });
    await writeFile(join(folder, fileName), bytes);
    await soffice(folder, '--convert-to', AS_CSV, '--outdir', folder, join(folder, fileName));
    const [, ...figures] = await rowsOf(join(folder, `${fileName.replace('.xlsx', '')}-${words.sections.figures}.csv`));
    expect(figures.map(([, value]) => value)).toEqual(stopFinal().figures.map(({ value }) => value ?? '[c]'));
    const [, ...countries] = await rowsOf(join(folder, `${fileName.replace('.xlsx', '')}-${words.sections.countries}.csv`));
    const totals = countries.filter((row) => row.includes(words.labels.all));
    expect(totals.map((row) => row.slice(3, 5))).toEqual(
      stopFinal().countries.map(({ cases, seizures }) => [cases, seizures].map((count) => (count === null ? '[c]' : String(count)))),
    );
  }
});

withLibreOffice('LibreOffice reads the CSV of a product as it was written, and calculates nothing in it', async () => {
  const content = stopFinal({ operation: { id: 'x', title: '=1+1' } });
  const { bytes, fileName } = await renderProduct({ content, format: 'csv', language: 'ru' });
  await writeFile(join(folder, fileName), bytes);
  await soffice(folder, `--infilter=${FROM_CSV}`, '--convert-to', AS_CSV, '--outdir', join(folder, 'read'), join(folder, fileName));
  const name = fileName.replace('.csv', '');
  const rows = await rowsOf(join(folder, 'read', `${name}-${name}.csv`)).catch(() => rowsOf(join(folder, 'read', fileName)));
  const figures = rows.filter((row) => row.includes('figure'));
  expect(figures.map((row) => row[3])).toEqual(stopFinal().figures.map(() => "'=1+1"));
  const values = rows[0]?.indexOf('value') ?? -1;
  const medicines = figures.find((row) => row.includes('medical-devices'));
  expect(medicines).toContain('214400000');
  expect(values).toBe(18);
});
