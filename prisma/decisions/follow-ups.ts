import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { openTasking } from './taskings.ts';

/** Asks what became of the cases: everybody who reported one, or where nobody did, everybody who took part. */
export async function askForConsequences(tx: Tx, operation: OperationNow, plan: Plan, key: string): Promise<string> {
  const followUp = plan.followUps?.find((candidate) => candidate.key === key);
  if (!followUp) throw new Error(`The timetable names a follow-up '${key}' that the plan does not have.`);
  const members = await tx.$queryRaw<{ organisation_id: string; has_reported: boolean }[]>`
    select organisation_id,
      exists (select from case_report c where c.operation_id = p.operation_id and c.organisation_id = p.organisation_id) as has_reported
    from participation p where operation_id = ${operation.id}::uuid and state = 'accepted'`;
  const reporters = members.filter(({ has_reported }) => has_reported);
  const { title, dueBy } = followUp;
  return openTasking(tx, operation, {
    kind: 'follow-up',
    key,
    title,
    deadline: dueBy,
    ladder: plan.reporting.ladder,
    silence: 'silent',
    addressees: (reporters.length > 0 ? reporters : members).map((row) => row.organisation_id),
    letter: {
      kind: 'task-request',
      content: { operation: operation.title, asks: 'follow-up', title, instructions: null, deadline: { ...dueBy } },
    },
  });
}
