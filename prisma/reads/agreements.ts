import type { Tx } from '../event.ts';

/** Who agreed to an edition: how its reporting members answered, and which posts signed it off. Posts, not names: it is published. */
export type Agreement = {
  members: { confirmed: number; disputed: number; consentedBySilence: number; open: number };
  signOff: { post: string; step: string; at: string }[];
};

export async function readAgreement(
  tx: Tx,
  { taskingId, approvalId }: { taskingId: string | null; approvalId: string | null },
): Promise<Agreement> {
  const answers = taskingId ? await tx.task.groupBy({ by: ['answer'], where: { taskingId }, _count: true }) : [];
  const count = (answer: string | null): number => answers.find((row) => row.answer === answer)?._count ?? 0;
  const decisions = approvalId
    ? await tx.approvalDecision.findMany({ where: { approvalId, kind: 'approve' }, orderBy: { at: 'asc' } })
    : [];
  return {
    members: { confirmed: count('confirm'), disputed: count('dispute'), consentedBySilence: count('silence'), open: count(null) },
    signOff: decisions.map(({ post, step, at }) => ({ post, step, at: at.toISOString() })),
  };
}
