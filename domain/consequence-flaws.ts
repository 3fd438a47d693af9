import { isHeading } from './catalogue/headings.ts';
import { flaw, type Flaw } from './failure.ts';
import { instantOf, isBefore, type Moment } from './moment.ts';
import { isField } from './phase.ts';
import type { Plan } from './plan.ts';

/** What is wrong with what a plan says of meetings, of other operations, and of the time after it. */
export function consequenceFlaws({ phases, followUps = [], meetings = [], strands = [], recommendations = [] }: Plan): Flaw[] {
  const field = phases.filter(isField).map(({ closesAt }) => closesAt);
  return [
    ...followUps.flatMap(({ opensAt, dueBy }, i) => [
      ...reversed(opensAt, dueBy, `/followUps/${i}/dueBy`),
      ...(field.some((end) => instantOf(opensAt) < instantOf(end)) ? [flaw(`/followUps/${i}/opensAt`, 'plan.dates-reversed')] : []),
    ]),
    ...twice(followUps, ({ key }) => key).map((i) => flaw(`/followUps/${i}/key`, 'plan.key-twice')),
    ...meetings.flatMap(({ startsAt, endsAt }, i) => reversed(startsAt, endsAt, `/meetings/${i}/endsAt`)),
    ...twice(meetings, ({ key }) => key).map((i) => flaw(`/meetings/${i}/key`, 'plan.key-twice')),
    ...strands.flatMap(({ headings }, i) =>
      headings.flatMap((heading, j) => (isHeading(heading) ? [] : [flaw(`/strands/${i}/headings/${j}`, 'plan.heading-unknown')])),
    ),
    ...twice(strands, ({ operation }) => operation).map((i) => flaw(`/strands/${i}/operation`, 'plan.key-twice')),
    ...twice(recommendations, ({ recommendation }) => recommendation).map((i) =>
      flaw(`/recommendations/${i}/recommendation`, 'plan.key-twice'),
    ),
  ];
}

function reversed(from: Moment, until: Moment, pointer: string): Flaw[] {
  return isBefore(from, until) ? [] : [flaw(pointer, 'plan.dates-reversed')];
}

/** Positions of entries whose key stands in the list before. */
function twice<Item>(items: readonly Item[], keyOf: (item: Item) => string): number[] {
  const keys = items.map(keyOf);
  return keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i] : []));
}
