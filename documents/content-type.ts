import { fileTypeFromFile } from 'file-type';

/** What the content of a file says that it is, as a media type; null where its first bytes say nothing, as of text, HTML and SVG. */
export async function contentTypeOf(path: string): Promise<string | null> {
  return (await fileTypeFromFile(path))?.mime ?? null;
}
