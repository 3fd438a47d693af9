import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import type { Archive } from './archive.ts';
import { SpreadsheetRefusal } from './refusal.ts';

/** Told of a part's elements by their names without prefix. What it throws ends the reading. */
export type XmlListener = {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/** The parser holds what stands between two tags, and the tags that are open: without bounds, a part of 600 MB would be held whole. */
const LONGEST_RUN = 1_000_000;
const DEEPEST = 100;

/** Feeds a part to a listener. Yields after each piece, so that what was found in it can be taken before the next is inflated. */
export async function* parsePart(archive: Archive, name: string, listener: XmlListener): AsyncGenerator<undefined> {
  const { write, close } = boundedParser(name, listener);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of archive.part(name)) {
    write(decoded(decoder, chunk, name));
    yield;
  }
  write(decoded(decoder, null, name));
  close();
  yield;
}

/** Reads a part that is small, or of which only the listener keeps something. */
export async function readPart(archive: Archive, name: string, listener: XmlListener): Promise<void> {
  for await (const _ of parsePart(archive, name, listener)) continue;
}

/** The value of an attribute by its name without prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1];
}

function boundedParser(part: string, listener: XmlListener): { write: (text: string) => void; close: () => void } {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let run = 0;
  let depth = 0;
  const broken = (says: string): never => {
    throw new SpreadsheetRefusal('sheet.broken', `${part}: ${says}`);
  };
  parser.on('error', ({ message }) => broken(message));
  parser.on('doctype', () => {
    throw new SpreadsheetRefusal('sheet.doctype', part);
  });
  parser.on('opentag', ({ name, attributes }) => {
    run = 0;
    depth += 1;
    if (depth > DEEPEST) broken(`more than ${DEEPEST} elements inside each other`);
    listener.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    run = 0;
    depth -= 1;
    listener.close?.(local(name));
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  return {
    write: (text) => {
      run += text.length;
      parser.write(text);
      if (run > LONGEST_RUN) throw new SpreadsheetRefusal('sheet.too-large', `${part}: more than ${LONGEST_RUN} characters without a tag`);
    },
    close: () => parser.close(),
  };
}

function decoded(decoder: TextDecoder, chunk: Buffer | null, part: string): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new SpreadsheetRefusal('sheet.broken', `${part} is not UTF-8`);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
