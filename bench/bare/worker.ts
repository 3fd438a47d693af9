import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as activities from './activities.ts';

/** The worker of the bare workflows, in a process of its own as Concert's is. Ends when its channel closes. */
const [, , address = '', taskQueue = ''] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));
const [workflowBundle, connection] = await Promise.all([
  bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }),
  NativeConnection.connect({ address, grpcCompression: { codec: 'none' } }),
]);
const worker = await Worker.create({ connection, taskQueue, workflowBundle, activities });
process.once('disconnect', () => worker.shutdown());
process.send?.({ taskQueue });
await worker.run();
await connection.close();
process.exit();
