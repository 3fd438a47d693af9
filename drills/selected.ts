import type { Drill, Member } from './drill.ts';
import type { Selection } from './words.ts';

/** The members that an event is about. The scenario has been checked: the group has as many. */
export function selected({ members }: Drill, { group, from, count }: Selection): readonly Member[] {
  return (members.get(group) ?? []).slice(from, from + count);
}
