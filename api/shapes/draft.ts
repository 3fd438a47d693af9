import { z } from 'zod';
import { isShallow, TOO_DEEP } from '../../documents/reports/depth.ts';
import { isText } from '../../documents/reports/text.ts';
import { Id, Instant } from './id.ts';

const Report = z
  .record(z.string(), z.unknown())
  .refine((report) => isShallow(report), { error: TOO_DEEP, abort: true })
  .refine(areNamesText, 'No NUL characters or broken Unicode in names of fields.')
  .meta({ description: 'A report as far as it is written: any JSON object of up to 200 kB.' });

export const DraftShape = z.strictObject({ report: Report }).meta({ id: 'DraftContent' });

export const DraftItem = z
  .strictObject({
    id: Id,
    operationId: Id,
    organisation: z.string(),
    version: z.number().int(),
    state: z.enum(['open', 'submitted', 'withdrawn']),
    author: z.string(),
    savedAt: Instant,
    caseId: Id.nullable().meta({ description: 'The case that it became.' }),
  })
  .meta({ id: 'Draft' });

export const DraftView = DraftItem.extend({
  report: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'null once the draft has ended: what was never said is not kept.' }),
  errors: z
    .array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() }))
    .meta({ description: 'What is still missing or wrong: by which it would be refused if it were submitted now.' }),
}).meta({ id: 'DraftWithErrors' });

/** What a draft names its fields is stored with it: PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function areNamesText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => isText(name) && areNamesText(item));
}
