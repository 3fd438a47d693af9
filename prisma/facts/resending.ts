/**
 * What of a delivery `d` is as if it had never been sent. A letter goes to the same mailbox where it is still one of its recipient's, and else to one
 * that has not got the product; a post to the same machine, or to the one that has taken its place.
 */
export const AS_NEW = `
  state = 'queued', replays = d.replays + 1, letter_id = null, next_attempt_at = null, lease_until = null, tried_since = null, failed_at = null,
  sent_at = null, accepted_at = null, opened_at = null, acknowledged_at = null, mended_by_id = null,
  address = coalesce(case when d.channel in ('letter', 'link') then (
    select a.address from operation o cross join lateral product_addresses(d.operation_id, d.recipient_id, operation_time(o.clock, now())) a
    where o.id = d.operation_id and not exists (
      select from delivery e where e.product_id = d.product_id and e.channel = d.channel and e.address = a.address and e.id <> d.id)
    order by (a.address = d.address) desc, a.address limit 1)
  when d.channel = 'webhook' then (
    select w.url from webhook w where w.organisation_id = d.recipient_id and w.ended_at is null and not exists (
      select from delivery e where e.product_id = d.product_id and e.channel = d.channel and e.address = w.url and e.id <> d.id)
    order by (w.url = d.address) desc, w.id desc limit 1)
  end, d.address)`;
