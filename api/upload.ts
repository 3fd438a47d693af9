import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import type { FailureCode } from '../domain/failure.ts';
import { Refusal } from './refusal.ts';

/** What a route takes that is sent as it is, and what it says to more. */
export type UploadLimit = { maxBytes: number; tooLarge: FailureCode };

/** A body that lies in a file of its own, in a folder that goes with the request. */
export type Upload = { path: string; folder: string; size: number; sha256: string };

/** Whoever has been refused and goes on sending is cut off: so long it takes at most to read an answer. */
const LINGER_MS = 2_000;

/** Bounds what is received of a body after its answer, whyever it was refused. */
export function dropRest(request: Request, response: Response): void {
  response.on('finish', () => {
    if (request.complete) return;
    request.resume(); // what is under way is thrown away: a connection that is cut at once takes the answer with it
    const cutOff = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
    request.once('end', () => clearTimeout(cutOff)); // all of it has come: by then the connection may carry another request
  });
}

/**
 * Writes the body to a file as it arrives, whatever its Content-Type, so that memory holds a piece of it only, and gives it to `use`. A body
 * that says that it is too large is not read at all, one that does not is read up to the limit. The file is gone afterwards.
 */
export async function withUpload<Done>(
  request: Request,
  { maxBytes, tooLarge }: UploadLimit,
  use: (upload: Upload) => Promise<Done>,
): Promise<Done> {
  if (Number(request.get('Content-Length')) > maxBytes) throw new Refusal(tooLarge);
  const folder = await mkdtemp(join(tmpdir(), 'concert-upload-'));
  try {
    const path = join(folder, 'body');
    return await use({ path, folder, ...(await receive(request, path, { maxBytes, tooLarge })) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(request: Request, path: string, { maxBytes, tooLarge }: UploadLimit): Promise<Pick<Upload, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx');
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > maxBytes) throw new Refusal(tooLarge);
      hash.update(piece);
      await file.write(piece);
    }
  } catch (error) {
    // The caller hung up: there is nobody to tell, and neither is it an outage of ours.
    throw request.errored ? new Refusal('request.not-json') : error;
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** Size and hash of a file, read piece by piece. */
export async function measure(path: string): Promise<Pick<Upload, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    size += piece.length;
    hash.update(piece);
  }
  return { size, sha256: hash.digest('hex') };
}
