import type { ReviewOutcome, ReviewState } from '../../domain/review.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type ReviewItem = {
  id: string;
  caseId: string;
  organisation: string;
  reference: string;
  version: number;
  pointer: string;
  code: string;
  detail: string;
  state: ReviewState;
  raisedAt: string;
  taskingId: string | null;
  answer: string | null;
  answeredAt: string | null;
  outcome: ReviewOutcome | null;
  reason: string | null;
  settledAt: string | null;
};

type Row = Omit<ReviewItem, 'raisedAt' | 'answeredAt' | 'settledAt'> & { raisedAt: Date; answeredAt: Date | null; settledAt: Date | null };

export type ReviewFilter = {
  operationId: string;
  id?: string | undefined;
  caseId?: string | undefined;
  state?: ReviewState | undefined;
  code?: string | undefined;
  organisation?: string | undefined;
  /** Code of the regional office that follows the owner up. */
  rilo?: string | undefined;
};

/**
 * Where a review stands, of `case_warning w` and the task `t` by which its owner was asked last. Told by the task rather than kept beside it: so an
 * answer, a withdrawal and a reassignment of tasks need not know of reviews. What was answered before it was asked again is not answered.
 */
export const REVIEW_STATE = `
  case when w.settled_at is not null then 'settled'
    when w.answered_at >= coalesce(w.asked_at, w.answered_at) or t.answer is not null then 'answered'
    when t.state in ('open', 'lapsed') then 'asked'
    else 'open' end`;

/** Handed to another service of its country, the task is that one's. */
export const ASKED_BY = `
  left join lateral (
    select state, answer, coalesce(details #>> '{}', reason, answer) as said, answered_at from task
    where tasking_id = w.tasking_id order by (organisation_id = w.organisation_id) desc, id limit 1) t on true`;

const CONDITIONS: Record<Exclude<keyof ReviewFilter, 'operationId'>, (value: string) => string> = {
  id: (value) => `w.id = ${value}`,
  caseId: (value) => `w.case_id = ${value}`,
  state: (value) => `(w.settled_at is not null) = (${value} = 'settled') and ${REVIEW_STATE} = ${value}`,
  code: (value) => `w.code = ${value}`,
  organisation: (value) => `o.code = ${value}`,
  rilo: (value) =>
    `exists (select from participation p where p.operation_id = w.operation_id and p.organisation_id = w.organisation_id and p.rilo = ${value})`,
};

/** Oldest first. What the sight does not cover is not there. */
export async function listReviews(
  { pool }: Database,
  sight: Sight,
  { operationId, ...filter }: ReviewFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<ReviewItem[]> {
  const names = (Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]).filter((name) => filter[name] !== undefined);
  const conditions = names.map((name, i) => `and ${CONDITIONS[name](`$${i + 4}`)}`);
  const { rows } = await queryAs<Row>(pool, sight, {
    name: `list-reviews-${names.join('-')}`.slice(0, 63),
    text: `
      select w.id, w.case_id as "caseId", o.code as organisation, c.reference, w.version, w.pointer, w.code, w.detail, ${REVIEW_STATE} as state,
        w.raised_at as "raisedAt", w.tasking_id as "taskingId",
        case when w.answered_at >= coalesce(w.asked_at, w.answered_at) then w.answer else coalesce(t.said, w.answer) end as answer,
        case when w.answered_at >= coalesce(w.asked_at, w.answered_at) then w.answered_at else coalesce(t.answered_at, w.answered_at) end
          as "answeredAt",
        w.outcome, w.settled_reason as reason, w.settled_at as "settledAt"
      from case_warning w join case_report c on c.id = w.case_id join organisation o on o.id = w.organisation_id ${ASKED_BY}
      where w.operation_id = $1 and ($2::uuid is null or w.id > $2) ${conditions.join(' ')} order by w.id limit $3`,
    values: [operationId, after, limit, ...names.map((name) => filter[name])],
  });
  return rows.map(({ raisedAt, answeredAt, settledAt, ...row }) => ({
    ...row,
    raisedAt: raisedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  }));
}

/** Of one case, all of them: a report can raise a few for each line at most. */
export function listReviewsOf(database: Database, sight: Sight, operationId: string, caseId: string): Promise<ReviewItem[]> {
  return listReviews(database, sight, { operationId, caseId }, { after: null, limit: MOST });
}

const MOST = 1_000;

/** Inside the transaction that is about to change it. */
export async function findReviewState(
  tx: Tx,
  id: string,
): Promise<{ state: ReviewState; caseId: string; organisationId: string; code: string } | undefined> {
  const [found] = await tx.$queryRaw<{ state: ReviewState; caseId: string; organisationId: string; code: string }[]>`
    select ${Prisma.raw(REVIEW_STATE)} as state, w.case_id as "caseId", w.organisation_id as "organisationId", w.code
    from case_warning w ${Prisma.raw(ASKED_BY)} where w.id = ${id}::uuid`;
  return found;
}
