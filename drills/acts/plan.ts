import type { Drill } from '../drill.ts';
import type { EventOf } from '../event.ts';
import { mergePatch } from '../merge.ts';
import { readOperation } from '../operation.ts';

type Version = { number: number; state: string; plan: { invitees: object[] } };

/** Creates the operation with its first draft, its clock standing at the beginning of the scenario. Answers its path. */
export async function create({ scenario, client, members }: Pick<Drill, 'scenario' | 'client' | 'members'>): Promise<string> {
  const { cast, plan: wanted, clock, zone } = scenario;
  const { body: template } = await client.get<{ plan: Version['plan'] }>(cast.coordinator, `/plans/${wanted.template}`);
  const plan = changed(template.plan, wanted.change, inviteesOf({ scenario, members }, wanted.invite));
  const drill = { startsAt: { wall: clock.startsAt, zone } };
  const { body } = await client.post<{ id: string }>(cast.coordinator, '/operations', { plan, drill });
  return `/operations/${body.id}`;
}

/** Changes the draft, or the returned plan; while there is neither, this begins an amendment of the plan in force. */
export async function write(drill: Drill, { change, invite, about }: EventOf<'write'>): Promise<string> {
  const { client, operation, scenario } = drill;
  const { coordinator } = scenario.cast;
  const invitees = inviteesOf(drill, invite);
  const latest = await client.get<Version>(coordinator, `${operation}/plan`);
  if (latest.body.state === 'draft' || latest.body.state === 'returned') {
    const { body } = await client.put<Version>(coordinator, `${operation}/plan`, changed(latest.body.plan, change, invitees), latest.etag);
    return `version ${body.number}`;
  }
  const { planVersion } = await readOperation(drill);
  const inForce = await client.get<Version>(coordinator, `${operation}/plan-versions/${planVersion}`);
  const amendment = { reason: about ?? 'Amended in a drill.', plan: changed(inForce.body.plan, change, invitees) };
  const { body } = await client.post<Version>(coordinator, `${operation}/amendments`, amendment);
  return `version ${body.number}, an amendment`;
}

export async function submit({ client, operation, scenario }: Drill): Promise<string> {
  const { body } = await client.post<{ planVersion: number }>(scenario.cast.coordinator, `${operation}/submissions`, {});
  return `version ${body.planVersion} waits for approval`;
}

export async function launch({ client, operation, scenario }: Drill): Promise<string> {
  const { body } = await client.post<{ invited: number }>(scenario.cast.coordinator, `${operation}/launches`, {});
  return `${body.invited} invited`;
}

function changed(plan: Version['plan'], change: object, more: readonly object[]): Version['plan'] {
  const merged = mergePatch(plan, change) as Version['plan'];
  return { ...merged, invitees: [...merged.invitees, ...more] };
}

function inviteesOf({ scenario, members }: Pick<Drill, 'scenario' | 'members'>, keys: readonly string[]): object[] {
  return scenario.groups
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ key, joins }) => (members.get(key) ?? []).map(({ organisation, rilo }) => ({ organisation, rilo, joins })));
}
