import { v7 } from 'uuid';
import type { Channel } from '../../domain/case.ts';
import type { RefusedReport } from '../../domain/refused-report.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';

type Sender = { operationId: string; organisationId: string; personId: string; channel: Channel; at: string };

/** Of one administration in one operation; the oldest leave, so that a system that sends the same wrong lines every night fills no disk. */
const MOST_KEPT = 10_000;

/** Keeps what was refused, right after what was right has been taken: whoever sends the same again has it kept once. */
export async function appendRefusedReports(
  { pool }: Database,
  { operationId, organisationId, personId, channel, at }: Sender,
  refused: readonly RefusedReport[],
): Promise<void> {
  if (refused.length === 0) return;
  const rows = JSON.stringify(refused.map((one) => ({ ...one, id: v7() })));
  const values = [operationId, organisationId, personId, channel, at, rows];
  await queryAs(pool, { organisations: [organisationId] }, { name: 'append-refused-reports', text: APPEND, values });
}

/** In the order of their references: two requests that bring the same ones would wait for each other otherwise. */
const APPEND = `
  with dropped as (
    delete from refused_report where id in (
      select id from refused_report where operation_id = $1 and organisation_id = $2 order by id desc offset ${MOST_KEPT})
  )
  insert into refused_report as known (id, operation_id, organisation_id, person_id, channel, reference, code, errors, known_version, refused_at)
  select r.id, $1, $2, $3, $4, r.reference, r.code, r.errors, coalesce(c.version, 0), $5
  from jsonb_to_recordset($6::jsonb) as r (id uuid, reference text, code text, errors jsonb)
    left join case_report c on c.operation_id = $1 and c.organisation_id = $2 and c.reference = r.reference
  order by r.reference, r.id
  on conflict (operation_id, organisation_id, reference) where reference is not null do update set id = excluded.id,
    person_id = excluded.person_id, channel = excluded.channel, code = excluded.code, errors = excluded.errors,
    known_version = excluded.known_version, refused_at = excluded.refused_at, times = known.times + 1`;
