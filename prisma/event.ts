import type { EventType } from '../domain/event.ts';
import type { Prisma } from './generated/client.ts';

export type Tx = Prisma.TransactionClient;

export type EventRow = {
  type: EventType;
  at: Date;
  operationId?: string;
  subjectId?: string;
  organisationId?: string;
  actorId?: string;
  commandId?: string;
  data?: Prisma.InputJsonObject;
};

/** Appends to the ledger. Belongs in the transaction of the change that it tells: a change without its event is a gap in the story. */
export async function appendEvent(tx: Tx, event: EventRow): Promise<void> {
  await tx.event.create({ data: { ...event, data: event.data ?? {} } });
}
