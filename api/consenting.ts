import type { z } from 'zod';
import { isHeading } from '../domain/catalogue/headings.ts';
import type { ConsentScope } from '../domain/consent.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { listOwnCases } from '../prisma/reads/consents.ts';
import type { SpokenAnswer } from '../domain/tasking.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal, refuseFlaws } from './refusal.ts';
import { readValidity } from './shapes/validity.ts';
import type { ConsentScope as Shape } from './shapes/consent.ts';

type Written = Pick<z.output<typeof Shape>, 'headings' | 'cases' | 'purposes'>;

/** How far an owner says that its consent reaches, or a refusal that points at what is not its own. `at` is where it stands in the body. */
export async function readScope(
  { database }: Dependencies,
  { operationId, organisationId }: { operationId: string; organisationId: string },
  { headings, cases, purposes }: Partial<Written>,
  at = '',
): Promise<ConsentScope> {
  const own = cases && (await listOwnCases(database, { operationId, organisationId }, cases));
  const strange = (headings ?? []).flatMap((code, i): Flaw[] =>
    isHeading(code) ? [] : [flaw(`${at}/headings/${i}`, 'plan.heading-unknown')],
  );
  const foreign = (cases ?? []).flatMap((id, i): Flaw[] => (own?.includes(id) ? [] : [flaw(`${at}/cases/${i}`, 'consent.case-unknown')]));
  refuseFlaws('request.invalid', [...strange, ...foreign]);
  return { headings: headings ?? null, cases: cases ?? null, purposes: purposes ?? null };
}

/** That of an answer; only a consent that is given has one. */
export async function readAnswerScope(
  deps: Dependencies,
  owner: { operationId: string; organisationId: string },
  { answer, scope }: { answer: SpokenAnswer; scope?: z.output<typeof Shape> | undefined },
  now: number,
): Promise<ConsentScope & { until: string | null }> {
  if (!scope) return { headings: null, cases: null, purposes: null, until: null };
  if (answer !== 'give') throw new Refusal('task.answer-unfit');
  const { until } = readValidity({ until: scope.until }, now, '/scope');
  return { ...(await readScope(deps, owner, scope, '/scope')), until: until?.toISOString() ?? null };
}
