import { fileURLToPath } from 'node:url';
import type { Objects } from '../../domain/objects.ts';
import { openBucket } from './bucket.ts';
import { openFolder } from './folder.ts';

/**
 * The store at this address: a folder (`file:///srv/objects`), or a bucket of a server that speaks S3
 * (`https://key:password@server/bucket?region=eu-west-1`, both halves of the key encoded as in every URL). Nothing connects yet.
 */
export function openObjects(url: string): Objects {
  return url.startsWith('file:') ? openFolder(fileURLToPath(url)) : openBucket(new URL(url));
}
