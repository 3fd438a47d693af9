import type { Pool } from 'pg';
import type { Clock, Instant } from '../../domain/clock.ts';
import type { EventType } from '../../domain/event.ts';
import type { Language } from '../../domain/language.ts';
import type { Letter, LetterState } from '../../domain/letter.ts';

/**
 * One mail that this worker, and no other, may send until its lease runs out: a letter, or a digest of several. It goes by the id of its
 * letter, or of the one that carries the digest. `attempt` tells this claim from every later one.
 */
export type ClaimedMail = {
  id: string;
  attempt: number;
  letters: readonly (Letter & { operationId: string; isDrill: boolean; writtenAt: Date })[];
  clock: Clock;
  language: Language;
  address: string;
  messageId: string;
  /** The Message-ID of the mail by which this address got the first letter of the thread. */
  inReplyTo: string | null;
  writtenAt: Date;
  /** Since when, in real time, its mailbox has put it off; null where it never has. */
  deferredAt: Date | null;
};

/** `digestible`: kinds of letters that may go out together. */
export type Claim = { batch: string; except: readonly string[]; leaseMs: number; dueAt: Instant; digestible: readonly string[] };

/**
 * Claims one mail of the batch for `leaseMs`, or answers null when none is free and due. Letters that were tried least come first: one
 * that always fails cannot keep the others waiting. `except` names mails that this caller has put off; `dueAt` is the operation's time.
 * The database's own clock measures leases, so that workers whose clocks differ agree on them.
 *
 * Whether it is night for its addressee is asked here, at each attempt, and not when it was written: a mail server that was away by day may
 * be back in quiet hours, and a lease may run out in them. An urgent letter waits for no morning; a digest waits for that of all its letters.
 *
 * The first claim of a letter decides whether it goes alone or carries a digest, of every letter to the same mailbox about the same
 * operation that could go out now. What goes in it never changes again, so that a mail that is sent a second time is the same mail.
 */
export async function claimMail(pool: Pool, claim: Claim): Promise<ClaimedMail | null> {
  const { rows } = await pool.query<ClaimedRow>({ name: 'claim-mail', text: CLAIM, values: claimValues(claim) });
  return claimedMail(rows);
}

export function claimValues({ batch, except, leaseMs, dueAt, digestible }: Claim): unknown[] {
  return [batch, [...except], leaseMs, new Date(dueAt), [...digestible]];
}

/** The mail that these letters make. */
export function claimedMail(rows: readonly ClaimedRow[]): ClaimedMail | null {
  const head = rows.find(({ id, carrierId }) => id === (carrierId ?? id));
  if (!head) return null;
  const { id, attempt, clock, language, address, messageId, inReplyTo, writtenAt, deferredAt } = head;
  return { id, attempt, letters: rows, clock, language, address, messageId, inReplyTo, writtenAt, deferredAt };
}

export type ClaimedRow = Omit<ClaimedMail, 'letters'> & ClaimedMail['letters'][number] & { carrierId: string | null };

/** Beyond it a digest is no relief to its reader, and attachments could make it too large for the server. */
const LARGEST_DIGEST = 50;

/** With `claimValues`. */
export const CLAIM = `
  with quiet as materialized (
    select o.id from organisation o
    where o.quiet_from is not null and end_of_quiet($4, o.zone, o.quiet_from, o.quiet_until) is not null
  ), free as materialized (
    select c.* from letter l join letter c on c.id = coalesce(l.carrier_id, l.id)
    where l.batch = $1 and l.state in ('queued', 'sending') and c.id <> all ($2::uuid[])
      and c.state in ('queued', 'sending') and (c.carrier_id is null or c.carrier_id = c.id)
      and (c.state = 'queued' and c.lease_until is null or c.lease_until < now())
      and (c.is_urgent or c.organisation_id is null or c.organisation_id not in (select id from quiet))
      and (c.carrier_id is null or not exists (select from letter d join quiet q on q.id = d.organisation_id where d.carrier_id = c.id))
    order by c.attempts, c.id
    limit 1
    for update of c skip locked
  ), gathered as materialized (
    select m.id from letter m join free f
      on f.operation_id = m.operation_id and f.address = m.address and f.language = m.language and f.id <> m.id
    where f.attempts = 0 and f.carrier_id is null and not f.is_urgent and f.kind = any ($5)
      and m.state = 'queued' and m.attempts = 0 and m.carrier_id is null and not m.is_urgent and m.kind = any ($5)
      and (m.organisation_id is null or m.organisation_id not in (select id from quiet))
    order by m.id
    limit ${LARGEST_DIGEST - 1}
    for update of m skip locked
  ), taken as (
    update letter l set state = 'sending', attempts = l.attempts + 1, lease_until = now() + $3 * interval '1 millisecond',
      carrier_id = case when exists (select from gathered) then f.id else l.carrier_id end
    from free f
    where l.id = f.id or l.carrier_id = f.id or l.id in (select id from gathered)
    returning l.*
  )
  select t.id, t.carrier_id as "carrierId", t.kind, t.content, t.language, t.address, t.operation_id as "operationId",
    t.message_id as "messageId", case when t.carrier_id is null then coalesce(carrier.message_id, first.message_id) end as "inReplyTo",
    t.written_at as "writtenAt", t.attempts as attempt, t.deferred_at as "deferredAt", o.is_drill as "isDrill", o.clock
  from taken t join operation o on o.id = t.operation_id
    left join letter first on first.message_id = t.in_reply_to
    left join letter carrier on carrier.id = first.carrier_id
  order by t.id`;

/**
 * Takes out of the queue, for the whole operation of the batch, what reminds of something that has been done or settled meanwhile: quiet
 * hours, or a mail server that is away, can hold a reminder back for longer than its addressee needs. What a digest holds stays in it. `at`
 * is the operation's time.
 */
export async function dropReminders(pool: Pool, { batch, at }: { batch: string; at: Instant }): Promise<void> {
  await pool.query({ name: 'drop-reminders', text: DROP, values: [batch, new Date(at)] });
}

const DROP = `
  with moot as materialized (
    select l.id from letter l
    where l.operation_id = (select operation_id from letter where batch = $1 and state in ('queued', 'sending') limit 1)
      and l.state = 'queued' and l.carrier_id is null
      and case l.kind
        when 'reminder' then exists (
          select from task t where t.id = (l.content ->> 'taskId')::uuid and (t.state in ('answered', 'withdrawn') or t.answer is not null))
        when 'decision-reminder' then exists (
          select from approval a where a.id = (l.content ->> 'approvalId')::uuid and a.outcome <> 'waiting')
        else false end
    for update of l skip locked
  ), dropped as (
    update letter l set state = 'dropped', lease_until = null from moot
    where l.id = moot.id returning l.id, l.operation_id, l.organisation_id, l.kind, l.batch
  )
  insert into event (operation_id, type, subject_id, organisation_id, data, at)
  select operation_id, 'letter.dropped', id, organisation_id, jsonb_build_object('kind', kind, 'batch', batch), $2 from dropped`;

export type Settlement = { id: string; attempt: number; state: Extract<LetterState, 'sent' | 'refused'>; response: string; at: Instant };

const TELLS = { sent: 'letter.sent', refused: 'letter.refused' } as const satisfies Record<Settlement['state'], EventType>;

/**
 * Marks every letter of a mail, and every delivery of a product by it, with what the server answered and appends their events, in one statement. A mail that the server took is
 * marked even by a worker whose lease ran out meanwhile, since it is out; but only once, so that the ledger tells of it once. `at` is the
 * operation's time.
 */
export async function settleMail(pool: Pool, { id, attempt, state, response, at }: Settlement): Promise<void> {
  const values = [id, attempt, state, kept(response), TELLS[state], new Date(at)];
  await pool.query({ name: 'settle-mail', text: SETTLE, values });
}

const SETTLE = `
  with settled as (
    update letter set state = $3::text, response = $4, lease_until = null, sent_at = case when $3::text = 'sent' then now() end
    where (id = $1 or carrier_id = $1) and state in ('queued', 'sending') and ($3::text = 'sent' or attempts = $2)
    returning id, operation_id, organisation_id, kind, batch, response
  ), delivered as (
    update delivery d set state = case when $3::text = 'sent' then 'accepted' else 'failed' end, response = s.response,
      sent_at = case when $3::text = 'sent' then now() end, accepted_at = case when $3::text = 'sent' then now() end,
      failed_at = case when $3::text = 'sent' then null else now() end
    from settled s where d.letter_id = s.id and d.state in ('queued', 'sending', 'sent')
    returning d.id, d.operation_id, d.recipient_id, d.product_id, d.channel, s.response
  ), told as (
    insert into event (operation_id, type, subject_id, organisation_id, data, at)
    select operation_id, case when $3::text = 'sent' then 'delivery.accepted' else 'delivery.failed' end, id, recipient_id,
      jsonb_build_object('productId', product_id, 'channel', channel, 'response', response), $6 from delivered
  )
  insert into event (operation_id, type, subject_id, organisation_id, data, at)
  select operation_id, $5, id, organisation_id, jsonb_build_object('kind', kind, 'batch', batch, 'response', response), $6 from settled`;

export type Release = { id: string; attempt: number; response: string; isDeferred: boolean };

/**
 * Puts a mail back into the queue, with the reason why it did not go out. A mailbox that puts a mail off again and again is asked less and
 * less often, every half hour in the end (RFC 5321, 4.5.4.1); after anything else the next attempt may come at once.
 */
export async function releaseMail(pool: Pool, { id, attempt, response, isDeferred }: Release): Promise<void> {
  await pool.query({ name: 'release-mail', text: RELEASE, values: [id, attempt, kept(response), isDeferred] });
}

const RELEASE = `
  with waiting as (
    update delivery set state = 'queued', response = $3
    where state in ('sending', 'sent') and letter_id in (select l.id from letter l where (l.id = $1 or l.carrier_id = $1) and l.attempts = $2 and l.state = 'sending')
  )
  update letter set state = 'queued', response = $3,
    deferred_at = case when $4 then coalesce(deferred_at, now()) else deferred_at end,
    lease_until = case when $4 and attempts > 3 then now() + least(interval '30 minutes', interval '1 minute' * 2 ^ least(attempts - 4, 10)) end
  where (id = $1 or carrier_id = $1) and attempts = $2 and state = 'sending'`;

/** Servers answer at any length and with any bytes; PostgreSQL takes no zero byte in text. */
function kept(response: string): string {
  return response.replaceAll('\0', '').slice(0, 500);
}
