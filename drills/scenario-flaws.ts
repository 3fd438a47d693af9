import type { Event, EventOf } from './event.ts';
import type { Selection } from './words.ts';

type Flaw = { path: (string | number)[]; message: string };

type Draft = {
  groups: readonly { key: string; service: string; countries: Readonly<Record<string, readonly string[]>> }[];
  plan: { invite: readonly string[] };
  events: readonly Event[];
  figures: readonly { edition: string }[];
};

/** What a scenario says that cannot be played, however well each part of it is written. Whether the plan is sound, Concert will say. */
export function scenarioFlaws({ groups, plan, events, figures }: Draft): Flaw[] {
  const batches = events.flatMap((event) => (event.do === 'report' ? [event] : []));
  const published = events.flatMap((event) => (event.do === 'await-publication' ? [event.edition] : []));
  return [
    ...twice(groups.map(({ key }) => key)).map((i) => at(['groups', i, 'key'], 'Two groups have this key.')),
    ...twice(groups.flatMap(membersOf)).map((i) => at(['groups'], `${groups.flatMap(membersOf)[i]} stands in the groups twice.`)),
    ...unknownGroups(groups, plan.invite, ['plan', 'invite']),
    ...events.flatMap((event, i) =>
      eventFlaws(
        event,
        i,
        groups,
        batches.filter((batch) => events.indexOf(batch) < i),
      ),
    ),
    ...figures.flatMap(({ edition }, i) =>
      published.includes(edition) ? [] : [at(['figures', i, 'edition'], 'No event awaits the publication of this edition.')],
    ),
  ];
}

function eventFlaws(event: Event, i: number, groups: Draft['groups'], before: readonly EventOf<'report'>[]): Flaw[] {
  const path = ['events', i];
  if (event.do === 'write') return unknownGroups(groups, event.invite, [...path, 'invite']);
  if (event.do === 'answer' || event.do === 'nil-return') return selectionFlaws(event.by, groups, path);
  if (event.do === 'report') {
    const isKnown = before.some(({ batch }) => batch === event.batch);
    return [...selectionFlaws(event.by, groups, path), ...(isKnown ? [at([...path, 'batch'], 'Two reports have this batch.')] : [])];
  }
  if (event.do !== 'retry' && event.do !== 'correct') return [];
  const batch = before.find((candidate) => candidate.batch === event.batch);
  if (!batch) return [at([...path, 'batch'], 'No report before this event has this batch.')];
  if (event.do === 'correct' && !batch.surplus) return [at([...path, 'batch'], 'This batch has no surplus to correct.')];
  return event.do === 'retry' && event.cases > batch.cases ? [at([...path, 'cases'], `This batch has ${batch.cases} cases only.`)] : [];
}

function selectionFlaws({ group, from, count }: Selection, groups: Draft['groups'], path: (string | number)[]): Flaw[] {
  const known = groups.find(({ key }) => key === group);
  if (!known) return [at([...path, 'by', 'group'], `There is no group '${group}'.`)];
  const size = membersOf(known).length;
  return from + count > size
    ? [at([...path, 'by', 'count'], `The group '${group}' has ${size} members, this asks for ${from + count}.`)]
    : [];
}

function unknownGroups(groups: Draft['groups'], keys: readonly string[], path: (string | number)[]): Flaw[] {
  return keys.flatMap((key, i) => (groups.some((group) => group.key === key) ? [] : [at([...path, i], `There is no group '${key}'.`)]));
}

function membersOf({ service, countries }: Draft['groups'][number]): string[] {
  return Object.values(countries).flatMap((codes) => codes.map((code) => `${code} (${service})`));
}

function at(path: (string | number)[], message: string): Flaw {
  return { path, message };
}

/** Positions of entries that stand in the list before. */
function twice(entries: readonly string[]): number[] {
  return entries.flatMap((entry, i) => (entries.indexOf(entry) < i ? [i] : []));
}
