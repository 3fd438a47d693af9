import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { until } from '../until.ts';

type Approval = {
  id: string;
  subject: 'plan' | 'edition';
  planVersion: number | null;
  editionId: string | null;
  outcome: string;
  step: string | null;
};

/** Decides what waits for approval: a plan, an amendment, or the figures of an edition. What has been settled is in effect afterwards. */
export async function decide(drill: Drill, { as, decision, reason }: EventOf<'decide'>): Promise<string> {
  const { client, operation, scenario } = drill;
  const waiting = await until('something waits for approval', async () => {
    const { body } = await client.get<{ items: Approval[] }>(scenario.cast.coordinator, `${operation}/approvals?outcome=waiting`);
    return body.items[0] ?? null;
  });
  const { body: decided } = await client.post<Approval>(as, `/approvals/${waiting.id}/decisions`, {
    decision,
    ...(reason ? { reason } : {}),
  });
  if (decided.outcome === 'waiting') return `${as}: ${decision}; the ${decided.subject} waits for '${decided.step}'`;
  await until(`the ${decided.subject} is ${decided.outcome}`, () => inEffect(drill, decided));
  return `${as}: ${decision}; the ${decided.subject} is ${decided.outcome}`;
}

async function inEffect({ client, operation, scenario }: Drill, { planVersion, editionId }: Approval): Promise<true | null> {
  const { coordinator } = scenario.cast;
  if (editionId !== null) {
    const { body } = await client.get<{ stage: string }>(coordinator, `/editions/${editionId}`);
    return body.stage === 'signing-off' ? null : true;
  }
  const { body } = await client.get<{ state: string }>(coordinator, `${operation}/plan-versions/${planVersion}`);
  return body.state === 'submitted' ? null : true;
}
