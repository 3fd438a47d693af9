import type { EditionMatter } from '../../domain/edition-matter.ts';
import { queueing, queueLetters } from '../decisions/letter-queue.ts';
import type { Tx } from '../event.ts';
import { coordinatorMailboxes, ownMailboxes, type Mailbox } from '../reads/mailboxes.ts';

/** An appeal of `organisationId` for a late report. `missed` are the keys of the editions whose cut-off it came after. */
export type ToldAppeal = {
  id: string;
  operation: { id: string; title: string; at: number };
  organisationId: string;
  reference: string;
  missed: readonly string[];
};

/** The coordinators hear why a report should be taken though it is late. */
export async function tellAppealMade(tx: Tx, appeal: ToldAppeal, reason: string): Promise<void> {
  const { id: appealId, operation, reference } = appeal;
  const content: EditionMatter = { ...(await aboutOf(tx, appeal)), matter: 'late-appeal', reference, reason, appealId };
  await tell(tx, appeal, { occasion: 'made', told: await coordinatorMailboxes(tx, operation), content });
}

/** Whoever appealed hears that its report is not taken, and why. */
export async function tellAppealRefused(tx: Tx, appeal: ToldAppeal, reason: string): Promise<void> {
  const { id: appealId, operation, organisationId, reference } = appeal;
  const decided = { matter: 'late-appeal-decided', outcome: 'refused', reference, reason, appealId } as const;
  const content: EditionMatter = { ...(await aboutOf(tx, appeal)), ...decided };
  await tell(tx, appeal, { occasion: 'decided', told: await ownMailboxes(tx, operation, organisationId), content });
}

async function aboutOf(tx: Tx, { operation, organisationId, missed }: ToldAppeal) {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  return { operation: operation.title, organisation: name, edition: missed.join(', ') };
}

async function tell(
  tx: Tx,
  { id, operation }: ToldAppeal,
  { occasion, told, content }: { occasion: string; told: readonly Mailbox[]; content: EditionMatter },
): Promise<void> {
  const batch = `late-appeal/${id}`;
  await queueLetters(
    tx,
    told.map((mailbox) => ({ ...mailbox, operation, batch, kind: 'edition-matter', occasion, content })),
  );
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/${occasion}`, signal: 'deliver' } });
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
