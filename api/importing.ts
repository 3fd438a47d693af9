import { createReadStream } from 'node:fs';
import { lookInto, openSheet, type SheetFile } from '../documents/reports/sheet-file.ts';
import { SpreadsheetRefusal } from '../documents/spreadsheet/refusal.ts';
import type { Objects } from '../domain/objects.ts';
import { Refusal } from './refusal.ts';
import type { Upload } from './upload.ts';

/**
 * Looks at what was uploaded as far as its beginning tells, and puts it into the store as it is. A file under whose header no row could be
 * read is refused here, with the place; whatever is wrong with single rows is told by the preview.
 */
export async function keepSheet(
  objects: Objects,
  { path, size, sha256 }: Upload,
  encoding: string | undefined,
): Promise<Pick<SheetFile, 'format' | 'encoding'>> {
  const kept = await looked(path, encoding);
  if (!(await objects.exists(sha256))) await objects.put({ sha256, size, content: createReadStream(path) });
  return kept;
}

async function looked(path: string, said: string | undefined): Promise<Pick<SheetFile, 'format' | 'encoding'>> {
  try {
    const file = await openSheet(path, said);
    await lookInto(file).finally(file.close);
    return { format: file.format, encoding: file.encoding };
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    const { code, message, detail, cell, row, byte } = error;
    const where = cell ?? (row === null ? (byte === null ? null : `byte ${byte}`) : `row ${row}`);
    const says = detail === '' ? message : `${message} (${detail})`;
    throw new Refusal('import.file-refused', { flaws: [{ pointer: '', code, detail: where === null ? says : `${where}: ${says}` }] });
  }
}
