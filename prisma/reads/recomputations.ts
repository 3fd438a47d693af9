import { documentDifferences, type EditionDocument, type EditionKnown } from '../../domain/edition-document.ts';
import type { FigureDifference } from '../../domain/edition.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import { readCaseSet } from '../case-set.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import { seeAll } from '../sight.ts';
import { countEdition } from './frozen-editions.ts';

/** What the ledger gives today for an edition that was frozen once. `missing` counts versions of cases that it counted and the ledger holds no more. */
export type Recomputation = {
  editionId: string;
  sha256: string;
  recomputedSha256: string;
  isEqual: boolean;
  missing: number;
  differences: FigureDifference[];
};

/** Counts an edition again from the ledger; null for one that was frozen before editions had an identity. */
export function recomputeEdition({ prisma }: Database, editionId: string): Promise<Recomputation | null> {
  return prisma.$transaction(
    async (tx) => {
      await seeAll(tx);
      const edition = await tx.edition.findUniqueOrThrow({ where: { id: editionId } });
      if (edition.document === null || edition.sha256 === null) return null;
      const { document, sha256 } = await countAgain(tx, edition);
      return {
        editionId,
        sha256: edition.sha256,
        recomputedSha256: sha256,
        isEqual: sha256 === edition.sha256,
        missing: await countMissing(tx, edition),
        differences: documentDifferences(JSON.parse(edition.document) as EditionDocument, document),
      };
    },
    { timeout: 60_000 },
  );
}

async function countAgain(tx: Tx, edition: Edition): Promise<{ document: EditionDocument; sha256: string }> {
  const { operationId, planVersion, key, number } = edition;
  const where = { operationId_number: { operationId, number: planVersion } };
  const { content } = await tx.planVersion.findUniqueOrThrow({ where });
  const counting = {
    ...{ operationId, planVersion, plan: content as unknown as Plan, edition: { key, number } },
    rule: edition.rule as unknown as EditionRule,
    known: edition.known as unknown as EditionKnown,
  };
  return countEdition(tx, counting, (cases) => readCaseSet(tx, cases));
}

async function countMissing(tx: Tx, { caseSetId }: Edition): Promise<number> {
  const [row] = await tx.$queryRaw<{ missing: number }[]>`
    select count(*)::int as missing
    from case_set s cross join unnest(s.case_ids, s.versions) as counted (case_id, version)
    where s.id = ${caseSetId}::uuid
      and not exists (select from case_version v where v.case_id = counted.case_id and v.version = counted.version)`;
  return row?.missing ?? 0;
}
