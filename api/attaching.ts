import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { isAttachmentType, refuseType, type AttachmentKind, type AttachmentType } from '../domain/attachment.ts';
import type { Objects } from '../domain/objects.ts';
import { contentTypeOf } from '../documents/content-type.ts';
import { isPictureType, redraw } from '../documents/picture.ts';
import { waitForObject } from '../prisma/facts/objects.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal, refuseIf } from './refusal.ts';
import { measure, type Upload } from './upload.ts';

export type Kept = { type: AttachmentType; size: number; sha256: string };

/** `path` is where its bytes are while the request lasts. */
type KeptFile = { kept: Kept; path: string };

/**
 * Looks at what was uploaded, and puts it into the store: a picture drawn anew, a document as it is. What the row will say is of the
 * content as it is kept. If the row is never written, the object does no harm, and is there when the same is sent again.
 */
export async function keepUpload(objects: Objects, upload: Upload, kind: AttachmentKind): Promise<KeptFile> {
  const type = await contentTypeOf(upload.path);
  refuseIf(refuseType(type, kind));
  if (!isAttachmentType(type)) throw new Refusal('attachment.type-refused');
  const { path, size, sha256 } = await fit(upload, type);
  await keep(objects, { sha256, size, path });
  return { kept: { type, size, sha256 }, path };
}

/**
 * Once its row is written: somebody who purged another row of the same bytes may have deleted them since they were looked for. From now on the row
 * keeps them from that.
 */
export async function keepForGood(
  { database, objects }: Pick<Dependencies, 'database' | 'objects'>,
  file: { sha256: string; size: number; path: string },
): Promise<void> {
  await waitForObject(database, file.sha256);
  await keep(objects, file);
}

async function keep(objects: Objects, { sha256, size, path }: { sha256: string; size: number; path: string }): Promise<void> {
  if (!(await objects.exists(sha256))) await objects.put({ sha256, size, content: createReadStream(path) });
}

async function fit(upload: Upload, type: AttachmentType): Promise<Pick<Upload, 'path' | 'size' | 'sha256'>> {
  if (!isPictureType(type)) return upload;
  const path = join(upload.folder, 'picture');
  if (!(await redraw({ from: upload.path, to: path, type }))) throw new Refusal('attachment.picture-unreadable');
  return { path, ...(await measure(path)) };
}
