import { AS_JSON_LINES } from './export-sql.ts';

const OPERATION = `current_setting('app.evidence_operation')::uuid`;
const UP_TO = `current_setting('app.evidence_up_to')::bigint`;

/**
 * What proves how an operation was led, file by file, each row a line of JSON in an order that does not change. Rows are whole where all of them
 * is a decision, so that a column that comes later is in them; what an administration reported is in none: neither reports, nor keys by which they are
 * matched, nor attachments, nor drafts, nor letters, nor what products say.
 */
const LINES: Readonly<Record<string, string>> = {
  operation: `select to_jsonb(o) as line from operation o where o.id = ${OPERATION}`,
  'plan-versions': `select to_jsonb(v) as line from plan_version v where v.operation_id = ${OPERATION} order by v.number`,
  approvals: `
    select to_jsonb(a) || jsonb_build_object('approval_steps', (
      select coalesce(jsonb_agg(to_jsonb(s) order by s.opened_at, s.name), '[]') from approval_step s where s.approval_id = a.id)) as line
    from approval a where a.operation_id = ${OPERATION} order by a.opened_at, a.id`,
  decisions: `
    select to_jsonb(d) as line from approval_decision d join approval a on a.id = d.approval_id
    where a.operation_id = ${OPERATION} order by d.at, d.id`,
  participations: `
    select to_jsonb(p) || jsonb_build_object('organisation', o.code) as line
    from participation p join organisation o on o.id = p.organisation_id where p.operation_id = ${OPERATION} order by o.code`,
  taskings: `select to_jsonb(k) - 'letter' as line from tasking k where k.operation_id = ${OPERATION} order by k.opened_at, k.id`,
  answers: `
    select to_jsonb(t) - 'climbed_before' - 'climbed_to' || jsonb_build_object('organisation', o.code) as line
    from task t join organisation o on o.id = t.organisation_id where t.operation_id = ${OPERATION} order by t.tasking_id, o.code`,
  editions: `select to_jsonb(e) as line from edition e where e.operation_id = ${OPERATION} order by e.number`,
  publications: `select to_jsonb(p) as line from publication p where p.operation_id = ${OPERATION} order by p.published_at, p.id`,
  products: `
    select to_jsonb(p) - 'content' || jsonb_build_object('recipient', o.code) as line
    from product p left join organisation o on o.id = p.recipient_id where p.operation_id = ${OPERATION} order by p.made_at, p.id`,
  deliveries: `
    select to_jsonb(d) - 'address' - 'lease_until' as line from delivery d where d.operation_id = ${OPERATION} order by d.queued_at, d.id`,
  exports: `
    select to_jsonb(x) as line from export x
    where x.operation_id = ${OPERATION} and exists (
      select from event e where e.operation_id = x.operation_id and e.subject_id = x.id and e.seq <= ${UP_TO})
    order by x.started_at, x.id`,
  holds: `select to_jsonb(h) as line from hold h where h.operation_id = ${OPERATION} order by h.placed_at, h.id`,
  purges: `select to_jsonb(u) as line from purge u where u.operation_id = ${OPERATION} order by u.decided_at, u.id`,
  tombstones: `
    select to_jsonb(t) || jsonb_build_object('organisation', o.code) as line
    from tombstone t left join organisation o on o.id = t.organisation_id
    where t.operation_id = ${OPERATION} order by t.purge_id, t.kind, t.record_id`,
  'kept-figures': `select to_jsonb(f) as line from kept_figures f where f.operation_id = ${OPERATION} order by f.name`,
  people: `
    select jsonb_build_object('id', p.id, 'subject', p.subject, 'name', p.name, 'organisation', o.code, 'posts', p.posts) as line
    from person p join organisation o on o.id = p.organisation_id
    where p.id in (select actor_id from event where operation_id = ${OPERATION} and seq <= ${UP_TO})
      or p.id in (select d.person_id from approval_decision d join approval a on a.id = d.approval_id where a.operation_id = ${OPERATION})
    order by p.id`,
  events: `
    select to_jsonb(e) || jsonb_build_object('organisation', o.code) as line
    from event e left join organisation o on o.id = e.organisation_id
    where e.operation_id = ${OPERATION} and e.seq <= ${UP_TO} order by e.seq`,
};

export const EVIDENCE_FILES: readonly { name: string; copy: string }[] = Object.entries(LINES).map(([name, lines]) => ({
  name: `${name}.ndjson`,
  copy: `copy (select line::text from (${lines}) as said) to stdout ${AS_JSON_LINES}`,
}));
