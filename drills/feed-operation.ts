import type { Client } from './client.ts';
import { COORDINATOR, holdAt, runOperation } from './running-operation.ts';

export const PARTNER = 'paul.partner';

const SHARED = { tlp: 'GREEN', shares: ['country-rows', 'lines'] };
const NOW = new Date('2021-05-10T07:00:00Z');
const wall = (time: string) => ({ wall: time, zone: 'Europe/Brussels' });

/** A drill of two members that runs and takes reports, and a feed of it to Europol that is approved. */
export async function openFeedOperation(client: Client): Promise<{ operation: string; feedId: string }> {
  const { body: template } = await client.get<{ plan: { publication: object } }>(COORDINATOR, '/plans/stop-ii');
  const invitees = ['be-customs', 'fr-customs'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'phase-1' }));
  const publication = { ...template.plan.publication, recipients: ['europol'] };
  const plan = { ...template.plan, invitees, partners: ['europol'], publication, handling: SHARED };
  const approvers = ['dora.deputy', 'dirk.director'];
  const operation = await runOperation(client, { plan, startsAt: wall('2021-03-01T09:00'), approvers });
  await holdAt(client, operation, { moment: wall('2021-05-10T09:00'), at: NOW.getTime() });
  const asked = { purpose: 'analysis', reason: 'To compare with our cases' };
  const { body: feed } = await client.post<{ id: string }>(PARTNER, `${operation}/feeds`, asked);
  await client.post(COORDINATOR, `/feeds/${feed.id}/decisions`, { decision: 'approve', reason: 'Agreed with Europol' });
  return { operation, feedId: feed.id };
}
