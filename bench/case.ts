import { randomUUID } from 'node:crypto';
import type { Ready } from './answers.ts';

export type Participants = { operationId: string; path: string; coordinator: string; tokens: string[]; invitations: Ready[] };

/** Two seizures with three goods lines, as the long form asks for them. */
export function aCase(): object {
  const seizure = { place: 'Brussels Airport', direction: 'import', transport: '4', departure: 'CN', destination: 'BE' };
  return {
    reference: `BE-${randomUUID()}`,
    summary: 'Found in postal parcels that were declared as books.',
    seizures: [
      {
        number: 1,
        seizedAt: '2026-03-10T12:00:00+01:00',
        ...seizure,
        goods: [
          { heading: 'medicines', quantity: '1200.5', unit: 'C62', description: 'Tablets in blisters' },
          { heading: 'medical-devices', quantity: '40', unit: 'C62' },
        ],
      },
      { number: 2, seizedAt: '2026-03-11T08:30:00+01:00', ...seizure, goods: [{ heading: 'medicines', quantity: '300', unit: 'C62' }] },
    ],
  };
}
