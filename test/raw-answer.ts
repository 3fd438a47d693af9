import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { mintToken } from './caller.ts';
import type { Stack } from './stack.ts';

type Raw = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/** As it comes over the line: fetch would ask for compression, and undo it, by itself. */
export async function rawAnswer(stack: Stack, target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  const Authorization = `Bearer ${await mintToken(stack.parts.issuer, 'clara.coordinator')}`;
  return new Promise((resolve, reject) => {
    const sent = ask(`${stack.url}${target}`, { method, headers: { Authorization, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }));
    });
    sent.on('error', reject).end();
  });
}
