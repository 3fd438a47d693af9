import type { Client } from './client.ts';
import { until } from './until.ts';

export const PARTNER = 'paul.partner';
export const COORDINATOR = 'clara.coordinator';
export const MEMBERS = ['bea.belgium', 'felix.france'] as const;

const SHARED = { tlp: 'GREEN', shares: ['country-rows', 'lines'] };
const NOW = new Date('2021-05-10T07:00:00Z');
const wall = (time: string) => ({ wall: time, zone: 'Europe/Brussels' });

/** A drill of two members that runs and takes reports, and a feed of it to Europol that is approved. */
export async function openFeedOperation(client: Client): Promise<{ operation: string; feedId: string }> {
  const { body: template } = await client.get<{ plan: { publication: object } }>(COORDINATOR, '/plans/stop-ii');
  const invitees = ['be-customs', 'fr-customs'].map((organisation) => ({ organisation, rilo: 'rilo-we', joins: 'phase-1' }));
  const publication = { ...template.plan.publication, recipients: ['europol'] };
  const plan = { ...template.plan, invitees, partners: ['europol'], publication, handling: SHARED };
  const { body: created } = await client.post<{ id: string }>(COORDINATOR, '/operations', {
    plan,
    drill: { startsAt: wall('2021-03-01T09:00') },
  });
  const operation = `/operations/${created.id}`;
  const { body: submitted } = await client.post<{ approvalId: string }>(COORDINATOR, `${operation}/submissions`, {});
  for (const approver of ['dora.deputy', 'dirk.director']) {
    await client.post(approver, `/approvals/${submitted.approvalId}/decisions`, { decision: 'approve' });
  }
  const stands = async (is: (now: { stage: string; time: string }) => boolean) =>
    is((await client.get<{ stage: string; time: string }>(COORDINATOR, operation)).body) || null;
  await until('the plan is in force', () => stands(({ stage }) => stage === 'approved'));
  await client.post(COORDINATOR, `${operation}/launches`, {});
  for (const member of MEMBERS) {
    const [task] = await client.list<{ id: string }>(member, '/tasks?state=open');
    await client.post(member, `/tasks/${task?.id}/answers`, { answer: 'accept' });
  }
  const clock = await client.get(COORDINATOR, `${operation}/clock`);
  await client.put(COORDINATOR, `${operation}/clock`, { rate: 10_000_000, holdAt: wall('2021-05-10T09:00') }, clock.etag);
  await until('the clock stands in the phase', () => stands(({ time }) => Date.parse(time) >= NOW.getTime()));
  const asked = { purpose: 'analysis', reason: 'To compare with our cases' };
  const { body: feed } = await client.post<{ id: string }>(PARTNER, `${operation}/feeds`, asked);
  await client.post(COORDINATOR, `/feeds/${feed.id}/decisions`, { decision: 'approve', reason: 'Agreed with Europol' });
  return { operation, feedId: feed.id };
}
