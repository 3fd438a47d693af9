import type { Archive } from './archive.ts';
import { CELL_CHARACTERS, type Limits } from './limits.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import { readPart, type XmlListener } from './xml.ts';

/**
 * Puts the runs of a rich text together, with all their spaces. Readings of Japanese words (`rPh`) are no part of it. Keeps one
 * character more than a cell may have: enough to know that it is too long.
 */
export function richText(): Required<XmlListener> & { take: () => string } {
  let text = '';
  let isInText = false;
  let isReading = false;
  return {
    open: (name) => {
      if (name === 'rPh') isReading = true;
      isInText = name === 't' && !isReading;
    },
    text: (piece) => {
      if (isInText && text.length <= CELL_CHARACTERS) text = (text + piece).slice(0, CELL_CHARACTERS + 1);
    },
    close: (name) => {
      if (name === 'rPh') isReading = false;
      if (name === 't') isInText = false;
    },
    take: () => {
      const taken = unescaped(text);
      text = '';
      return taken;
    },
  };
}

/** The strings that cells name by their number: most programs write every text like this. */
export async function readSharedStrings(archive: Archive, part: string | null, limits: Limits): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const runs = richText();
  let characters = 0;
  await readPart(archive, part, {
    open: runs.open,
    text: runs.text,
    close: (name) => {
      runs.close(name);
      if (name !== 'si') return;
      const text = runs.take();
      strings.push(text);
      characters += text.length;
      if (strings.length > limits.sharedStrings || characters > limits.sharedCharacters) {
        throw new SpreadsheetRefusal('sheet.too-large', `${part} has more than ${strings.length - 1} texts or ${characters} characters`);
      }
    },
  });
  return strings;
}

/** Characters that XML cannot hold are written as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
