import type { z } from 'zod';
import { flaw, type Flaw } from '../../domain/failure.ts';

/** A body of a megabyte can be wrong in a hundred thousand places, and nobody reads a list of them. */
const MOST_FLAWS = 100;

export const UNKNOWN_FIELD = 'There is no such field here. Take it out, or correct its name.';

/** What keeps a value from fitting its schema, each by its RFC 6901 pointer. */
export function parseFlaws({ issues }: z.ZodError): Flaw[] {
  return issues.flatMap(flawsOf).slice(0, MOST_FLAWS);
}

function flawsOf(issue: z.core.$ZodIssue): Flaw[] {
  const pointer = issue.path.map(pointerPart).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...flaw(`${pointer}${pointerPart(key)}`, 'field.invalid'),
      detail: UNKNOWN_FIELD,
    }));
  }
  return [{ ...flaw(pointer, 'field.invalid'), detail: issue.message }];
}

/** RFC 6901. */
function pointerPart(part: PropertyKey): string {
  return `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
