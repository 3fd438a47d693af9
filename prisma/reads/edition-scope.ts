import type { EditionKnown } from '../../domain/edition-document.ts';
import type { EditionRule, Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import type { Edition } from '../generated/client.ts';
import type { FigureScope } from './counted.ts';
import type { FigureKnown } from './figures.ts';
import { readKnownStrands } from './frozen-editions.ts';

/** By which plan an edition was counted, of what, and what it knew beside the ledger. */
export async function readEditionScope(tx: Tx, edition: Edition): Promise<{ plan: Plan; scope: FigureScope; known: FigureKnown }> {
  const { operationId, planVersion: number, cutOffAt: cutOff } = edition;
  const { content } = await tx.planVersion.findUniqueOrThrow({ where: { operationId_number: { operationId, number } } });
  const { phases } = edition.rule as unknown as EditionRule;
  const known = edition.known as EditionKnown | null;
  return {
    plan: content as unknown as Plan,
    scope: { operationId, phases, cutOff },
    known: { participations: known?.participations, strands: known ? await readKnownStrands(tx, known) : {} },
  };
}
