import { constants, inflateSync } from 'node:zlib';
import { parentPort } from 'node:worker_threads';
import { extractText, getDocumentProxy } from 'unpdf';

type Node = { role?: string; alt?: string; children?: Node[] };

/** What a reader of a PDF gets out of it: its text by pages, its tags, and everything that is packed inside. */
export type PdfParts = {
  pages: string[];
  tags: { role: string; alt: string }[];
  title: string;
  language: string;
  isMarked: boolean;
  inside: string;
};

async function read(bytes: Uint8Array): Promise<PdfParts> {
  const inside = unpacked(bytes);
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: false });
  const trees = text.map(async (_, index) => (await document.getPage(index + 1)).getStructTree() as Promise<Node | null>);
  const tags = (await Promise.all(trees)).filter((tree) => tree !== null).flatMap(flat);
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const isMarked = ((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true;
  return { pages: text, tags, title: info.Title ?? '', language: info.Language ?? '', isMarked, inside };
}

function flat({ role = '', alt = '', children = [] }: Node): PdfParts['tags'] {
  return [{ role, alt }, ...children.flatMap(flat)];
}

/** Objects of a PDF lie in compressed streams: everything that can be inflated, after what lies open. */
function unpacked(bytes: Uint8Array): string {
  const file = Buffer.from(bytes);
  const raw = file.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].map((found) => {
    try {
      return inflateSync(file.subarray(found.index + found[0].length), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
    } catch {
      return '';
    }
  });
  return [raw, ...streams].join('\n');
}

parentPort?.on('message', (bytes: Uint8Array) => {
  void read(bytes).then(
    (parts) => parentPort?.postMessage({ parts }),
    (error: unknown) => parentPort?.postMessage({ error }),
  );
});
