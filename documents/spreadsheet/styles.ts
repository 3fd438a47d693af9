import type { Archive } from './archive.ts';
import { shownBy, shownByBuiltIn, type Shown } from './dates.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import { readPart } from './xml.ts';

/** As many as Excel can tell apart. */
const STYLES = 65_536;

/** What each style of a workbook, by its number, makes of a number. */
export async function readStyles(archive: Archive, part: string | null): Promise<readonly Shown[]> {
  const formats = new Map<number, Shown>();
  const styles: Shown[] = [];
  if (part === null) return styles;
  let isOfCells = false;
  await readPart(archive, part, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'cellXfs') isOfCells = true;
      const id = Number(numFmtId);
      if (name === 'numFmt') formats.set(id, shownBy(formatCode));
      if (name === 'xf' && isOfCells) styles.push(formats.get(id) ?? shownByBuiltIn(id));
      if (formats.size > STYLES || styles.length > STYLES) throw new SpreadsheetRefusal('sheet.too-large', `${part} has too many styles`);
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return styles;
}
