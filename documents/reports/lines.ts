/** One line of a stream: its text, or why it cannot be read. `byte` is where it begins, from 0. */
export type Line = { number: number; byte: number } & ({ text: string } | { flaw: 'too-long' | 'not-utf8' });

const LF = 0x0a;
const CR = 0x0d;

/**
 * The lines of a stream of bytes, in memory for one line at most. A line that is longer than `mostBytes` is passed over to its end; blank
 * lines are left out, and counted.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  let [number, begin, byte] = [1, 0, 0];

  function end(): Line | null {
    const line = { number, byte: begin };
    const content = length > mostBytes ? null : trimmed(Buffer.concat(parts));
    parts = [];
    length = 0;
    if (content === null) return { ...line, flaw: 'too-long' };
    if (content.length === 0) return null;
    try {
      return { ...line, text: decoder.decode(content) };
    } catch {
      return { ...line, flaw: 'not-utf8' };
    }
  }

  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      keep(chunk.subarray(from, at));
      const line = end();
      if (line) yield line;
      from = at + 1;
      number += 1;
      begin = byte + from;
    }
    keep(chunk.subarray(from));
    byte += chunk.length;
  }
  const last = end();
  if (last) yield last;

  function keep(part: Uint8Array): void {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
    else parts = [];
  }
}

function trimmed(line: Buffer): Buffer {
  const isBlank = line.every((byte) => byte === 0x20 || byte === 0x09 || byte === CR);
  if (isBlank) return line.subarray(0, 0);
  return line.at(-1) === CR ? line.subarray(0, -1) : line;
}
