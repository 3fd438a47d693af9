import { open } from 'node:fs/promises';

/** A table as it came: the path of a file, or its bytes. */
export type Source = string | Buffer;

export type FileKind = 'zip' | 'encrypted' | 'other' | 'unmarked';

/** What stands where, in the file formats that are sent under the wrong name. */
const MARKS: readonly [kind: FileKind, says: string, mark: RegExp][] = [
  ['zip', 'a zip archive', /^PK(\x03\x04|\x05\x06)/],
  ['other', 'a PDF', /^\s*%PDF/],
  ['other', 'a web page', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table|head|meta)/i],
  ['other', 'XML', /^(\xef\xbb\xbf)?\s*<\?xml/],
  ['other', 'RTF', /^\{\\rtf/],
  ['other', 'a picture', /^(\x89PNG|GIF8|\xff\xd8\xff)/],
  ['other', 'a gzip archive', /^\x1f\x8b/],
];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** What the file is by its contents, and in words; a name proves nothing. `unmarked` may be text. */
export async function fileKind(source: Source): Promise<{ kind: FileKind; says: string; bytes: number }> {
  const { head, bytes, at } = await peek(source);
  const text = head.toString('latin1');
  if (text.startsWith(OLE)) return { ...(await oleKind(head, at)), bytes };
  const [kind, says] = MARKS.find(([, , mark]) => mark.test(text)) ?? ['unmarked', 'no zip archive'];
  return { kind, says, bytes };
}

/** The container of old Office files also holds encrypted new ones: the first sector of its directory tells them apart. */
async function oleKind(head: Buffer, at: (offset: number) => Promise<Buffer>): Promise<{ kind: FileKind; says: string }> {
  const sector = 2 ** Math.min(head.readUInt16LE(30), 16);
  const directory = await at((head.readUInt32LE(48) + 1) * sector);
  const isEncrypted = directory.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted ? { kind: 'encrypted', says: 'a workbook with a password' } : { kind: 'other', says: 'an old Office file (.xls)' };
}

type Peek = { head: Buffer; bytes: number; at: (offset: number) => Promise<Buffer> };

async function peek(source: Source): Promise<Peek> {
  if (typeof source !== 'string') {
    const at = async (offset: number): Promise<Buffer> => source.subarray(offset, offset + PEEKED);
    return { head: padded(source.subarray(0, PEEKED)), bytes: source.length, at };
  }
  const at = async (offset: number): Promise<Buffer> => readAt(source, offset);
  const file = await open(source);
  try {
    const { size } = await file.stat();
    return { head: padded(await at(0)), bytes: size, at };
  } finally {
    await file.close();
  }
}

const PEEKED = 4_096;

async function readAt(path: string, offset: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(PEEKED), 0, PEEKED, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Long enough for the fields of every header that is looked at. */
function padded(head: Buffer): Buffer {
  return head.length >= 64 ? head : Buffer.concat([head, Buffer.alloc(64 - head.length)]);
}
