import type { Figures } from '../domain/statistics.ts';

/** What an edition may have counted. */
export const figures: Figures = {
  cases: 2,
  seizures: 3,
  denominators: { invited: 2, accepted: 1, declined: 0, silent: 1, reported: 1, nil: 0 },
  quantities: [
    { heading: 'medicines', unit: 'C62', quantity: '195500000.5', seizures: 2 },
    { heading: 'vaccines', unit: 'E27', quantity: '13500000', seizures: 1 },
  ],
  sums: [],
};
