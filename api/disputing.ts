import { z } from 'zod';
import { disputeFlaws, type FigureName } from '../domain/dispute.ts';
import type { SpokenAnswer, TaskingKind } from '../domain/tasking.ts';
import type { Database } from '../prisma/client.ts';
import { findFramed } from '../prisma/reads/editions.ts';
import { Refusal, refuseFlaws } from './refusal.ts';

export const DisputedFigures = z
  .array(z.strictObject({ name: z.string().min(1).max(120), unit: z.string().min(1).max(40) }))
  .min(1)
  .max(200);

type Said = { taskingId: string; kind: TaskingKind; answer: SpokenAnswer; figures: readonly FigureName[] };

/** Refuses figures that are not the administration's own in the edition that it is asked about, or that come with another answer. */
export async function refuseStrangeFigures(
  database: Database,
  { taskingId, kind, answer, figures }: Said,
  organisationId: string,
): Promise<void> {
  if (kind !== 'confirm-figures' || answer !== 'dispute') throw new Refusal('task.answer-unfit');
  const framed = await findFramed(database, taskingId, organisationId);
  refuseFlaws('request.invalid', disputeFlaws(figures, framed?.own ?? []));
}
