import { z } from 'zod';

/** How every request names a person: administrations know their people by what their tokens call them, not by ids of this register. */
export const Subject = z.string().min(1).max(255).meta({ description: '`sub` of the person.' });
