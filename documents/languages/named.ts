import type { Asked } from '../../domain/asked.ts';
import type { TaskingKind } from '../../domain/tasking.ts';

/** What is asked for in the words of a language: the title that somebody gave it, or its kind with what that is about. */
export function namedBy(kinds: Record<TaskingKind, string>): (asked: Asked) => string {
  return ({ asks, title, period, edition }) => {
    const about = period ?? edition;
    return title ?? (about === undefined ? kinds[asks] : `${kinds[asks]} (${about})`);
  };
}
