import { z } from 'zod';

export const Id = z.uuid().meta({ id: 'Id' });
export const Instant = z.string().meta({ id: 'Instant', description: 'ISO 8601 in UTC; operation time where it belongs to an operation.' });

export const OperationPath = z.object({ operationId: Id });
