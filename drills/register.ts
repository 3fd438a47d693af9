import type { Client } from './client.ts';
import type { Member } from './drill.ts';
import { inParallel } from './parallel.ts';
import { randomOf, shuffle } from './random.ts';
import { Refusal } from './refusal.ts';
import type { Group, Scenario } from './scenario.ts';

/** The members of every group, in the order that the seed gives them: places in it say nothing about a country. */
export function membersOf({ groups, seed }: Pick<Scenario, 'groups' | 'seed'>): Map<string, readonly Member[]> {
  return new Map(groups.map((group) => [group.key, shuffle(randomOf(`${seed}/${group.key}`), administrations(group))]));
}

/** Puts everybody whom the scenario needs into the register. Whoever is there already stays as they are. */
export async function register(
  { cast, organisations, people, groups }: Scenario,
  members: ReadonlyMap<string, readonly Member[]>,
  client: Client,
): Promise<number> {
  const post = (path: string) => (body: object) => keepKnown(client.post(cast.administrator, path, body));
  const countries = new Intl.DisplayNames('en', { type: 'region' });
  const administrationsOf = (group: Group): object[] =>
    (members.get(group.key) ?? []).map(({ organisation, country, rilo }) => ({
      code: organisation,
      name: `${countries.of(country) ?? country} ${group.service === 'customs' ? 'Customs' : 'Police'}`,
      kind: group.service,
      service: group.service,
      country,
      rilo,
      email: `operations@${organisation}.example`,
    }));
  const all = [
    ...organisations.map((organisation) => ({ ...organisation, email: `operations@${organisation.code}.example` })),
    ...groups.flatMap(administrationsOf),
  ];
  await inParallel(all, post('/organisations'));

  const desks = [...members.values()]
    .flat()
    .map(({ organisation, subject }) => ({ subject, organisation, roles: ['contact', 'reporter'], posts: [] }));
  const everybody = [...people, ...desks].map((person) => ({
    ...person,
    name: person.subject,
    email: `${person.subject}@${person.organisation}.example`,
  }));
  await inParallel(everybody, post('/people'));
  return all.length;
}

function administrations({ service, countries }: Group): Member[] {
  return Object.entries(countries).flatMap(([rilo, codes]) =>
    codes.map((country) => {
      const organisation = `${country.toLowerCase()}-${service}`;
      return { organisation, country, rilo, subject: `drill.${organisation}` };
    }),
  );
}

/** Whoever is there already stays as they are. */
export async function keepKnown(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
  }
}
