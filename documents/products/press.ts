import { Worker } from 'node:worker_threads';
import type { Drawing } from './drawing.ts';
import type { PressedWork, PressOrder } from './press-worker.ts';
import type { Report } from './report.ts';

type Unnumbered<Order> = Order extends unknown ? Omit<Order, 'id'> : never;
type Press = { order: (order: Unnumbered<PressOrder>) => Promise<PressedWork> };

let press: Press | undefined;

/** The report as a PDF. Those that come together are set one after the other. */
export async function printed(report: Report, madeAt: string): Promise<Uint8Array> {
  const done = await ordered({ report, madeAt });
  return 'pdf' in done ? done.pdf : failed(done);
}

/** The drawings as SVG, by their keys. */
export async function drawn(drawings: readonly Drawing[]): Promise<Record<string, string>> {
  if (drawings.length === 0) return {};
  const done = await ordered({ drawings });
  return 'pictures' in done ? done.pictures : failed(done);
}

function ordered(order: Unnumbered<PressOrder>): Promise<PressedWork> {
  press ??= openPress();
  return press.order(order);
}

/**
 * A thread of its own, since setting a report takes a fifth of a second in which nobody else would be answered. It starts with the first order,
 * keeps no process from ending, and is not given up between orders: what Typst holds, some 300 MB, would stay with the process all the same.
 * Whoever waits for one that breaks down learns of it, and the next order opens another.
 */
function openPress(): Press {
  const worker = new Worker(new URL('./press-worker.ts', import.meta.url), { name: 'press' });
  const waiting = new Map<number, { resolve: (done: PressedWork) => void; reject: (error: unknown) => void }>();
  let orders = 0;

  const order: Press['order'] = (wanted) => {
    worker.ref();
    const id = orders++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...wanted } satisfies PressOrder);
    });
  };
  const self = { order };

  const breakDown = (error: unknown): void => {
    if (press === self) press = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (done: PressedWork) => {
    waiting.get(done.id)?.resolve(done);
    waiting.delete(done.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', breakDown);
  worker.on('exit', (code) => breakDown(new Error(`The press has ended with code ${code}.`)));
  return self;
}

function failed(done: PressedWork): never {
  throw 'error' in done ? done.error : new Error('The press has given back something else than it was asked for.');
}
