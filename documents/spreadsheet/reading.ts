import { openArchive, type Archive } from './archive.ts';
import type { Lookup } from './cells.ts';
import type { Source } from './file-kind.ts';
import { LIMITS, type Limits } from './limits.ts';
import { refuseMerges } from './merges.ts';
import { findParts, type Parts, type SheetPart } from './parts.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import type { SheetRow } from './row.ts';
import { readRows } from './sheet.ts';
import { readSharedStrings } from './strings.ts';
import { readStyles } from './styles.ts';

/** A workbook that is open. `close` it in any case: it holds its file open. */
export type Workbook = {
  sheets: readonly { name: string; isHidden: boolean }[];
  /** The rows of a sheet that hold something; of the first one that is shown, unless another is named. */
  rows: (sheet?: string) => AsyncGenerator<SheetRow>;
  close: () => void;
};

/**
 * Opens an Excel workbook (.xlsx) by the path of its file or by its bytes, and reads its sheets in bounded memory. Throws, or its rows
 * throw, a SpreadsheetRefusal for what no row could be trusted after; cells that are wrong are refused in their rows.
 */
export async function openWorkbook(source: Source, limits: Limits = LIMITS): Promise<Workbook> {
  const archive = await openArchive(source, limits);
  try {
    const parts = await findParts(archive);
    return {
      sheets: parts.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
      rows: (sheet) => sheetRows(archive, parts, sheet, limits),
      close: archive.close,
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function* sheetRows(archive: Archive, parts: Parts, name: string | undefined, limits: Limits): AsyncGenerator<SheetRow> {
  const { part } = sheetOf(parts, name);
  await refuseMerges(archive, part);
  yield* readRows(archive, part, await lookupOf(archive, parts, limits), limits);
}

function sheetOf({ sheets }: Parts, name: string | undefined): SheetPart {
  const sheet = sheets.find((one) => (name === undefined ? !one.isHidden : one.name === name));
  if (sheet) return sheet;
  const there = sheets.map((one) => one.name.slice(0, 31)).slice(0, 10);
  throw new SpreadsheetRefusal('sheet.not-there', `${name ?? 'no sheet is shown'}; there: ${there.join(', ')}`);
}

async function lookupOf(archive: Archive, { sharedStrings, styles, is1904 }: Parts, limits: Limits): Promise<Lookup> {
  return { strings: await readSharedStrings(archive, sharedStrings, limits), styles: await readStyles(archive, styles), is1904 };
}
