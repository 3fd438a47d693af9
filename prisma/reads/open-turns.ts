import { turnOf, type Approval } from '../../domain/approval.ts';
import { operationTime, type Clock, type Instant } from '../../domain/clock.ts';
import type { Database } from '../client.ts';
import { approversOf } from './approvers.ts';
import { namesOf } from './names.ts';
import { timesOf } from './open-approvals.ts';

/** A step of an approval that one person can decide now, as themselves or for somebody whom they stand in for. */
export type OpenTurn = {
  approvalId: string;
  operationId: string;
  operation: string;
  subject: string;
  /** Code of the partner whom a release is about. */
  partner: string | null;
  step: string;
  standsFor: string | null;
  since: string;
  deadline: string | null;
};

/** What waits for the word of this person, over all operations, oldest first. Only approvals that ask for posts within their reach are looked at. */
export async function listOpenTurns({ prisma }: Database, personId: string, realNow: Instant): Promise<OpenTurn[]> {
  const waiting = await prisma.$queryRaw<
    { id: string; operation_id: string; title: string; clock: Clock; subject: string; partner: string | null; state: Approval }[]
  >`
    select a.id, a.operation_id, o.title, o.clock, a.subject, p.code as partner, a.state
    from approval a join operation o on o.id = a.operation_id left join organisation p on p.id = a.partner_id
    where a.outcome = 'waiting' and exists (
      select from jsonb_array_elements(a.state -> 'steps') step, jsonb_array_elements_text(step -> 'posts') post
      where post = any (
        select unnest(p.posts) from person p
        where p.id = ${personId}::uuid
          or p.id in (select person_id from stand_in where stand_in_id = ${personId}::uuid and ended_at is null)))
    order by a.opened_at, a.id limit 100`;
  const turns: OpenTurn[] = [];
  for (const { id, operation_id, title, clock, state, ...decided } of waiting) {
    const approvers = await approversOf(prisma, state, operationTime(clock, realNow));
    const own = turnOf(state, approvers).flatMap(({ step, approvers: able }) => {
      const mine = able.find((approver) => approver.personId === personId);
      return mine ? [{ step: step.name, standsFor: mine.standsFor }] : [];
    });
    if (own.length === 0) continue;
    const rows = await prisma.approvalStep.findMany({ where: { approvalId: id, settledAt: null } });
    const names = await namesOf(
      prisma,
      own.map(({ standsFor }) => standsFor),
    );
    for (const { step, standsFor } of own) {
      const row = rows.find(({ name }) => name === step);
      if (!row) continue;
      const { since, deadline } = timesOf(row);
      const name = standsFor === null ? null : (names[standsFor] ?? null);
      turns.push({ approvalId: id, operationId: operation_id, operation: title, ...decided, step, standsFor: name, since, deadline });
    }
  }
  return turns;
}
