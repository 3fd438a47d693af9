import { RECEIPT_COLUMNS } from './receipt-values.ts';

/** $1 draft, $2 operation, $3 organisation, $4 person, $5 content, $6 instant, $7 how many drafts an administration may have open; then the receipt. */
export const APPEND_DRAFT = `
  with begun as (
    insert into draft (id, operation_id, organisation_id, author_id, version, begun_at, saved_at)
    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, 1, $6::timestamptz, $6
    where $7::int > (
      select count(*) from draft d left join draft_ending e on e.draft_id = d.id
      where d.operation_id = $2 and d.organisation_id = $3 and e.draft_id is null)
    returning id
  ), content as (
    insert into draft_content (draft_id, organisation_id, content) select id, $3, $5::jsonb from begun
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select $2, 'draft.saved', id, $3, $4, $6, jsonb_build_object('version', 1) from begun
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $8, $9, $10, $11, $12, $13, $14 from begun
  )
  select id from begun`;

/** $1 draft, $2 organisation, $3 person, $4 content, $5 instant, $6 the version that was read. */
export const SAVE_DRAFT = `
  with saved as (
    update draft set version = version + 1, saved_at = $5::timestamptz, author_id = $3::uuid
    where id = $1::uuid and organisation_id = $2::uuid and version = $6::int
      and not exists (select from draft_ending e where e.draft_id = draft.id)
    returning id, operation_id, version
  ), content as (
    update draft_content set content = $4::jsonb from saved where draft_content.draft_id = saved.id
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'draft.saved', id, $2, $3, $5, jsonb_build_object('version', version) from saved
  )
  select id from saved`;

/** What was never said is not kept. $1 draft, $2 organisation, $3 person, $4 instant; then the receipt. */
export const WITHDRAW_DRAFT = `
  with ended as (
    insert into draft_ending (draft_id, version, case_id, person_id, ended_at)
    select id, version, null, $3::uuid, $4::timestamptz from draft where id = $1::uuid and organisation_id = $2::uuid
    on conflict (draft_id) do nothing
    returning draft_id
  ), content as (
    delete from draft_content using ended where draft_content.draft_id = ended.draft_id
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select d.operation_id, 'draft.withdrawn', d.id, $2, $3, $4, '{}' from draft d join ended on ended.draft_id = d.id
  ), receipt as (
    insert into receipt (${RECEIPT_COLUMNS}) select $5, $6, $7, $8, $9, $10, $11 from ended
  )
  select draft_id from ended`;

/**
 * The part by which a report ends the draft that it was. Expects `written`, the case; $29 and $30 are the draft and the version that was checked.
 * A draft that has ended breaks its key, and one that was saved meanwhile the reference to its version: then nothing at all is written.
 */
export const END_DRAFT = `
  ended as (
    insert into draft_ending (draft_id, version, case_id, person_id, ended_at)
    select $29::uuid, $30::int, id, person_id, at from written
  ), content as (
    delete from draft_content using written where draft_id = $29::uuid
  ), submitted as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, at, data)
    select operation_id, 'draft.submitted', $29::uuid, organisation_id, person_id, at, jsonb_build_object('case', id) from written
  )`;
