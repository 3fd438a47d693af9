import { types } from 'node:util';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { fileKind, type Source } from './file-kind.ts';
import type { Limits } from './limits.ts';
import { SpreadsheetRefusal } from './refusal.ts';

/** The parts of a workbook. Names have no leading slash and are compared without case, as the format says. */
export type Archive = {
  has: (name: string) => boolean;
  /** The bytes of a part, inflated as they are asked for. Throws a refusal when they are not what the archive says. */
  part: (name: string) => AsyncGenerator<Buffer>;
  close: () => void;
};

/**
 * Opens a workbook's archive after looking at all that it declares, so that a bomb is refused before anything is inflated.
 * What the system throws (no such file) is thrown on: only what the file itself is to blame for is a refusal.
 */
export async function openArchive(source: Source, limits: Limits): Promise<Archive> {
  const { kind, says, bytes } = await fileKind(source);
  if (kind === 'encrypted') throw new SpreadsheetRefusal('sheet.encrypted', says);
  if (kind !== 'zip') throw new SpreadsheetRefusal('sheet.not-a-workbook', says);
  if (bytes > limits.fileBytes) throw new SpreadsheetRefusal('sheet.too-large', `the file has ${bytes} bytes`);

  const zip = await blamed(typeof source === 'string' ? openPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS));
  // Every error also reaches whoever waits for an entry; without a listener the event would end the process.
  zip.on('error', () => undefined);
  try {
    const entries = await blamed(readEntries(zip, limits));
    refuseForeign([...entries.keys()]);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      part: (name) => inflate(zip, entries.get(name.toLowerCase()), name, limits),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const OPTIONS = { lazyEntries: true, autoClose: false };

async function readEntries(zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new SpreadsheetRefusal('sheet.too-large', `the archive has ${zip.entryCount} parts`);
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw new SpreadsheetRefusal('sheet.broken', `the archive has two parts ${entry.fileName}`);
    entries.set(name, entry);
    total += entry.uncompressedSize;
    refuseEntry(entry, limits);
    if (total > limits.totalBytes) throw new SpreadsheetRefusal('sheet.too-large', `its parts have more than ${limits.totalBytes} bytes`);
  }
  return entries;
}

function refuseEntry(entry: Entry, { partBytes, ratio, ratioFromBytes }: Limits): void {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (entry.isEncrypted()) throw new SpreadsheetRefusal('sheet.encrypted', fileName);
  if (!entry.canDecodeFileData())
    throw new SpreadsheetRefusal('sheet.broken', `${fileName} is compressed in another way than workbooks are`);
  if (uncompressedSize > partBytes) throw new SpreadsheetRefusal('sheet.too-large', `${fileName} has ${uncompressedSize} bytes`);
  if (uncompressedSize > ratioFromBytes && uncompressedSize > compressedSize * ratio) {
    throw new SpreadsheetRefusal(
      'sheet.too-large',
      `${fileName} is ${Math.round(uncompressedSize / compressedSize)} times what it is compressed`,
    );
  }
}

/** Programs and foreign sources are never run or asked here; they are refused because the sender sees values that nobody else can check. */
const FOREIGN: readonly [code: 'sheet.macros' | 'sheet.external-links' | 'sheet.not-a-workbook', mark: RegExp, says: string][] = [
  ['sheet.macros', /(^|\/)vbaproject\.bin$|^xl\/(macrosheets|activex)\//, ''],
  ['sheet.external-links', /^xl\/(externallinks\/|connections\.xml$|querytables\/)/, ''],
  ['sheet.not-a-workbook', /^xl\/workbook\.bin$/, 'a binary workbook (.xlsb)'],
  ['sheet.not-a-workbook', /^content\.xml$/, 'an OpenDocument file (.ods)'],
  ['sheet.not-a-workbook', /^(word|ppt)\//, 'another Office document'],
];

function refuseForeign(names: readonly string[]): void {
  for (const [code, mark, says] of FOREIGN) {
    const found = names.find((name) => mark.test(name));
    if (found !== undefined) throw new SpreadsheetRefusal(code, says || found);
  }
}

async function* inflate(zip: ZipFile, entry: Entry | undefined, name: string, { partBytes }: Limits): AsyncGenerator<Buffer> {
  if (!entry) throw new SpreadsheetRefusal('sheet.broken', `${name} is missing`);
  const stream: AsyncIterable<Buffer> = await blamed(zip.openReadStreamPromise(entry), name);
  let bytes = 0;
  let sum = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > partBytes) throw new SpreadsheetRefusal('sheet.too-large', `${name} has more than ${partBytes} bytes`);
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw blame(error, name);
  }
  if (sum !== entry.crc32) throw new SpreadsheetRefusal('sheet.broken', `${name} is not what its checksum says`);
}

async function blamed<Value>(work: Promise<Value>, name = 'the archive'): Promise<Value> {
  return work.catch((error: unknown) => {
    throw blame(error, name);
  });
}

/** What inflating throws, as a refusal; what the system throws stays what it is. */
function blame(error: unknown, name: string): unknown {
  if (error instanceof SpreadsheetRefusal || !types.isNativeError(error) || 'syscall' in error) return error;
  if (/bytes in the stream/.test(error.message)) return new SpreadsheetRefusal('sheet.size-lies', name);
  if (/encrypt/.test(error.message)) return new SpreadsheetRefusal('sheet.encrypted', name);
  return new SpreadsheetRefusal('sheet.broken', `${name}: ${error.message}`);
}
