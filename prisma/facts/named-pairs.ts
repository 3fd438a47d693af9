import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { doFiguresStand } from '../reads/kept-figures.ts';
import { seeAll } from '../sight.ts';
import { readPairCases } from './judged-pairs.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** A pair that somebody names. `operations`: those whose cases the operation counts, itself among them. */
export type NamedPair = {
  id: string;
  operationId: string;
  operations: readonly string[];
  /** Whose cases the person may see; null where everybody's. */
  organisations: readonly string[] | null;
  caseIds: readonly [string, string];
  reason: string;
  personId: string;
  at: Date;
};

/**
 * Puts a pair before whoever judges that no score has found, or that one has taken back. What it scores follows, behind the others. Answers
 * why not, where one of the cases is not there, or the pair is known.
 */
export function nameDuplicate(
  { prisma }: Database,
  pair: NamedPair,
  receiptFor: (id: string) => Receipt,
): Promise<{ id: string } | FailureCode> {
  const { id: newId, operationId, operations, organisations, caseIds, reason, personId, at } = pair;
  return prisma.$transaction(async (tx): Promise<{ id: string } | FailureCode> => {
    await seeAll(tx);
    const cases = await readPairCases(tx, caseIds);
    const [one, two] = cases;
    const isThere = cases.every((each) => operations.includes(each.operationId) && (organisations?.includes(each.organisationId) ?? true));
    if (!one || !two || !isThere) return 'case.not-found';
    if (await doFiguresStand(tx, [one.operationId, two.operationId])) return 'operation.purged';
    const [named] = await tx.$queryRaw<{ id: string }[]>`
      insert into duplicate_candidate as d (id, operation_id, one_id, one_operation_id, one_organisation_id, two_id, two_operation_id,
        two_organisation_id, score, reasons, found_at, named_by_id, naming_reason)
      values (${newId}::uuid, ${operationId}::uuid, ${one.caseId}::uuid, ${one.operationId}::uuid, ${one.organisationId}::uuid, ${two.caseId}::uuid,
        ${two.operationId}::uuid, ${two.organisationId}::uuid, 0, '[]', ${at}::timestamptz, ${personId}::uuid, ${reason})
      on conflict (one_id, two_id) do update
        set state = 'open', named_by_id = excluded.named_by_id, naming_reason = excluded.naming_reason where d.state = 'withdrawn'
      returning id::text`;
    if (!named) return 'duplicate.known-before';
    await tx.$executeRaw`insert into unmatched_case (case_id) values (${one.caseId}::uuid)`;
    const told = new Map(cases.map((each) => [each.organisationId, each]));
    for (const each of told.values()) {
      await appendEvent(tx, {
        ...{
          type: 'duplicate.found',
          at,
          operationId: each.operationId,
          subjectId: named.id,
          organisationId: each.organisationId,
          actorId: personId,
        },
        data: { case: each.caseId, reason },
      });
    }
    await insertReceipt(tx, receiptFor(named.id));
    return named;
  });
}
