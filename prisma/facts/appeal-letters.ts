import type { EditionMatter } from '../../domain/edition-matter.ts';
import { queueing } from '../decisions/letter-queue.ts';
import type { Tx } from '../event.ts';
import { coordinatorMailboxes, ownMailboxes } from '../reads/mailboxes.ts';
import { tellEditionMatter } from './edition-matter-letters.ts';

/** An appeal of `organisationId` for a late report. `missed` are the keys of the editions whose cut-off it came after. */
export type ToldAppeal = {
  id: string;
  operation: { id: string; title: string; at: number };
  organisationId: string;
  reference: string;
  missed: readonly string[];
};

const batchOf = ({ id }: ToldAppeal): string => `late-appeal/${id}`;

/** The coordinators hear why a report should be taken though it is late. */
export async function tellAppealMade(tx: Tx, appeal: ToldAppeal, reason: string): Promise<void> {
  const { id: appealId, operation, reference } = appeal;
  const content: EditionMatter = { ...(await aboutOf(tx, appeal)), matter: 'late-appeal', reference, reason, appealId };
  await tellEditionMatter(tx, { operation, batch: batchOf(appeal), occasion: 'made' }, await coordinatorMailboxes(tx, operation), content);
}

/** Whoever appealed hears that its report is not taken, and why. */
export async function tellAppealRefused(tx: Tx, appeal: ToldAppeal, reason: string): Promise<void> {
  const { id: appealId, operation, organisationId, reference } = appeal;
  const decided = { matter: 'late-appeal-decided', outcome: 'refused', reference, reason, appealId } as const;
  const content: EditionMatter = { ...(await aboutOf(tx, appeal)), ...decided };
  await tellEditionMatter(
    tx,
    { operation, batch: batchOf(appeal), occasion: 'decided' },
    await ownMailboxes(tx, operation, organisationId),
    content,
  );
}

async function aboutOf(tx: Tx, { operation, organisationId, missed }: ToldAppeal) {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  return { operation: operation.title, organisation: name, edition: missed.join(', ') };
}

/** Parts of the statement that takes the report: whoever appealed hears of it. Expects `granted`, a row of it with the instant; $32 are the editions that were missed. */
export const GRANTED_LETTERS = `
  granted_letters as (${queueing(`
    select row_number() over (order by a.address) as position, g.operation_id, 'late-appeal/' || g.id as batch, 'edition-matter' as kind,
      'decided' as occasion, o.id as organisation_id, a.person_id, a.address, o.language, 'late-appeal/' || g.id as thread, false as is_urgent,
      jsonb_strip_nulls(jsonb_build_object('operation', p.title, 'organisation', o.name, 'edition', $32::text, 'matter', 'late-appeal-decided',
        'outcome', 'granted', 'reference', g.reference, 'reason', $31::text, 'appealId', g.id)) as content
    from granted g
      join operation p on p.id = g.operation_id
      join organisation o on o.id = g.organisation_id
      cross join lateral letter_addresses(g.operation_id, o.id, g.at, '{holder}') a`)}
  ), granted_deliveries as (
    insert into outbox (workflow_id, signal) select 'letters/late-appeal/' || id || '/decided', 'deliver' from granted
  )`;
