import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { mergePatch } from '../merge.ts';
import { withoutInstants } from '../moments.ts';
import { Refusal } from '../refusal.ts';
import { readOperation } from './operation.ts';

/** Changes the plan: the draft while there is one, else as an amendment, which is a draft from then on. */
export async function write(drill: Drill, { change, invite }: EventOf<'write'>): Promise<string> {
  const { client, operation, scenario } = drill;
  const { coordinator } = scenario.cast;
  const { body, etag } = await client.get<PlanReply>(coordinator, `${operation}/plan`);
  const changed = mergePatch(withoutInstants(body.plan), change) as { invitees: object[] };
  const plan = { ...changed, invitees: [...changed.invitees, ...inviteesOf(drill, invite)] };
  const { body: written } = isAmended(body)
    ? await client.post<PlanReply>(coordinator, `${operation}/amendments`, { plan })
    : await client.put<PlanReply>(coordinator, `${operation}/plan`, { plan }, etag);
  return `version ${written.number}`;
}

export async function submit({ client, operation, scenario }: Drill): Promise<string> {
  await client.post(scenario.cast.coordinator, `${operation}/submissions`, {});
  return 'waits for approval';
}

export async function launch({ client, operation, scenario }: Drill): Promise<string> {
  await client.post(scenario.cast.coordinator, `${operation}/launches`, {});
  return 'running';
}

export function inviteesOf({ scenario, members }: Pick<Drill, 'scenario' | 'members'>, keys: readonly string[]): object[] {
  return scenario.groups
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ key, joins }) => (members.get(key) ?? []).map(({ organisation, rilo }) => ({ organisation, rilo, joins })));
}
