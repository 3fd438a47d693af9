import type { z } from 'zod';
import { flaw } from '../../domain/failure.ts';
import { instantAt } from '../plan-writing.ts';
import { Refusal } from '../refusal.ts';
import { MomentShape } from './plan.ts';

/** Parts of a body that say from when until when something holds. */
export const ValidityFields = {
  from: MomentShape.optional().meta({ description: 'Now, by default.' }),
  until: MomentShape.nullable().default(null).meta({ description: 'Up to but not including this; null without end.' }),
};

type Written = { from?: z.output<typeof MomentShape> | undefined; until: z.output<typeof MomentShape> | null };

/** The instants of a validity; its end lies after its beginning. `at` is where it stands in the body. */
export function readValidity(written: Written, now: number, at = ''): { from: Date; until: Date | null } {
  const from = written.from ? instantAt(`${at}/from`, written.from) : now;
  const until = written.until && instantAt(`${at}/until`, written.until);
  if (until !== null && until <= from) throw new Refusal('request.invalid', { flaws: [flaw(`${at}/until`, 'plan.dates-reversed')] });
  return { from: new Date(from), until: until === null ? null : new Date(until) };
}
