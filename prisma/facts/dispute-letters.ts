import type { FigureName } from '../../domain/dispute.ts';
import type { EditionMatter } from '../../domain/edition-matter.ts';
import { queueing } from '../decisions/letter-queue.ts';
import type { Tx } from '../event.ts';
import type { Edition, FigureDispute } from '../generated/client.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes, coordinatorsOf, ownMailboxes } from '../reads/mailboxes.ts';
import { tellEditionMatter } from './edition-matter-letters.ts';

/** All that is said of what one member disputes in one edition: its letters to one reader are a thread. */
const batchOf = ({ editionId, organisationId }: Pick<FigureDispute, 'editionId' | 'organisationId'>): string =>
  `dispute/${editionId}/${organisationId}`;

/**
 * Parts of the statement that answers: the coordinators hear what a member disputes, and that it takes that back by answering once more. Where
 * what it disputed had been settled or withdrawn before, they know: that is found by instant and reason, since an operation's time can stand still.
 * Expects `framed` and `disputed`; the request names the letters.
 */
export const DISPUTE_LETTERS = `
  matters as materialized (
    select f.*, d.id as dispute_id, 'dispute/' || f.edition_id || '/' || f.organisation_id as batch,
      md5(f."personId"::text || '/' || f."receiptKey") as occasion
    from framed f left join disputed d on d.edition_id = f.edition_id and d.organisation_id = f.organisation_id
    where f.answer = 'dispute' or f.answer_before = 'dispute' and not exists (
      select from figure_dispute e
      where e.edition_id = f.edition_id and e.organisation_id = f.organisation_id and e.state <> 'open'
        and (e.said_at, e.reason) = (f.answered_before, f.reason_before))
  ), matter_letters as (${queueing(`
    select row_number() over (order by m.edition_id, c.address) as position, m.operation_id, m.batch, 'edition-matter' as kind, m.occasion,
      c."organisationId" as organisation_id, c."personId" as person_id, c.address, c.language, m.batch as thread, false as is_urgent,
      jsonb_build_object('operation', p.title, 'edition', e.key, 'organisation', o.name, 'editionId', e.id)
        || case when m.answer <> 'dispute' then jsonb_build_object('matter', 'dispute-withdrawn')
          else jsonb_build_object('matter', 'disputed', 'reason', m.reason) end
        || case when m.dispute_id is null then '{}' else jsonb_build_object('figures', m.figures, 'rule', m."disputeRule", 'disputeId', m.dispute_id) end
        as content
    from matters m
      join operation p on p.id = m.operation_id
      join edition e on e.id = m.edition_id
      join organisation o on o.id = m.organisation_id
      cross join lateral (${coordinatorsOf('m.operation_id')}) c`)}
  ), matter_deliveries as (
    insert into outbox (workflow_id, signal) select 'letters/' || batch || '/' || occasion, 'deliver' from matters
  )`;

type Ended = { dispute: FigureDispute; edition: Edition; operation: OperationNow };

/** What its member has taken back is told to the coordinators, and what they have settled to its member. */
export async function tellDisputeEnded(
  tx: Tx,
  { dispute, edition, operation }: Ended,
  { state, reason }: { state: 'withdrawn' | 'settled'; reason: string | null },
): Promise<void> {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: dispute.organisationId } });
  const about = { operation: operation.title, organisation: name, edition: edition.key, editionId: edition.id };
  const content: EditionMatter =
    state === 'withdrawn'
      ? { ...about, matter: 'dispute-withdrawn' }
      : { ...about, matter: 'dispute-settled', figures: dispute.figures as FigureName[], reason: reason ?? '' };
  const told =
    state === 'withdrawn' ? await coordinatorMailboxes(tx, operation) : await ownMailboxes(tx, operation, dispute.organisationId);
  await tellEditionMatter(tx, { operation, batch: batchOf(dispute), occasion: `${state}-${dispute.id}` }, told, content);
}
