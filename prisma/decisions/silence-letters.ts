import type { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes } from '../reads/mailboxes.ts';
import { queueLetters } from './letter-queue.ts';

type Unanswered = { name: string; rilo: string | null };

/** Whom to tell of: those of `taskIds` that are unanswered. */
export type SilenceList = { taskingId: string; taskIds: readonly string[]; occasion: string; content: Prisma.InputJsonObject };

/** One letter to each regional office, with those of its region who have not answered. */
export async function tellRilos(tx: Tx, operation: OperationNow, { taskingId, taskIds, occasion, content }: SilenceList): Promise<number> {
  const unanswered = await whoHasNotAnswered(tx, taskIds);
  const codes = [...new Set(unanswered.flatMap(({ rilo }) => (rilo ? [rilo] : [])))];
  const offices = await tx.organisation.findMany({ where: { code: { in: codes }, email: { not: null } } });
  return queueLetters(
    tx,
    offices.map(({ id, code, email, language }) => ({
      operation,
      batch: `tasking/${taskingId}`,
      kind: 'silence-list',
      occasion,
      organisationId: id,
      address: email ?? '',
      language,
      content: { ...content, organisations: unanswered.filter(({ rilo }) => rilo === code).map(({ name }) => name) },
    })),
  );
}

/** One letter to each coordinator of a lead organisation, with everybody who has not answered. */
export async function tellCoordinators(
  tx: Tx,
  operation: OperationNow,
  { taskingId, taskIds, occasion, content }: SilenceList,
): Promise<number> {
  const organisations = (await whoHasNotAnswered(tx, taskIds)).map(({ name }) => name);
  const coordinators = await coordinatorMailboxes(tx, operation);
  return queueLetters(
    tx,
    coordinators.map((coordinator) => ({
      ...coordinator,
      operation,
      batch: `tasking/${taskingId}`,
      kind: 'silence-list',
      occasion,
      content: { ...content, organisations },
    })),
  );
}

async function whoHasNotAnswered(tx: Tx, taskIds: readonly string[]): Promise<Unanswered[]> {
  return tx.$queryRaw<Unanswered[]>`
    select o.name, p.rilo
    from task t
      join organisation o on o.id = t.organisation_id
      left join participation p on p.operation_id = t.operation_id and p.organisation_id = t.organisation_id
    where t.id = any (${[...taskIds]}::uuid[]) and t.state in ('open', 'lapsed') and t.answer is null
    order by o.name`;
}
