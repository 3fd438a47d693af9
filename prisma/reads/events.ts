import type { EventType } from '../../domain/event.ts';
import type { Database } from '../client.ts';

/** What the ledger says of a decision that has been taken: what it was about, and what came of it. */
export type Decided = { subjectId: string; data: Record<string, unknown> };

export async function findDecided({ prisma }: Database, commandId: string): Promise<Decided | null> {
  const event = await prisma.event.findFirst({ where: { commandId } });
  return event && { subjectId: event.subjectId ?? '', data: event.data as Record<string, unknown> };
}

export type EventView = {
  seq: string;
  type: string;
  at: string;
  recordedAt: string;
  subjectId: string | null;
  organisation: string | null;
  actor: string | null;
  data: unknown;
};

export type EventSight = { types: readonly EventType[]; ownTypes: readonly EventType[]; organisationIds: readonly string[] };

type Row = {
  seq: string;
  type: string;
  at: Date;
  recorded_at: Date;
  subject_id: string | null;
  organisation: string | null;
  actor: string | null;
  data: unknown;
};

/** The story of an operation in its order: events of `types`, and of `ownTypes` those about one of these organisations. */
export async function listEvents(
  { pool }: Database,
  operationId: string,
  { types, ownTypes, organisationIds }: EventSight,
  { after, limit }: { after: string | null; limit: number },
): Promise<EventView[]> {
  const { rows } = await pool.query<Row>({
    name: 'list-events',
    text: `
      select e.seq::text, e.type, e.at, e.recorded_at, e.subject_id, o.code as organisation, p.name as actor, e.data
      from event e left join organisation o on o.id = e.organisation_id left join person p on p.id = e.actor_id
      where e.operation_id = $1 and e.seq > $2::bigint
        and (e.type = any ($3) or (e.type = any ($4) and e.organisation_id = any ($5::uuid[])))
      order by e.seq limit $6`,
    values: [operationId, after ?? '0', types, ownTypes, organisationIds, limit],
  });
  return rows.map(({ at, recorded_at, subject_id, ...row }) => ({
    ...row,
    at: at.toISOString(),
    recordedAt: recorded_at.toISOString(),
    subjectId: subject_id,
  }));
}
