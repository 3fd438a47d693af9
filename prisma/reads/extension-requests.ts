import type { Moment } from '../../domain/moment.ts';
import type { Database } from '../client.ts';

export type ExtensionView = {
  id: string;
  taskId: string;
  taskingId: string;
  operationId: string;
  organisation: string;
  until: Moment;
  reason: string;
  state: 'asked' | 'granted' | 'refused' | 'moot';
  askedBy: string;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
};

export async function findExtensionRequest({ pool }: Database, id: string): Promise<ExtensionView | null> {
  const { rows } = await pool.query<Omit<ExtensionView, 'askedAt' | 'decidedAt'> & { askedAt: Date; decidedAt: Date | null }>({
    name: 'find-extension-request',
    text: `
      select r.id, r.task_id as "taskId", t.tasking_id as "taskingId", r.operation_id as "operationId", o.code as organisation, r.until, r.reason,
        case when r.state = 'asked' and (t.state = 'withdrawn' or t.answer is not null) then 'moot' else r.state end as state, a.name as "askedBy", r.asked_at as "askedAt", d.name as "decidedBy", r.decided_at as "decidedAt",
        r.decision_reason as "decisionReason"
      from extension_request r
        join task t on t.id = r.task_id
        join organisation o on o.id = r.organisation_id
        join person a on a.id = r.asked_by_id
        left join person d on d.id = r.decided_by_id
      where r.id = $1`,
    values: [id],
  });
  const [row] = rows;
  return row ? { ...row, askedAt: row.askedAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null } : null;
}
