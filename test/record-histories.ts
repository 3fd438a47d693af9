import { mkdir, writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Client, Connection } from '@temporalio/client';
import {
  approvalWorkflowId,
  bulletinWorkflowId,
  editionWorkflowId,
  operationWorkflowId,
  summariesWorkflowId,
  summaryWorkflowId,
  taskingWorkflowId,
  unlockWorkflowId,
} from '../workflows/messages.ts';
import { RECORD_CLASSES } from '../domain/retention.ts';
import { aReleasedBulletin, deliveryIn } from './bulletins.ts';
import { castOf } from './cast.ts';
import { advance } from './drill-clock.ts';
import { ENQUIRY } from './enquiry.ts';
import start from './global-setup.ts';
import { aRow, csvOf, settled, upload } from './imports.ts';
import { aRunningOperation, approve, created } from './operations.ts';
import { aCase, aPlan, at } from './plans.ts';
import { lapseAt, purgeDue, reviewAt } from './retention.ts';
import { aStack, type Stack } from './stack.ts';
import { aSubscription, releasedOf } from './subscriptions.ts';

/**
 * Records what test/replay.test.ts replays: one operation with a reminder, a lapse, an amendment, a withdrawn enquiry, a
 * suspension, a returned edition, a published one and its correction, and a subscription, to its completion, the review of its records and their
 * purge. Run it with Node 24 after a change of a workflow that no running operation can meet; otherwise the change needs `patched`.
 */
const CORRECTION = { cutOff: at('2026-05-05T18:00'), confirmBy: at('2026-05-20T18:00'), embargo: at('2026-06-01T10:00') };

await start();
const stack = await aStack();
try {
  await record(stack);
} finally {
  await stack.stop();
  await globalThis.stopTestParts?.();
}

async function record(stack: Stack): Promise<void> {
  const { clara, dirk, bea } = castOf(() => stack);
  const id = await aRunningOperation(stack, { plan: { retention: RECORD_CLASSES.map((each) => ({ class: each, months: 12 })) } });
  const invitees = [...aPlan().invitees, { organisation: 'kr-customs', rilo: 'rilo-ap', joins: 'phase-1' }];
  const plan = aPlan({
    retention: RECORD_CLASSES.map((each) => ({ class: each, months: 12 })),
    invitees,
    invitation: { ...aPlan().invitation, answerBy: at('2026-03-25T18:00') },
  });
  created(await clara.post(`/operations/${id}/amendments`, { reason: 'Korea joins', plan }));
  const { approvalId } = created(await clara.post(`/operations/${id}/submissions`));
  await approve(stack, dirk, approvalId);
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.planVersion === 2);
  const { id: caseId } = created(await bea.post(`/operations/${id}/cases`, aCase()));
  const sent = created(await upload(stack, id, csvOf([aRow()])));
  await settled(stack, sent.id);
  const subscription = await aSubscription(stack, id, { cadence: { every: 'week', on: 'monday', at: '07:30' } });
  await advance(clara, id, '2026-03-16T09:00');
  const [product] = await releasedOf(stack, id, subscription, 1);
  await stack.until(async () =>
    ['sent', 'accepted'].includes((await clara.get(`/products/${product.id}/deliveries`)).body.items[0]?.state),
  );
  created(await bea.post(`/cases/${caseId}/handling`, { tlp: 'RED', reason: 'as recorded' }));
  const { rows: recalls } = await stack.database.pool.query("select workflow_id from outbox where signal = 'recall'");
  const bulletinId = await aReleasedBulletin(stack, id);
  const { productId } = await deliveryIn(stack, id, 'accepted');
  const enquiry = created(await clara.post(`/operations/${id}/taskings`, { ...ENQUIRY, deadline: at('2026-04-15T18:00') }));
  created(await clara.post(`/taskings/${enquiry.id}/withdrawals`, { reason: 'as recorded' }));
  created(await clara.post(`/operations/${id}/suspensions`, { reason: 'as recorded' }));
  created(await clara.post(`/operations/${id}/resumptions`));
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'running');
  await advance(clara, id, '2026-04-20T09:00');

  const editions: string[] = [];
  for (const decision of ['return', 'approve']) {
    const edition = created(await clara.post(`/operations/${id}/editions`, { edition: 'final' }));
    editions.push(edition.id);
    const signOff = await stack.until(async () => (await clara.get(`/operations/${id}/approvals?outcome=waiting`)).body.items[0]);
    created(await dirk.post(`/approvals/${signOff.id}/decisions`, { decision, reason: 'as recorded' }));
    const stage = decision === 'return' ? 'returned' : 'embargoed';
    await stack.until(async () => (await clara.get(`/editions/${edition.id}`)).body.stage === stage);
  }
  await advance(clara, id, '2026-05-07T09:00');
  await stack.until(async () => (await clara.get(`/operations/${id}`)).body.stage === 'completed');

  const unlock = created(await clara.post(`/editions/${editions[1]}/unlockings`, { reason: 'as recorded', correction: CORRECTION }));
  const unlocking = () => stack.until(async () => (await clara.get(`/editions/${editions[1]}/unlockings`)).body.items[0]);
  await approve(stack, dirk, await stack.until(async () => (await unlocking()).approvalId));
  const corrected: string = await stack.until(async () => (await unlocking()).correctedById);
  const stageOf = async (): Promise<string> => (await clara.get(`/editions/${corrected}`)).body.stage;
  await advance(clara, id, '2026-05-21T09:00');
  await stack.until(async () => (await stageOf()) === 'signing-off');
  await approve(stack, dirk, (await clara.get(`/editions/${corrected}`)).body.approvalId);
  await advance(clara, id, '2026-06-01T10:00');
  await stack.until(async () => (await stageOf()) === 'published');
  await reviewAt(stack, id, '2027-06-01T09:00', ['bea.belgium']);
  await lapseAt(stack, id, '2027-08-15T09:00');
  const purge = await purgeDue(stack, id);

  const [tasking] = (await clara.get(`/operations/${id}/taskings`)).body.items;
  await save({
    operation: operationWorkflowId(id),
    approval: approvalWorkflowId(approvalId),
    tasking: taskingWorkflowId(tasking.id),
    'tasking-withdrawn': taskingWorkflowId(enquiry.id),
    'edition-returned': editionWorkflowId(editions[0] ?? ''),
    'edition-published': editionWorkflowId(editions[1] ?? ''),
    unlocking: unlockWorkflowId(unlock.id),
    recall: recalls[0].workflow_id,
    summaries: summariesWorkflowId(subscription),
    summary: summaryWorkflowId(subscription, Date.parse(product.window.until)),
    import: `import/${sent.id}/previewing`,
    retention: `retention/${id}`,
    purge: `purge/${purge.id}`,
    bulletin: bulletinWorkflowId(bulletinId),
    deliver: `deliver/${productId}`,
    letters: `letters/${taskingWorkflowId(tasking.id)}/opened`,
  });
}

async function save(workflows: Record<string, string>): Promise<void> {
  const folder = new URL('histories/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const connection = await Connection.connect({ address: stack.parts.temporalAddress });
  const client = new Client({ connection });
  for (const [name, workflowId] of Object.entries(workflows)) {
    const handle = client.workflow.getHandle(workflowId);
    await stack.until(async () => (await handle.describe()).status.name === 'COMPLETED');
    const history = historyToJSON(await handle.fetchHistory()).replace(/(?<="identity": ")[^"]*/g, 'recorder'); // not who recorded it
    await writeFile(new URL(`${name}.json`, folder), `${history}\n`);
  }
  await connection.close();
}
