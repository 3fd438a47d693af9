import { pipeline, Readable } from 'node:stream';
import { stringify, type Options } from 'csv-stringify';

/** csv-stringify quotes a cell for a whole CRLF only, but readers end a line, and begin a formula, at half of one. */
const BREAK = /[\r\n]/;

/**
 * CSV by RFC 4180. It starts with a byte order mark, without which spreadsheets take UTF-8 for something else, and no cell can be taken
 * for a formula: what could be one, also in full width, gets an apostrophe before it. Keys and names are what people typed.
 */
export const CSV: Options = { header: true, bom: true, record_delimiter: '\r\n', escape_formulas: true, quoted_match: BREAK };

/** Any number of rows as CSV, in constant memory: rows are asked for as fast as the stream is read. Null is an empty cell. */
export function csvStream(
  rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>,
  columns: readonly string[],
): Readable {
  const options: Options = { ...CSV, columns: columns.map((title) => ({ key: title, header: title })) };
  // Errors of the rows destroy the stream with themselves: whoever reads it learns of them.
  return pipeline(Readable.from(rows), stringify(options), () => undefined);
}
