import { parentPort } from 'node:worker_threads';
import type { Drawing } from './drawing.ts';
import type { Report } from './report.ts';

/** What the press is given to do, and what it gives back. */
export type PressOrder = { id: number } & ({ report: Report; madeAt: string } | { drawings: readonly Drawing[] });
export type PressedWork = { id: number } & ({ pdf: Uint8Array } | { pictures: Record<string, string> } | { error: unknown });

async function work(order: PressOrder): Promise<PressedWork> {
  if ('report' in order) {
    const { typeset } = await import('./typesetting.ts');
    return { id: order.id, pdf: typeset(order.report, new Date(order.madeAt)) };
  }
  const { pictureOf } = await import('./pictures.ts');
  return { id: order.id, pictures: Object.fromEntries(order.drawings.map((drawing) => [drawing.key, pictureOf(drawing)])) };
}

parentPort?.on('message', (order: PressOrder) => {
  void work(order)
    .catch((error: unknown): PressedWork => ({ id: order.id, error }))
    .then((done) => parentPort?.postMessage(done));
});
