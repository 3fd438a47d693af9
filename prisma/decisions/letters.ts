import type { Pool } from 'pg';
import type { Clock, Instant } from '../../domain/clock.ts';
import type { EventType } from '../../domain/event.ts';
import type { Letter, LetterState } from '../../domain/letter.ts';
import type { Language } from '../../domain/organisation.ts';

/** A letter that this worker, and no other, may send until its lease runs out. `attempt` tells this claim from every later one. */
export type ClaimedLetter = Letter & {
  id: string;
  operationId: string;
  isDrill: boolean;
  clock: Clock;
  language: Language;
  address: string;
  messageId: string;
  writtenAt: Date;
  attempt: number;
};

/**
 * Claims one letter of the batch for `leaseMs`, or answers null when none is free. Letters that were tried least come first: one
 * that always fails cannot keep the others waiting. `except` names letters that this caller has put off. The database's own clock
 * measures leases, so that workers whose clocks differ agree on them.
 */
export async function claimLetter(
  pool: Pool,
  { batch, except, leaseMs }: { batch: string; except: readonly string[]; leaseMs: number },
): Promise<ClaimedLetter | null> {
  const { rows } = await pool.query<ClaimedLetter>({ name: 'claim-letter', text: CLAIM, values: [batch, [...except], leaseMs] });
  return rows[0] ?? null;
}

const CLAIM = `
  with free as materialized (
    select id from letter
    where batch = $1 and (state = 'queued' or (state = 'sending' and lease_until < now())) and id <> all ($2::uuid[])
    order by attempts, id
    limit 1
    for update skip locked
  )
  update letter l set state = 'sending', attempts = attempts + 1, lease_until = now() + $3 * interval '1 millisecond'
  from free, operation o
  where l.id = free.id and o.id = l.operation_id
  returning l.id, l.kind, l.content, l.language, l.address, l.operation_id as "operationId", l.message_id as "messageId",
    l.written_at as "writtenAt", l.attempts as attempt, o.is_drill as "isDrill", o.clock`;

export type Settlement = { id: string; attempt: number; state: Extract<LetterState, 'sent' | 'refused'>; response: string; at: Instant };

const TELLS = { sent: 'letter.sent', refused: 'letter.refused' } as const satisfies Record<Settlement['state'], EventType>;

/**
 * Marks a letter with what the server answered and appends its event, in one statement. A letter that the server took is marked even
 * by a worker whose lease ran out meanwhile, since it is out; but only once, so that the ledger tells of it once. `at` is the
 * operation's time.
 */
export async function settleLetter(pool: Pool, { id, attempt, state, response, at }: Settlement): Promise<void> {
  const values = [id, attempt, state, kept(response), TELLS[state], new Date(at)];
  await pool.query({ name: 'settle-letter', text: SETTLE, values });
}

const SETTLE = `
  with settled as (
    update letter set state = $3::text, response = $4, lease_until = null, sent_at = case when $3::text = 'sent' then now() end
    where id = $1 and state in ('queued', 'sending') and ($3::text = 'sent' or attempts = $2)
    returning id, operation_id, organisation_id, kind, batch, response
  )
  insert into event (operation_id, type, subject_id, organisation_id, data, at)
  select operation_id, $5, id, organisation_id, jsonb_build_object('kind', kind, 'batch', batch, 'response', response), $6 from settled`;

/** Puts a letter back into the queue, with the reason why it did not go out; the next attempt may come at once. */
export async function releaseLetter(pool: Pool, { id, attempt, response }: Omit<Settlement, 'state' | 'at'>): Promise<void> {
  await pool.query({ name: 'release-letter', text: RELEASE, values: [id, attempt, kept(response)] });
}

const RELEASE = `update letter set state = 'queued', lease_until = null, response = $3 where id = $1 and attempts = $2 and state = 'sending'`;

/** Servers answer at any length and with any bytes; PostgreSQL takes no zero byte in text. */
function kept(response: string): string {
  return response.replaceAll('\0', '').slice(0, 500);
}
