import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';

/** A file of an archive: its size is known before it is read, since the header says it. */
export type ArchiveFile = { name: string; size: number; content: () => AsyncIterable<Uint8Array> };

const BLOCK = 512;
const LONGEST_NAME = 100;

/** The most that eleven octal digits say. */
const LARGEST = 8 ** 11 - 1;

/**
 * Files as one archive that every system opens: POSIX ustar (IEEE 1003.1), compressed by gzip. Made while it is sent, in memory for a piece of it. The same
 * files at the same instant give the same bytes: nothing in it tells of the machine.
 */
export function tarGz(files: readonly ArchiveFile[], at: Date): AsyncIterable<Uint8Array> {
  return Readable.from(tar(files, at)).compose(createGzip({ level: 6 }));
}

async function* tar(files: readonly ArchiveFile[], at: Date): AsyncGenerator<Uint8Array> {
  for (const { name, size, content } of files) {
    yield headerOf(name, size, at);
    let sent = 0;
    for await (const piece of content()) {
      sent += piece.length;
      if (sent > size) break;
      yield piece;
    }
    if (sent !== size) throw new Error(`${name} was announced with ${size} bytes and has others.`);
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

function headerOf(name: string, size: number, at: Date): Uint8Array {
  if (Buffer.byteLength(name) > LONGEST_NAME || size > LARGEST) throw new Error(`${name} does not fit into an archive of this kind.`);
  const header = Buffer.alloc(BLOCK);
  const write = (text: string, offset: number): void => void header.write(text, offset, 'ascii');
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0, 'utf8');
  write(octal(0o644, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(Math.max(0, Math.floor(at.getTime() / 1000)), 11), 136);
  write(' '.repeat(8), 148); // the checksum counts itself as spaces
  write('0', 156);
  write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
