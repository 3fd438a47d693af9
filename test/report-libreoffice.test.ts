import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { castOf } from './cast.ts';
import { mintToken } from './caller.ts';
import { settled, upload } from './imports.ts';
import { soffice, withLibreOffice } from './libre-office.ts';
import { aRunningOperation, created } from './operations.ts';
import { scratchFolder } from './scratch.ts';
import { aStack, type Stack } from './stack.ts';
import { aReport } from './two-phases.ts';

let stack: Stack;
let id: string;
const folder = scratchFolder();
const { bea } = castOf(() => stack);

beforeAll(async () => {
  stack = await aStack();
  id = await aRunningOperation(stack);
});
afterAll(() => stack.stop());

async function download(name: string): Promise<Buffer> {
  const headers = { Authorization: `Bearer ${await mintToken(stack.parts.issuer, 'bea.belgium')}` };
  return Buffer.from(await (await fetch(`${stack.url}/operations/${id}/${name}`, { headers })).arrayBuffer());
}

async function savedByLibreOffice(name: string, file: Buffer): Promise<Buffer> {
  await writeFile(join(folder, `${name}.xlsx`), file);
  await soffice(folder, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'saved'), join(folder, `${name}.xlsx`));
  return readFile(join(folder, 'saved', `${name}.xlsx`));
}

withLibreOffice(
  "an administration's cases, opened and saved in LibreOffice, come back as they were: nothing is new and nothing has changed",
  async () => {
    const seizure = {
      place: 'Zaventem',
      transport: '4',
      persons: [{ state: 'arrested', count: 2 }],
      keys: [{ kind: 'parcel', value: '0012' }],
    };
    for (const reference of ['0001', '=1+1', 'é "quoted"']) {
      created(await bea.post(`/operations/${id}/cases`, { ...aReport(undefined, [{ quantity: '1200.000001' }, {}], seizure), reference }));
    }
    const saved = await savedByLibreOffice('own', await download('report-template.xlsx?filled=own&language=fr'));
    const done = await settled(stack, created(await upload(stack, id, saved, { query: { confirm: 'now' } })).id);
    expect(done).toMatchObject({ state: 'done', errors: [], counts: { reported: 0, corrected: 0, unchanged: 3, refused: 0 } });
  },
);

withLibreOffice('an empty template, saved by LibreOffice, holds no case', async () => {
  const saved = await savedByLibreOffice('empty', await download('report-template.xlsx'));
  const { state, problem, counts } = await settled(stack, created(await upload(stack, id, saved)).id);
  expect([state, problem, counts.reported]).toEqual(['previewed', null, 0]);
});
