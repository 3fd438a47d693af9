import type { Bounce } from '../../domain/bounce.ts';
import type { Database } from '../client.ts';

/**
 * A server gives back a mail that it had accepted: its letters are refused after all, what they brought has not arrived, and the workflows that ask for
 * another contact, or for the product to be mended, are started once this is committed. Answers how many letters that is: none where they have been
 * given back before; null where we sent no such mail. What its recipient has opened or acknowledged has arrived, whatever a server says.
 */
export async function recordBounce({ pool }: Database, { messageId, status, response }: Bounce, personId: string): Promise<number | null> {
  const { rows } = await pool.query<{ known: boolean; letters: number }>({
    name: 'record-bounce',
    text: RECORD,
    values: [messageId, `${status} ${response}`.trim().replaceAll('\0', '').slice(0, 500), personId],
  });
  return rows[0]?.known ? rows[0].letters : null;
}

const RECORD = `
  with mail as materialized (
    select id from letter where message_id = $1
  ), bounced as (
    update letter l set state = 'refused', response = $2, bounced_at = now()
    from mail m, operation o
    where o.id = l.operation_id and l.state = 'sent' and (l.id = m.id or l.carrier_id = m.id)
    returning l.id, l.operation_id, l.organisation_id, l.kind, l.batch, operation_time(o.clock, now()) as at
  ), failed as (
    update delivery d set state = 'failed', response = $2, failed_at = now()
    from bounced b where d.letter_id = b.id and d.state = 'accepted'
    returning d.id, d.operation_id, d.recipient_id, d.product_id, d.channel, b.at
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, actor_id, data, at)
    select operation_id, 'letter.bounced', id, organisation_id, $3::uuid, jsonb_build_object('kind', kind, 'batch', batch, 'response', $2::text), at from bounced
    union all
    select operation_id, 'delivery.failed', id, recipient_id, $3::uuid,
      jsonb_build_object('productId', product_id, 'channel', channel, 'response', $2::text), at from failed
  ), followed as (
    insert into outbox (workflow_id, signal)
    select distinct 'letters/' || batch || '/bounced-' || id, 'deliver' from bounced where batch not like 'product/%'
    union all
    select distinct 'deliver/' || product_id, 'send' from failed
  )
  select exists (select from mail) as known, (select count(*)::int from bounced) as letters`;
