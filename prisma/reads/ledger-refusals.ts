import type { RefusedState } from '../../domain/ledger.ts';

/** Of a refused report `r`: whether its case has come since, or has been corrected. */
const SUPERSEDED = `exists (
    select from case_report c
    where c.operation_id = r.operation_id and c.organisation_id = r.organisation_id and c.reference = r.reference and c.version > r.known_version)`;

export const REFUSED_CONDITIONS: Readonly<Record<RefusedState, string>> = { refused: `not ${SUPERSEDED}`, superseded: SUPERSEDED };

/** What was refused, in the columns of the ledger. */
export const REFUSED_COLUMNS = `
  r.id, null::uuid as "caseId", r.reference, null::int as version, r.refused_at as "reportedAt",
  case when ${SUPERSEDED} then 'superseded' else 'refused' end as state, null::jsonb as external,
  '{"unsettled": 0, "settled": 0}'::jsonb as warnings, '[]'::jsonb as links, null::jsonb as exclusion, '[]'::jsonb as editions,
  jsonb_build_object('channel', r.channel, 'code', r.code, 'errors', r.errors, 'times', r.times) as refusal`;
