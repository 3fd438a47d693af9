import type { Moment } from '../../domain/moment.ts';
import type { Ladder } from '../../domain/tasking.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { openTasking } from './taskings.ts';

/** Reminded a day before, and told to the coordinators a day after, where nothing else is said. */
const LADDER: Ladder = [
  { offsetHours: -24, tells: ['addressee'] },
  { offsetHours: 24, tells: ['addressee', 'coordinator'] },
];

export type WantedReceipt = {
  key: string;
  title: string;
  /** The bulletin, or the product, that is to be acknowledged. */
  aboutId: string;
  deadline: Moment;
  addressees: readonly string[];
  ladder?: Ladder;
  isUrgent?: boolean;
};

/**
 * Asks the recipients of something to acknowledge it. The letter by which they get it says so, so that none goes out for the tasking; acknowledging a
 * delivery answers it (prisma/facts/acknowledgements.ts).
 */
export async function openReceipt(tx: Tx, operation: OperationNow, { ladder = [], title, ...wanted }: WantedReceipt): Promise<string> {
  return openTasking(tx, operation, {
    ...wanted,
    kind: 'acknowledge',
    title,
    ladder: ladder.length > 0 ? ladder : LADDER,
    silence: 'silent',
    isToldElsewhere: true,
    letter: { kind: 'task-request', content: { operation: operation.title, asks: 'acknowledge', title, instructions: null } },
  });
}
