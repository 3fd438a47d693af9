import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { fileKind, type Source } from '../spreadsheet/file-kind.ts';
import { CELL_CHARACTERS, LIMITS, type Limits } from '../spreadsheet/limits.ts';
import { refusalOf } from '../spreadsheet/cells.ts';
import { SpreadsheetRefusal } from '../spreadsheet/refusal.ts';
import { columnLetters, type SheetCell, type SheetRow } from '../spreadsheet/row.ts';
import { decode, type Bytes } from './decoding.ts';
import { delimiterOf, saidLength, type Delimiter } from './delimiter.ts';
import { encodingOf, type Encoding } from './encoding.ts';

/** What the sender says of the file; what is not said is found out. */
export type CsvSaid = { encoding?: string; delimiter?: Delimiter };

/** A CSV file that was looked at. `encoding.isGuess` asks for a person to look at the preview. */
export type Csv = { encoding: Encoding; delimiter: Delimiter; rows: () => AsyncGenerator<SheetRow> };

/**
 * Opens a CSV file by its path or its bytes, and reads it in bounded memory into the same rows as a workbook's; all its cells are text.
 * Rows are counted as a spreadsheet program would: empty ones too, one of several lines once, and a line `sep=;` not. Throws, or its
 * rows throw, a SpreadsheetRefusal for what no row could be trusted after; a row of another length than the header is refused in itself.
 */
export async function openCsv(source: Source, said: CsvSaid = {}, limits: Limits = LIMITS): Promise<Csv> {
  const { kind, says, bytes: size } = await fileKind(source);
  if (kind !== 'unmarked') throw new SpreadsheetRefusal('sheet.not-a-workbook', says);
  if (size > limits.fileBytes) throw new SpreadsheetRefusal('sheet.too-large', `the file has ${size} bytes`);
  const bytes: Bytes = () => (typeof source === 'string' ? createReadStream(source) : Readable.from(pieces(source)));
  const encoding = encodingOf(await headOf(bytes), said.encoding);
  const text = await firstText(bytes, encoding);
  const delimiter = said.delimiter ?? delimiterOf(text);
  return { encoding, delimiter, rows: () => readRows(decode(bytes, encoding), { delimiter, skip: saidLength(text), limits }) };
}

/** Enough for a guess, and for more than fifteen lines. */
const HEAD = 262_144;
const PIECE = 65_536;

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
}

async function headOf(bytes: Bytes): Promise<Buffer> {
  const head: Buffer[] = [];
  for await (const chunk of bytes()) {
    head.push(chunk);
    if (head.reduce((sum, { length }) => sum + length, 0) >= HEAD) break;
  }
  return Buffer.concat(head);
}

async function firstText(bytes: Bytes, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const piece of decode(bytes, encoding)) {
    text += piece;
    if (text.length >= HEAD) break;
  }
  return text;
}

type Reading = { delimiter: Delimiter; skip: number; limits: Limits };

async function* readRows(text: AsyncIterable<string>, { delimiter, skip, limits }: Reading): AsyncGenerator<SheetRow> {
  const parser = pipeline(Readable.from(checked(text, skip)), parse({ ...OPTIONS, delimiter }), () => undefined);
  let width: number | null = null;
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1;
      if (number > limits.rows) throw new SpreadsheetRefusal('sheet.too-many-rows', `more than ${limits.rows} rows`, { row: number });
      if (record.every((cell) => cell.trim() === '')) continue;
      width ??= record.length;
      yield rowOf(record, number, width, limits);
    }
  } catch (error) {
    throw blame(error);
  }
}

/** `max_record_size` counts characters; a row of a hundred full cells is a rare one. */
const OPTIONS: Options = { bom: true, relax_column_count: true, max_record_size: 100 * CELL_CHARACTERS };

/** Leaves out what stands before the header, and refuses what is no text at all. */
async function* checked(text: AsyncIterable<string>, skip: number): AsyncGenerator<string> {
  let left = skip;
  for await (const piece of text) {
    if (piece.includes('\0')) throw new SpreadsheetRefusal('sheet.not-a-workbook', 'a file that is no text');
    const rest = piece.slice(Math.min(left, piece.length));
    left -= piece.length - rest.length;
    if (rest !== '') yield rest;
  }
}

function rowOf(record: readonly string[], number: number, width: number, { columns }: Limits): SheetRow {
  const cells = record.flatMap((text, index): SheetCell[] => {
    if (text === '') return [];
    const column = columnLetters(index);
    return [text.length > CELL_CHARACTERS ? { column, text: text.slice(0, 100), kind: 'too-long' } : { column, text, kind: 'text' }];
  });
  if (record.length > columns) {
    throw new SpreadsheetRefusal('sheet.too-many-columns', `${record.length} columns, of ${columns} at most`, { row: number });
  }
  const refusals = cells.flatMap((cell) => refusalOf(cell, number));
  if (record.length === width) return { number, cells, refusals };
  const ragged = new SpreadsheetRefusal('csv.row-ragged', `${record.length} cells, the header has ${width}`, { row: number });
  return { number, cells, refusals: [ragged, ...refusals] };
}

/** What csv-parse throws, as a refusal at its row. Quotes that never close are told at the row where they open. */
function blame(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  // Rows that were parsed with this one are dropped with it, so that counting those that came out would name one too early.
  const row = Number(error['records']) + 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new SpreadsheetRefusal('sheet.cell-too-long', 'a row without an end', { row });
  return new SpreadsheetRefusal('csv.quote-broken', error.message.slice(0, 200), { row });
}
