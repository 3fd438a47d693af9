import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PdfParts } from './pdf-reader.ts';

let reader: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

/** The reader is a package of ECMAScript modules that jest cannot take in: it runs beside, one PDF after the other. */
export function pdfParts(bytes: Uint8Array): Promise<PdfParts> {
  const turn = last.then(() => read(bytes));
  last = turn.catch(() => undefined);
  return turn;
}

async function read(bytes: Uint8Array): Promise<PdfParts> {
  reader ??= new Worker(new URL('./pdf-reader.ts', import.meta.url));
  reader.ref();
  const answer = once(reader, 'message') as Promise<[{ parts: PdfParts } | { error: unknown }]>;
  reader.postMessage(bytes);
  const [done] = await answer;
  reader.unref();
  if ('error' in done) throw done.error;
  return done.parts;
}

/** Words without the marks that readers of PDFs set between them. */
export function wordsIn(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
}
