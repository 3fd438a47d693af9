import type { RecordKind } from '../../domain/retention.ts';

/** What a purge does to the rows of each kind: statements over $1, ids of records, and $2, the purge. Some rows go, of others only what they say. */
export const PURGE_CONTENTS: Readonly<Record<RecordKind, readonly string[]>> = {
  case: [
    loosened('select sha256 from attachment where case_id = any ($1::uuid[])'),
    ...[
      ...['goods_value', 'goods_line', 'seizure_count', 'seizure', 'match_key', 'case_warning', 'case_note', 'case_proposal', 'attachment'],
      ...['case_handling', 'case_block', 'unmatched_case', 'case_version'],
    ].map((table) => `delete from ${table} where case_id = any ($1::uuid[])`),
    // Consent to a case is about what has gone; consent to others with it stays for those.
    `update consent set case_ids = array(select id from unnest(case_ids) as id where id <> all ($1::uuid[]))
      where operation_id in (select operation_id from case_report where id = any ($1::uuid[])) and case_ids && $1::uuid[]`,
    'delete from duplicate_candidate where one_id = any ($1::uuid[]) or two_id = any ($1::uuid[])',
    `update case_link set reason = '', unlink_reason = case when unlink_reason is not null then '' end
      where primary_id = any ($1::uuid[]) or secondary_id = any ($1::uuid[])`,
    `update case_exclusion set reason = '', inclusion_reason = case when inclusion_reason is not null then '' end where case_id = any ($1::uuid[])`,
    // Whoever follows a feed is told that there is nothing to have any more.
    'insert into unfed_case (operation_id, case_id) select operation_id, id from case_report where id = any ($1::uuid[])',
    // What it was called at home may tell of somebody. Its place stays: the record says that there was a case, and whose.
    `update case_report set reference = 'purged/' || id, external_system = null, external_id = null where id = any ($1::uuid[])`,
  ],
  'late-appeal': [
    `update late_appeal set content = '{}', reference = 'purged/' || id, reason = '', decision_reason = null where id = any ($1::uuid[])`,
  ],
  letter: [
    `update letter set content = '{}', address = '', person_id = null, response = null, dedupe_key = 'purged/' || id where id = any ($1::uuid[])`,
  ],
  task: [
    'update task set reason = null, details = null where id = any ($1::uuid[])',
    `update extension_request set reason = '-', decision_reason = null where task_id = any ($1::uuid[])`,
  ],
  tasking: [`update tasking set instructions = null, letter = null where id = any ($1::uuid[])`],
  consent: [
    `update consent set reason = null, revocation_reason = case when revocation_reason is not null then '' end where id = any ($1::uuid[])`,
  ],
  handover: [`update ocu_handover set summary = '', open_items = '[]' where id = any ($1::uuid[])`],
  bulletin: [`update bulletin set content = content || '{"title":"","text":[],"caseIds":[]}' where id = any ($1::uuid[])`],
  product: [
    loosened(`
      select content -> 'lines' ->> 'sha256' as sha256 from product where id = any ($1::uuid[]) and content -> 'lines' ? 'sha256'
      union
      select file_sha256 from delivery where product_id = any ($1::uuid[]) and file_sha256 is not null`),
    // What could not be brought is not tried again: there is nothing left to bring.
    `update delivery set file_sha256 = null, file_name = null, response = null, state = case when state = 'failed' then 'cancelled' else state end
      where product_id = any ($1::uuid[])`,
    `update product set content = '{}', cells = null where id = any ($1::uuid[])`,
  ],
  import: [
    loosened('select sha256 from import where id = any ($1::uuid[])'),
    'delete from import_row where import_id = any ($1::uuid[])',
    `update import set name = '', reason = null, problem = problem || '{"detail":""}' where id = any ($1::uuid[])`,
  ],
  'refused-report': ['delete from refused_report where id = any ($1::uuid[])'],
  draft: [
    // Nobody but its administration reads a draft, and nobody else here either: it goes unread.
    `select set_config('app.sees', (select string_agg(distinct organisation_id::text, ',') from draft where id = any ($1::uuid[])), true)`,
    'delete from draft_content where draft_id = any ($1::uuid[])',
    `insert into draft_ending (draft_id, version, person_id, ended_at)
      select d.id, d.version, u.decided_by_id, u.decided_at from draft d join purge u on u.id = $2::uuid where d.id = any ($1::uuid[])
      on conflict do nothing`,
  ],
};

/** Bytes are deleted behind the transaction, once nothing tells of them any more. */
function loosened(objects: string): string {
  return `insert into loose_object (sha256, purge_id) select sha256, $2::uuid from (${objects}) as told on conflict do nothing`;
}

/** In the ledger and in stored answers there are words of what has gone: what somebody wrote, and what a case was called. */
const WORDS = `'{reference,reason,details,text,externalId}'::text[]`;

/** A record where an answer names it: in its text, since an answer can hold NUL or half of a surrogate pair, which no operator of JSON reads. */
const NAMED = `'"(?:id|caseId)": ?"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"'`;

/**
 * After the last batch, over $1 the operation and $2 the purge: events stay, and say when, who and what; the words in them go. Answers that were
 * kept to be given again go whole: nothing can be sent again that long after.
 */
export const PURGE_WORDS: readonly string[] = [
  `update event e set data = e.data - ${WORDS} from tombstone t
    where t.purge_id = $2 and t.purged_at is not null and t.kind in ('case', 'task', 'consent', 'handover', 'bulletin') and e.operation_id = $1 and e.subject_id = t.record_id
      and e.data ?| ${WORDS}`,
  `update event e set data = e.data - ${WORDS} from tombstone t
    where t.purge_id = $2 and t.purged_at is not null and t.kind = 'case' and e.operation_id = $1
      and e.type not in ('hold.placed') and coalesce(e.data ->> 'case', e.data ->> 'caseId') = t.record_id::text and e.data ?| ${WORDS}`,
  `delete from receipt r using tombstone t
    where t.operation_id = $1 and t.purge_id = $2 and t.purged_at is not null and t.kind in ('case', 'task', 'draft', 'refused-report') and (
      r.location ~ '^/(cases|tasks|drafts)/' and split_part(r.location, '/', 3) = t.record_id::text)`,
  `delete from receipt r where exists (
    select from regexp_matches(r.body::text, ${NAMED}, 'g') as named join tombstone t on t.record_id = named[1]::uuid
    where t.operation_id = $1 and t.purge_id = $2 and t.purged_at is not null and t.kind in ('case', 'consent', 'handover', 'bulletin'))`,
];
