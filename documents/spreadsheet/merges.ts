import type { Archive } from './archive.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import { readPart } from './xml.ts';

const WORD = 'mergeCell';

/**
 * Refuses a sheet with merged cells before any of its rows is read: they are listed behind the rows, and what a merged cell means for
 * those it covers, nobody can say. The part is inflated once more for this; it is parsed once more only where the word stands in it.
 */
export async function refuseMerges(archive: Archive, part: string): Promise<void> {
  if (!(await isMentioned(archive, part))) return;
  await readPart(archive, part, {
    open: (name, { ref = '' }) => {
      const [first = ''] = ref.split(':');
      if (name === WORD)
        throw new SpreadsheetRefusal('sheet.merged-cells', ref.slice(0, 40), /^[A-Z]+\d+$/.test(first) ? { cell: first } : {});
    },
  });
}

/** Reads to the end, so that sizes and checksums are known to be right too before the first row goes out. */
async function isMentioned(archive: Archive, part: string): Promise<boolean> {
  let tail = Buffer.alloc(0);
  let isFound = false;
  for await (const chunk of archive.part(part)) {
    isFound ||= chunk.includes(WORD) || Buffer.concat([tail, chunk.subarray(0, WORD.length)]).includes(WORD);
    tail = Buffer.concat([tail, chunk.subarray(-WORD.length)]).subarray(-WORD.length);
  }
  return isFound;
}
