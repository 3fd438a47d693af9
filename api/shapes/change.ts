import { z } from 'zod';

/** What domain/difference.ts tells: without `before` it was not there, without `after` it is not any more. */
export const Change = z.strictObject({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() });
