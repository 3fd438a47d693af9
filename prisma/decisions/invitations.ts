import { INVITATION } from '../../domain/asked.ts';
import type { Plan } from '../../domain/plan.ts';
import { appendEvent, type Tx } from '../event.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { openTasking } from './taskings.ts';

/** Invites whom the plan names and nobody has invited yet, by one tasking to all of them. Answers its id, or nothing if there is nobody. */
export async function invite(tx: Tx, operation: OperationNow, plan: Plan, key: string): Promise<string[]> {
  const invitees = plan.invitees.map(({ organisation, rilo, joins }) => ({ organisation, rilo, joins }));
  const invited = await tx.$queryRaw<{ organisation_id: string }[]>`
    insert into participation (operation_id, organisation_id, state, rilo, joins, invited_at)
    select ${operation.id}::uuid, o.id, 'invited', i.rilo, i.joins, ${new Date(operation.at)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(invitees)}::jsonb) as i (organisation text, rilo text, joins text)
      join organisation o on o.code = i.organisation
    on conflict do nothing
    returning organisation_id`;
  const known = await tx.tasking.findUnique({ where: { operationId_kind_key: { operationId: operation.id, kind: 'take-part', key } } });
  if (known) return [known.id];
  if (invited.length === 0) return [];

  const addressees = invited.map((row) => row.organisation_id);
  await appendEvent(tx, {
    type: 'participation.invited',
    at: new Date(operation.at),
    operationId: operation.id,
    data: { count: addressees.length },
  });
  const { answerBy, ladder, isLocal = false, late = 'taken' } = plan.invitation;
  const letter = { kind: 'invitation', content: { operation: operation.title, deadline: { ...answerBy } } };
  const id = await openTasking(tx, operation, {
    kind: 'take-part',
    key,
    title: INVITATION,
    deadline: answerBy,
    isLocal,
    ladder,
    silence: 'silent',
    late,
    addressees,
    letter,
  });
  return [id];
}
