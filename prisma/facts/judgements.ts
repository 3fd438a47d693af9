import { v7 } from 'uuid';
import type { FailureCode } from '../../domain/failure.ts';
import { primaryOf, refuseLink } from '../../domain/judgement.ts';
import type { Database } from '../client.ts';
import { appendEvent, type Tx } from '../event.ts';
import { countsFrom } from '../frozen.ts';
import { doFiguresStand } from '../reads/kept-figures.ts';
import { seeAll } from '../sight.ts';
import { tellTallies } from '../tallies/stale.ts';
import { lockPair, operationsOf, type LockedPair, type PairCase } from './judged-pairs.ts';
import { tellOwners } from './link-letters.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** What somebody says of a pair. `at` is the time of the operation that counts both cases. */
type Saying = { id: string; reason: string; personId: string; at: Date };
export type Judgement = Saying & ({ decision: 'linked'; primary: string | null } | { decision: 'distinct' });

/** Makes the receipt once it is known which case counts: null where none counts for the other. */
type ReceiptFor = (primaryId: string | null) => Receipt;
export type Judged = { primaryId: string | null } | FailureCode;

/** Says that two reports are one seizure, so that one of them counts, or that they are two, so that nobody is asked again. */
export function judgeDuplicate({ prisma }: Database, judgement: Judgement, receiptFor: ReceiptFor): Promise<Judged> {
  return prisma.$transaction(async (tx): Promise<Judged> => {
    await seeAll(tx);
    const operations = await operationsOf(tx, judgement.id);
    const at = await countsFrom(tx, operations, judgement.at);
    if (await doFiguresStand(tx, operations)) return 'operation.purged';
    const pair = await lockPair(tx, judgement.id);
    if (typeof pair === 'string') return pair;
    if (pair.state === 'linked' || pair.state === 'distinct') return 'duplicate.decided-before';
    const judged =
      judgement.decision === 'linked' ? await link(tx, pair, { ...judgement, at }, judgement.primary) : await part(tx, pair, judgement);
    if (typeof judged !== 'string') await insertReceipt(tx, receiptFor(judged.primaryId));
    return judged;
  });
}

/** Takes a judgement back: the pair is open again, and what was linked counts apart. */
export function undoJudgement({ prisma }: Database, saying: Saying, receipt: Receipt): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx): Promise<FailureCode | null> => {
    await seeAll(tx);
    const operations = await operationsOf(tx, saying.id);
    const from = await countsFrom(tx, operations, saying.at);
    if (await doFiguresStand(tx, operations)) return 'operation.purged';
    const pair = await lockPair(tx, saying.id);
    if (typeof pair === 'string') return pair;
    if (pair.state !== 'linked' && pair.state !== 'distinct') return 'duplicate.not-decided';
    const { id, reason, personId, at } = saying;
    await tx.$executeRaw`
      update duplicate_candidate set state = 'open', link_id = null, decided_by_id = null, decided_at = null, decision_reason = null
      where id = ${id}::uuid`;
    if (pair.linkId !== null) {
      await tx.$executeRaw`
        update case_link set unlinked_by_id = ${personId}::uuid, unlinked_at = ${from}::timestamptz, unlink_reason = ${reason}
        where id = ${pair.linkId}::uuid`;
      await tellTallies(tx, pair.cases);
      await tellOwners(tx, pair, { occasion: `unlinked-${pair.linkId}`, primaryId: null, reason, at });
    }
    await tellBoth(tx, pair, pair.linkId === null ? 'duplicate.reopened' : 'case.unlinked', saying, {});
    await insertReceipt(tx, receipt);
    return null;
  });
}

async function link(tx: Tx, pair: LockedPair, saying: Saying, wanted: string | null): Promise<Judged> {
  const [one, two] = pair.cases;
  const primaryId = wanted ?? primaryOf(one, two);
  if (primaryId !== one.caseId && primaryId !== two.caseId) return 'duplicate.not-of-pair';
  const [primary, secondary] = primaryId === one.caseId ? [one, two] : [two, one];
  const refused = refuseLink(primary, secondary);
  if (refused) return refused;
  const { reason, personId, at } = saying;
  const linkId = v7();
  await tx.$executeRaw`
    insert into case_link (id, primary_id, primary_operation_id, primary_organisation_id, secondary_id, operation_id, organisation_id, reason,
      linked_by_id, linked_at)
    values (${linkId}::uuid, ${primaryId}::uuid, ${primary.operationId}::uuid, ${primary.organisationId}::uuid, ${secondary.caseId}::uuid,
      ${secondary.operationId}::uuid, ${secondary.organisationId}::uuid, ${reason}, ${personId}::uuid, ${at}::timestamptz)`;
  await settle(tx, saying, 'linked', linkId);
  await tellTallies(tx, pair.cases);
  await tellBoth(tx, pair, 'case.linked', saying, { primary: primaryId, secondary: secondary.caseId });
  await tellOwners(tx, pair, { occasion: `linked-${linkId}`, primaryId, reason, at });
  return { primaryId };
}

async function part(tx: Tx, pair: LockedPair, saying: Saying): Promise<Judged> {
  await settle(tx, saying, 'distinct', null);
  await tellBoth(tx, pair, 'duplicate.dismissed', saying, {});
  return { primaryId: null };
}

async function settle(tx: Tx, { id, reason, personId, at }: Saying, state: string, linkId: string | null): Promise<void> {
  await tx.$executeRaw`
    update duplicate_candidate set state = ${state}, link_id = ${linkId}::uuid, decided_by_id = ${personId}::uuid, decided_at = ${at}::timestamptz,
      decision_reason = ${reason}
    where id = ${id}::uuid`;
}

type JudgedEvent = 'case.linked' | 'case.unlinked' | 'duplicate.dismissed' | 'duplicate.reopened';

/** One event for each owner, in its own operation's ledger: what one was told, the other cannot read. */
async function tellBoth(tx: Tx, pair: LockedPair, type: JudgedEvent, { id, reason, personId, at }: Saying, data: object): Promise<void> {
  const told = new Map(pair.cases.map((each): [string, PairCase] => [each.organisationId, each]));
  for (const { caseId, operationId, organisationId } of told.values()) {
    await appendEvent(tx, {
      ...{ type, at, operationId, subjectId: id, organisationId, actorId: personId },
      data: { case: caseId, reason, ...data },
    });
  }
}
