import { GRANTED_LETTERS } from './appeal-letters.ts';

/** Nothing is written of an appeal ($29) that somebody else has decided. */
export const NEW_OF_APPEAL = `
  asked as materialized (
    select id from late_appeal where id = $29::uuid and state = 'asked' for update
  ), reported as (
    insert into case_report (id, operation_id, organisation_id, reference, external_system, external_id, reported_at)
    select id, operation_id, organisation_id, reference, external_system, external_id, at from input where exists (select from asked)
    on conflict do nothing
    returning id
  )`;

/** By whom ($30), and why ($31). Whoever appealed is told. */
export const GRANT_APPEAL = `
  granted as (
    update late_appeal a set state = 'granted', decided_by_id = $30::uuid, decided_at = w.at, decision_reason = $31::text, case_id = w.id
    from written w where a.id = $29::uuid
    returning a.id, a.operation_id, a.organisation_id, a.reference, w.at
  ), granted_event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'late-appeal.decided', $29::uuid, organisation_id, $30::uuid, at,
      jsonb_strip_nulls(jsonb_build_object('outcome', 'granted', 'case', id, 'reason', $31::text)) from written
  ), ${GRANTED_LETTERS}`;
