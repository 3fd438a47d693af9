import { z } from 'zod';

export const Id = z.uuid().meta({ id: 'Id' });
export const Instant = z.string().meta({ id: 'Instant', description: 'ISO 8601 in UTC; operation time where it belongs to an operation.' });
export const Country = z.string().regex(/^[A-Z]{2}$/, 'Write the ISO 3166-1 alpha-2 code of a country.');

export const OperationPath = z.object({ operationId: Id });
export const CasePath = z.object({ caseId: Id });
