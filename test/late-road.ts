import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type LateRoad = { port: number; close(): Promise<void> };

/** A port of our own from which everything arrives at `port` later, `lateMs` each way, in its order and unchanged. */
export async function aLateRoad(port: number, lateMs: number): Promise<LateRoad> {
  const travellers = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      travellers.add(one);
      const later = (step: () => void): unknown => setTimeout(step, lateMs);
      one.on('data', (chunk) => later(() => other.destroyed || other.write(chunk)));
      one.on('end', () => later(() => other.end()));
      one.on('error', () => {});
      one.on('close', () => {
        travellers.delete(one);
        later(() => other.destroy());
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server.close(), 'close');
      for (const each of travellers) each.destroy();
      await closed;
    },
  };
}
