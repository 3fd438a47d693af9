import { Client, Connection } from '@temporalio/client';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';

export type TemporalClient = { client: Client; close(): Promise<void> };

/** How long at most a server that refused is not asked again. By default gRPC comes to two minutes, in which decisions are put off although it is back. */
const MAX_PAUSE_MS = 2_000;

/**
 * A client that connects with its first call, so that the API serves facts while Temporal is away. A call that finds
 * nobody fails; the connection comes back by itself, within about `MAX_PAUSE_MS` of the server.
 */
export function connectClient({ connectionOptions, namespace }: ClientConnectConfig): TemporalClient {
  const connection = Connection.lazy({ ...connectionOptions, channelArgs: { 'grpc.max_reconnect_backoff_ms': MAX_PAUSE_MS } });
  return {
    client: new Client({ connection, ...(namespace === undefined ? {} : { namespace }) }),
    close: () => connection.close(),
  };
}

/** The connection that all workers of a process share. Unlike a client, a worker has nothing to do without a server: rejects if there is none. */
export function connectWorker({ connectionOptions }: ClientConnectConfig): Promise<NativeConnection> {
  return NativeConnection.connect(connectionOptions);
}

/** How an embedded server is reached: in the clear, and uncompressed, which costs less on loopback. */
export function onLoopback(address: string): ClientConnectConfig {
  return { connectionOptions: { address, grpcCompression: { codec: 'none' } }, namespace: 'default' };
}
