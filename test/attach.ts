import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { mintToken } from './caller.ts';
import type { Stack } from './stack.ts';

export type Attaching = { kind?: string; name?: string; description?: string; headers?: Record<string, string> };
export type Attached = { status: number; body: any; headers: Headers };

/** Sends a file to a case as it is; in pieces, without saying how many, where it is a stream. */
export async function attach(
  stack: Stack,
  subject: string,
  caseId: string,
  content: Uint8Array | string | ReadableStream<Uint8Array>,
  { headers = {}, ...said }: Attaching = {},
): Promise<Attached> {
  const query = new URLSearchParams({ kind: 'photo', name: 'picture.jpg', ...said });
  const response = await fetch(`${stack.url}/cases/${caseId}/attachments?${query}`, {
    method: 'POST',
    headers: { Authorization: await bearer(stack, subject), 'Idempotency-Key': randomUUID(), ...headers },
    body: content,
    duplex: 'half',
  } as never);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

export async function download(stack: Stack, subject: string, id: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
  const response = await fetch(`${stack.url}/attachments/${id}`, { headers: { Authorization: await bearer(stack, subject) } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

export async function bearer({ parts }: Stack, subject: string): Promise<string> {
  return `Bearer ${await mintToken(parts.issuer, subject)}`;
}

/** A photo of a crate, 60 by 40, lying on its side, that says where it was taken, and by whom. */
export function aPhoto(format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> {
  const exif = { IFD0: { Artist: 'Officer Secret', Make: 'Leica' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 13/1 0/1' } };
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>';
  const crate = sharp({ create: { width: 60, height: 40, channels: 3, background: '#8b5a2b' } });
  return crate.withMetadata({ orientation: 6, exif }).withXmp(xmp).toFormat(format).toBuffer();
}

/** A small PDF with an end that viewers do not look at, so that a byte lost there would be seen by nobody but a test. */
export const A_PDF = Buffer.concat([
  Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  Buffer.from([0, 255, 13, 10, 128, 0]),
]);
