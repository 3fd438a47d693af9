import { z } from 'zod';
import { Instant } from './id.ts';

export const Wait = z
  .strictObject({
    kind: z.string(),
    what: z.string(),
    subjectId: z.string().nullable(),
    since: Instant,
    turn: z.array(z.string()),
    until: Instant.nullable(),
  })
  .meta({ id: 'Wait' });

export const Timer = z.strictObject({ at: Instant, what: z.string() });
