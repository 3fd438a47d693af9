import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { detect } from 'jschardet';
import { SpreadsheetRefusal } from '../spreadsheet/refusal.ts';

/** `isGuess`: eight-bit encodings differ in letters only, so a person should look at the preview. `skip` is the byte order mark. */
export type Encoding = { label: string; isGuess: boolean; skip: number };

const MARKS: readonly [label: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Below it, a few lines of French are taken for Macedonian: then somebody has to say it. */
const SURE = 0.2;

/** How a text is encoded: by its byte order mark, else as its sender says, else as its first bytes look. */
export function encodingOf(head: Buffer, given?: string): Encoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte));
  if (marked) return { label: marked[0], isGuess: false, skip: marked[1].length };
  if (given !== undefined) return { label: labelOf(given), isGuess: false, skip: 0 };
  const isWide = head.includes(0);
  if (!isWide && isUtf8(wholeCharacters(head))) return { label: 'utf-8', isGuess: false, skip: 0 };
  const { encoding, confidence } = detect(head);
  const label = encoding === null ? '' : encoding.toLowerCase().replace(/^(utf-16)-/, '$1');
  // A zero byte is in no text but UTF-16: whatever else it was taken for, it is none.
  if (label === '' || isWide !== label.startsWith('utf-16')) throw new SpreadsheetRefusal('csv.encoding-unknown');
  if (confidence < SURE) throw new SpreadsheetRefusal('csv.encoding-unknown', `perhaps ${label}`);
  return { label: labelOf(label), isGuess: true, skip: 0 };
}

/** The sample may end within a character. */
function wholeCharacters(head: Buffer): Buffer {
  for (let end = head.length; end > head.length - 4 && end > 0; end -= 1) {
    const byte = head[end - 1] ?? 0;
    if (byte < 0x80) return head.subarray(0, end);
    if (byte >= 0xc0) return head.subarray(0, end - 1);
  }
  return head;
}

function labelOf(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new SpreadsheetRefusal('csv.encoding-unknown', name.slice(0, 40));
  }
}
