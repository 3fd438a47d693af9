/** Nothing is written of an appeal ($28) that somebody else has decided. */
export const NEW_OF_APPEAL = `
  asked as materialized (
    select id from late_appeal where id = $28::uuid and state = 'asked' for update
  ), reported as (
    insert into case_report (id, operation_id, organisation_id, reference, external_system, external_id, reported_at)
    select id, operation_id, organisation_id, reference, external_system, external_id, at from input where exists (select from asked)
    on conflict do nothing
    returning id
  )`;

/** By whom ($29), and why ($30). */
export const GRANT_APPEAL = `
  granted as (
    update late_appeal a set state = 'granted', decided_by_id = $29::uuid, decided_at = w.at, decision_reason = $30::text, case_id = w.id
    from written w where a.id = $28::uuid
  ), granted_event as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'late-appeal.decided', $28::uuid, organisation_id, $29::uuid, at,
      jsonb_strip_nulls(jsonb_build_object('outcome', 'granted', 'case', id, 'reason', $30::text)) from written
  )`;
