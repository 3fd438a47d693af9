import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block, Report } from './report.ts';
import { fontBytes } from './fonts.ts';
import { showable } from './glyphs.ts';
import { outlined } from './outline.ts';
import { pictureOf } from './pictures.ts';

/** Files outside are not given to a document, and in here there are only those that it is given. */
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const TEMPLATE = readFileSync(join(FOLDER, 'report.typ'), 'utf8');

let compiler: NodeCompiler | undefined;

/**
 * The report as a PDF that says of itself what it is (PDF/UA-1): tagged, with its language, its fonts, and words for its pictures. The same report made at
 * the same instant has the same bytes. It takes its thread for a fifth of a second: `press.ts` has one for it.
 */
export function typeset(report: Report, madeAt: Date): Uint8Array {
  compiler ??= NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontBlobs: fontBytes() }] });
  try {
    const pictures: Record<string, string> = {};
    const data = { ...everyTextShowable(report), sections: sectionsOf(report, pictures), date: dateOf(madeAt) };
    for (const [file, svg] of Object.entries(pictures)) compiler.mapShadow(join(FOLDER, file), Buffer.from(svg));
    compiler.mapShadow(join(FOLDER, 'report.json'), Buffer.from(JSON.stringify(data)));
    const compiled = compiler.compile({ mainFileContent: TEMPLATE });
    if (!compiled.result) throw new Error(`A report could not be set: ${JSON.stringify(complaintsOf(compiler, compiled))}`);
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(madeAt.getTime() / 1000) });
  } finally {
    compiler.resetShadow();
    compiler.evictCache(0); // what was remembered of sixty reports took 2.6 GB
  }
}

function complaintsOf(from: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): unknown[] {
  const diagnostics = compiled.takeDiagnostics();
  return diagnostics ? from.fetchDiagnostics(diagnostics) : [];
}

type SetBlock =
  | { kind: 'says'; says: string }
  | { kind: 'list'; list: readonly string[] }
  | { kind: 'table'; table: object }
  | { kind: 'picture'; picture: { file: string; title: string; alt: string } };

function sectionsOf({ sections }: Report, pictures: Record<string, string>): { title: string; blocks: SetBlock[] }[] {
  return sections.map(({ title, blocks }) => everyTextShowable({ title, blocks: blocks.map((block) => setBlock(block, pictures)) }));
}

function setBlock(block: Block, pictures: Record<string, string>): SetBlock {
  if ('says' in block) return { kind: 'says', says: block.says };
  if ('list' in block) return { kind: 'list', list: block.list };
  if ('table' in block) return { kind: 'table', table: block.table };
  const file = `${block.picture.key}.svg`;
  pictures[file] = outlined(pictureOf(everyTextShowable(block.picture)));
  return { kind: 'picture', picture: { file, title: block.picture.title, alt: block.picture.alt } };
}

function everyTextShowable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? showable(part) : part)) as Value;
}

function dateOf(at: Date): { year: number; month: number; day: number } {
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
