import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { SpreadsheetRefusal } from './refusal.ts';
import { attribute, readPart } from './xml.ts';

export type SheetPart = { name: string; part: string; isHidden: boolean };

/** What a workbook consists of, by the names of its parts. Sheets are in the order in which they are shown. */
export type Parts = { sheets: readonly SheetPart[]; sharedStrings: string | null; styles: string | null; is1904: boolean };

type Relation = { type: string; target: string; isExternal: boolean };

/** Finds the parts by their relations, as the format says: other programs than Excel name them otherwise. */
export async function findParts(archive: Archive): Promise<Parts> {
  const root = [...(await relationsOf(archive, '')).values()].find(({ type }) => type === 'officeDocument');
  if (!root || !archive.has(root.target)) throw new SpreadsheetRefusal('sheet.not-a-workbook', 'a zip archive without a workbook in it');
  const relations = await relationsOf(archive, root.target);
  const partOf = (type: string): string | null => {
    return [...relations.values()].find((relation) => relation.type === type && !relation.isExternal)?.target ?? null;
  };
  return { ...(await readSheets(archive, root.target, relations)), sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

async function readSheets(
  archive: Archive,
  workbook: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<Pick<Parts, 'sheets' | 'is1904'>> {
  const sheets: SheetPart[] = [];
  let is1904 = false;
  let root: string | null = null;
  await readPart(archive, workbook, {
    open: (element, attributes) => {
      root ??= element;
      if (element === 'workbookPr') is1904 = isTrue(attribute(attributes, 'date1904'));
      if (element === 'externalReference') throw new SpreadsheetRefusal('sheet.external-links', workbook);
      if (element !== 'sheet') return;
      const relation = relations.get(attribute(attributes, 'id') ?? '');
      const name = attribute(attributes, 'name') ?? '';
      if (relation?.isExternal) throw new SpreadsheetRefusal('sheet.external-links', name);
      // Charts and dialogues are listed as sheets too, but have no rows.
      if (relation?.type === 'worksheet') sheets.push({ name, part: relation.target, isHidden: isHidden(attribute(attributes, 'state')) });
    },
  });
  if (root !== 'workbook') throw new SpreadsheetRefusal('sheet.not-a-workbook', 'another Office document');
  return { sheets, is1904 };
}

async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!archive.has(name)) return relations;
  await readPart(archive, name, {
    open: (element, attributes) => {
      if (element !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { type: posix.basename(Type), target, isExternal: TargetMode === 'External' });
    },
  });
  return relations;
}

/** Booleans of XML Schema, as attributes have them. */
function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function isHidden(state: string | undefined): boolean {
  return state === 'hidden' || state === 'veryHidden';
}
