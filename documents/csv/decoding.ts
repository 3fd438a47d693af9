import { TextDecoder, types } from 'node:util';
import { SpreadsheetRefusal } from '../spreadsheet/refusal.ts';
import type { Encoding } from './encoding.ts';

/** The bytes of a file, from its beginning, each time it is called. */
export type Bytes = () => AsyncIterable<Buffer>;

/** A text as it is decoded. Throws a refusal that names the first byte that is none in this encoding. */
export async function* decode(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let chunks = 0;
  try {
    for await (const chunk of bytes()) {
      chunks += 1;
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!isUndecodable(error)) throw error;
    throw new SpreadsheetRefusal('csv.encoding-wrong', encoding.label, { byte: await wrongByte(bytes, encoding, chunks) });
  }
}

/** A decoder does not say where it failed: the same bytes are decoded again, those of the last chunk one by one. */
async function wrongByte(bytes: Bytes, encoding: Encoding, chunks: number): Promise<number> {
  const decoder = decoderOf(encoding);
  let offset = 0;
  let count = 0;
  for await (const chunk of bytes()) {
    count += 1;
    const pieces = count < chunks ? [chunk] : Array.from(chunk, (_, index) => chunk.subarray(index, index + 1));
    for (const piece of pieces) {
      try {
        decoder.decode(piece, { stream: true });
      } catch {
        return offset;
      }
      offset += piece.length;
    }
    if (count >= chunks) break;
  }
  return Math.max(offset - 1, 0);
}

function decoderOf({ label }: Encoding): InstanceType<typeof TextDecoder> {
  return new TextDecoder(label, { fatal: true });
}

function isUndecodable(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
