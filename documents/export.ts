import type { ExportContent } from '../domain/export.ts';
import { linesOf } from './reports/lines.ts';
import { workbookStream, type ExportColumn } from './spreadsheet/writing.ts';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const GEOJSON = { head: Buffer.from('{"type":"FeatureCollection","features":[\n'), tail: Buffer.from('\n]}\n') };

/** The file that is made of what was copied out of the record, piece by piece: `copied` are its lines, `columns` those of a table. */
export function exportFile(
  content: ExportContent,
  copied: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncIterable<Uint8Array> {
  if (content === 'lines.xlsx') return workbookStream(rowsOf(copied), 'Lines', columns.map(columnOf));
  if (content === 'lines.csv') return begunWith(BYTE_ORDER_MARK, copied); // without it, spreadsheets take UTF-8 for something else
  if (content === 'seizures.geojson') return collection(copied);
  return copied;
}

/** What a cell holds besides text. Numbers of more digits than a spreadsheet keeps stay text. */
const KINDS: Readonly<Record<string, ExportColumn['kind']>> = {
  quantity: 'decimal',
  seizure: 'decimal',
  line: 'decimal',
  seized_at_utc: 'moment',
};

function columnOf(name: string): ExportColumn {
  return { title: name, kind: KINDS[name] ?? 'text' };
}

/** A row is one line: a list of cells, of which none is longer than what a report may hold. */
async function* rowsOf(copied: AsyncIterable<Uint8Array>): AsyncGenerator<(string | null)[]> {
  for await (const line of linesOf(copied, Number.MAX_SAFE_INTEGER)) {
    if ('text' in line) yield JSON.parse(line.text) as (string | null)[];
  }
}

async function* begunWith(head: Uint8Array, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* pieces;
}

/** RFC 7946: a comma between features, which come one to a line. A piece may end anywhere in a line. */
async function* collection(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield GEOJSON.head;
  let isLineEnded = false;
  for await (const piece of pieces) {
    const text = Buffer.from(piece).toString('latin1'); // byte for byte: only line ends are looked at
    const begun = isLineEnded ? ',\n' : '';
    isLineEnded = text.endsWith('\n');
    const lines = isLineEnded ? text.slice(0, -1) : text;
    yield Buffer.from(begun + lines.replaceAll('\n', ',\n'), 'latin1');
  }
  yield GEOJSON.tail;
}
