import type { Pool } from 'pg';
import type { Clock, Instant } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import type { LetterKind, LetterState } from '../../domain/letter.ts';

/**
 * A letter as its operation's coordinators see it. `response` is the mail server's latest answer. Times are real time, but for `notBefore`,
 * the operation's own: when the quiet hours end that hold it back now. `messageId` is that of the mail by which it goes out, which is another letter's where `carrierId` names one.
 */
export type LetterRow = {
  id: string;
  kind: LetterKind;
  batch: string;
  organisationId: string | null;
  organisation: string | null;
  address: string;
  language: Language;
  messageId: string;
  state: LetterState;
  attempts: number;
  response: string | null;
  writtenAt: Date;
  sentAt: Date | null;
  notBefore: Date | null;
  carrierId: string | null;
  /** The task that it became when it was refused. */
  mendedById: string | null;
};

export type LetterPage = {
  operationId: string;
  /** Only what belongs to this, such as `edition/<id>`: the deliveries of an edition. */
  batch?: string;
  state?: LetterState;
  /** The id of the last letter of the page before. */
  after?: string;
  limit: number;
};

/** Letters of an operation, oldest first. `organisation` is a code. */
export async function readLetters(pool: Pool, { operationId, batch, state, after, limit }: LetterPage): Promise<LetterRow[]> {
  const values = [operationId, batch ?? null, after ?? null, limit, state ?? null];
  const { rows } = await pool.query<LetterRow>({ name: 'read-letters', text: READ, values });
  return rows;
}

const READ = `
  select l.id, l.kind, l.batch, l.organisation_id as "organisationId", o.code as organisation, l.address, l.language,
    coalesce(c.message_id, l.message_id) as "messageId", l.state, l.attempts, l.response, l.written_at as "writtenAt",
    l.sent_at as "sentAt",
    case when l.state = 'queued' and not l.is_urgent then end_of_quiet(operation_time(p.clock, now()), o.zone, o.quiet_from, o.quiet_until) end
      as "notBefore", nullif(l.carrier_id, l.id) as "carrierId", l.mended_by_id as "mendedById"
  from letter l join operation p on p.id = l.operation_id
    left join organisation o on o.id = l.organisation_id left join letter c on c.id = l.carrier_id
  where l.operation_id = $1 and ($2::text is null or l.batch = $2) and ($3::uuid is null or l.id > $3)
    and ($5::text is null or l.state = $5)
  order by l.id
  limit $4`;

/** The clock that the letters of a batch follow; null when none of them is left to deliver. */
export async function readBatchClock(pool: Pool, batch: string): Promise<Clock | null> {
  const { rows } = await pool.query<{ clock: Clock }>({ name: 'read-batch-clock', text: READ_CLOCK, values: [batch] });
  return rows[0]?.clock ?? null;
}

const READ_CLOCK = `
  select o.clock from operation o
  where o.id = (select l.operation_id from letter l where l.batch = $1 and l.state in ('queued', 'sending') limit 1)`;

/** `waiting`: neither sent nor refused though it is time for them, those that another worker is just sending among them. */
export type OpenLetters = { waiting: number; quietUntil: Instant | null };

/** What is left of a batch at an instant of its operation: what waits for a mail server, and when the first of the rest ends its quiet hours. */
export async function readOpenLetters(pool: Pool, batch: string, at: Instant): Promise<OpenLetters> {
  const { rows } = await pool.query<{ waiting: number; quiet_until: Date | null }>({
    name: 'read-open-letters',
    text: READ_OPEN,
    values: [batch, new Date(at)],
  });
  return { waiting: rows[0]?.waiting ?? 0, quietUntil: rows[0]?.quiet_until?.getTime() ?? null };
}

const READ_OPEN = `
  select count(*) filter (where ends is null)::int as waiting, min(ends) as quiet_until
  from letter l left join organisation o on o.id = l.organisation_id
    cross join lateral (
      select case when not l.is_urgent and (l.state = 'queued' or l.lease_until < now())
        then end_of_quiet($2, o.zone, o.quiet_from, o.quiet_until) end as ends) quiet
  where l.batch = $1 and l.state in ('queued', 'sending')`;
