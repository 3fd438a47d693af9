import type { Ladder } from '../tasking.ts';

/** Reminders while there is time; once the deadline has passed, the regional office first, then whoever runs the operation. */
export const INVITATION_LADDER: Ladder = [
  { offsetHours: -14 * 24, tells: ['addressee'] },
  { offsetHours: -3 * 24, tells: ['addressee'] },
  { offsetHours: 24, tells: ['rilo'] },
  { offsetHours: 3 * 24, tells: ['rilo', 'coordinator'] },
];

/** Reports are late more often than refused, so the regional office hears of it sooner and the coordinator a week later. */
export const REPORT_LADDER: Ladder = [
  { offsetHours: -7 * 24, tells: ['addressee'] },
  { offsetHours: -24, tells: ['addressee'] },
  { offsetHours: 24, tells: ['addressee', 'rilo'] },
  { offsetHours: 7 * 24, tells: ['coordinator'] },
];

/** Only reminders: after the deadline the plan says what silence means, and nobody has to be chased. */
export const CONFIRMATION_LADDER: Ladder = [
  { offsetHours: -7 * 24, tells: ['addressee'] },
  { offsetHours: -24, tells: ['addressee', 'rilo'] },
  { offsetHours: 0, tells: ['coordinator'] },
];
