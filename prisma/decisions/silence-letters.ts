import type { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { queueLetters } from './letter-queue.ts';

type Unanswered = { name: string; rilo: string | null };

/** One letter to each regional office, with those of its region who have not answered. */
export async function tellRilos(
  tx: Tx,
  operation: OperationNow,
  taskingId: string,
  occasion: string,
  content: Prisma.InputJsonObject,
): Promise<number> {
  const unanswered = await whoHasNotAnswered(tx, operation.id, taskingId);
  const codes = [...new Set(unanswered.flatMap(({ rilo }) => (rilo ? [rilo] : [])))];
  const offices = await tx.organisation.findMany({ where: { code: { in: codes }, email: { not: null } } });
  return queueLetters(
    tx,
    offices.map(({ id, code, email, language }) => ({
      operationId: operation.id,
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
  taskingId: string,
  occasion: string,
  content: Prisma.InputJsonObject,
): Promise<number> {
  const organisations = (await whoHasNotAnswered(tx, operation.id, taskingId)).map(({ name }) => name);
  const coordinators = await tx.$queryRaw<{ organisation_id: string; email: string; language: string }[]>`
    select p.organisation_id, p.email, o.language
    from person p join organisation o on o.id = p.organisation_id
    where 'coordinator' = any (p.roles) and p.email is not null
      and o.code in (
        select jsonb_array_elements_text(content -> 'leads') from plan_version
        where operation_id = ${operation.id}::uuid and state = 'approved')`;
  return queueLetters(
    tx,
    coordinators.map(({ organisation_id, email, language }) => ({
      operationId: operation.id,
      batch: `tasking/${taskingId}`,
      kind: 'silence-list',
      occasion,
      organisationId: organisation_id,
      address: email,
      language,
      content: { ...content, organisations },
    })),
  );
}

async function whoHasNotAnswered(tx: Tx, operationId: string, taskingId: string): Promise<Unanswered[]> {
  return tx.$queryRaw<Unanswered[]>`
    select o.name, p.rilo
    from task t
      join organisation o on o.id = t.organisation_id
      left join participation p on p.operation_id = ${operationId}::uuid and p.organisation_id = t.organisation_id
    where t.tasking_id = ${taskingId}::uuid and t.state in ('open', 'lapsed')
    order by o.name`;
}
