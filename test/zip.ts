import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive. What is given beside its contents is written instead of the truth. */
export type ZipEntry = { name: string; data: string | Buffer; bytes?: number; crc?: number; flags?: number; method?: number };

/** A zip archive, as small as the format allows, and as wrong as a test wants it. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { header, body } = fields(entry);
    const name = Buffer.from(entry.name);
    const local = Buffer.concat([word(0x04034b50), header, half(name.length), half(0), name, body]);
    directory.push(Buffer.concat([word(0x02014b50), half(20), header, half(name.length), Buffer.alloc(12), word(offset), name]));
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = [word(0x06054b50), half(0), half(0), half(entries.length), half(entries.length), word(listed.length), word(offset), half(0)];
  return Buffer.concat([...files, listed, ...end]);
}

function fields({ data, bytes, crc, flags = 0, method = 8 }: ZipEntry): { header: Buffer; body: Buffer } {
  const content = Buffer.from(data);
  const body = deflateRawSync(content, { level: 9 });
  const sizes = [word(crc ?? crc32(content)), word(body.length), word(bytes ?? content.length)];
  return { header: Buffer.concat([half(20), half(flags), half(method), word(0), ...sizes]), body };
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
