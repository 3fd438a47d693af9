import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { fromBuffer, type Entry, type Options, type ZipFile } from 'yauzl';

/** Everything that lies in a ZIP archive, as text. */
export async function entriesOf(bytes: Buffer): Promise<{ name: string; text: string }[]> {
  const archive = await promisify<Buffer, Options, ZipFile>(fromBuffer)(bytes, { lazyEntries: true });
  const open = promisify<Entry, NodeJS.ReadableStream>(archive.openReadStream.bind(archive));
  return new Promise((resolve, reject) => {
    const found: { name: string; text: string }[] = [];
    archive.on('entry', (entry: Entry) => {
      void open(entry)
        .then(text)
        .then((content) => {
          found.push({ name: entry.fileName, text: content });
          archive.readEntry();
        })
        .catch(reject);
    });
    archive.on('end', () => resolve(found));
    archive.on('error', reject);
    archive.readEntry();
  });
}
