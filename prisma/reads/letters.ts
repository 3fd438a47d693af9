import type { Pool } from 'pg';
import type { LetterKind, LetterState } from '../../domain/letter.ts';
import type { Language } from '../../domain/organisation.ts';

/** A letter as its operation's coordinators see it. `response` is the mail server's latest answer; times are real time. */
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
};

export type LetterPage = {
  operationId: string;
  /** Only what belongs to this, such as `edition/<id>`: the deliveries of an edition. */
  batch?: string;
  /** The id of the last letter of the page before. */
  after?: string;
  limit: number;
};

/** Letters of an operation, oldest first. `organisation` is a code. */
export async function readLetters(pool: Pool, { operationId, batch, after, limit }: LetterPage): Promise<LetterRow[]> {
  const values = [operationId, batch ?? null, after ?? null, limit];
  const { rows } = await pool.query<LetterRow>({ name: 'read-letters', text: READ, values });
  return rows;
}

const READ = `
  select l.id, l.kind, l.batch, l.organisation_id as "organisationId", o.code as organisation, l.address, l.language,
    l.message_id as "messageId", l.state, l.attempts, l.response, l.written_at as "writtenAt", l.sent_at as "sentAt"
  from letter l left join organisation o on o.id = l.organisation_id
  where l.operation_id = $1 and ($2::text is null or l.batch = $2) and ($3::uuid is null or l.id > $3)
  order by l.id
  limit $4`;

/** How many letters of a batch are neither sent nor refused, those that another worker is just sending among them. */
export async function countOpenLetters(pool: Pool, batch: string): Promise<number> {
  const { rows } = await pool.query<{ open: number }>({ name: 'count-open-letters', text: COUNT_OPEN, values: [batch] });
  return rows[0]?.open ?? 0;
}

const COUNT_OPEN = `select count(*)::int as open from letter where batch = $1 and state in ('queued', 'sending')`;
