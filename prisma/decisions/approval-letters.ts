import { turnOf, type Approval } from '../../domain/approval.ts';
import { isApprovalTold } from '../../domain/letter.ts';
import { isoOf } from '../../domain/moment.ts';
import type { Approver, Step } from '../../domain/step.ts';
import type { Prisma } from '../generated/client.ts';
import type { Tx } from '../event.ts';
import { briefOf, matterIn } from '../reads/approval-briefs.ts';
import type { OperationNow } from '../reads/clocks.ts';
import { coordinatorMailboxes } from '../reads/mailboxes.ts';
import { namesOf } from '../reads/names.ts';
import { queueLetters } from './letter-queue.ts';

/** An approval that letters are written about. */
export type Lettered = { id: string; operation: OperationNow };

const HOUR_MS = 3_600_000;

/**
 * Writes to everybody whose turn it is in these steps, which open now; stand-ins as well, since somebody is away. Approvers without an
 * address find the approval in the console all the same.
 */
export async function askApprovers(
  tx: Tx,
  { id, operation }: Lettered,
  { state, approvers, steps, changes }: { state: Approval; approvers: readonly Approver[]; steps: readonly Step[]; changes?: number },
): Promise<void> {
  const brief = await briefOf(tx, id);
  for (const { step, approvers: able } of turnOf(state, approvers)) {
    if (!steps.some(({ name }) => name === step.name)) continue;
    const { deadline } = step;
    const due = deadline ? { deadline: isoOf(operation.at + deadline.hours * HOUR_MS), silence: deadline.then } : {};
    const resubmitted = changes === undefined ? {} : { changes };
    await writeTo(
      tx,
      { id, operation },
      able.map(({ personId }) => personId),
      {
        kind: 'decision-request',
        occasion: `step-${state.steps.indexOf(step)}`,
        content: { operation: operation.title, ...brief, step: step.name, ...due, ...resubmitted, approvalId: id },
        each: await standingsOf(tx, able),
      },
    );
  }
}

/** Somebody's reason; or the step whose deadline has passed, and when. */
type Because = { reason: string; by: string } | { step: string; deadline: string };

/** Tells the author, and everybody who had agreed, that a submission came back, and why; and `others`. */
export async function tellReturn(
  tx: Tx,
  approval: Lettered,
  { state, because, others = [] }: { state: Approval; because: Because; others?: readonly string[] },
): Promise<void> {
  const agreed = state.voices.filter(({ kind }) => kind === 'approve');
  const told = agreed.flatMap(({ personId, standsFor }) => (standsFor === null ? [personId] : [personId, standsFor]));
  await writeTo(tx, approval, [state.author.personId, ...told, ...others], {
    kind: 'returned',
    occasion: 'returned',
    content: { operation: approval.operation.title, ...matterIn(await briefOf(tx, approval.id)), outcome: state.outcome, ...because },
  });
}

/** Tells the author, and the coordinators, what was approved: it is for them to go on. Whoever has just decided it knows. */
export async function tellApproval(
  tx: Tx,
  approval: Lettered,
  { state, decidedById }: { state: Approval; decidedById: string | null },
): Promise<void> {
  const brief = await briefOf(tx, approval.id);
  if (!isApprovalTold(brief.subject)) return;
  const told = [state.author.personId, ...(await coordinatorsOf(tx, approval.operation.id))].filter((personId) => personId !== decidedById);
  await writeTo(tx, approval, told, {
    kind: 'approved',
    occasion: 'approved',
    content: { operation: approval.operation.title, ...matterIn(brief) },
  });
}

/** `each` is what is said to one of them only, by the id of the person. */
type ApprovalLetter = { kind: string; occasion: string; content: Prisma.InputJsonObject; each?: Record<string, Prisma.InputJsonObject> };

/** For whom each of these decides who is asked only in place of others. */
export async function standingsOf(tx: Tx, able: readonly Approver[]): Promise<Record<string, { standsFor: string }>> {
  const names = await namesOf(
    tx,
    able.map(({ standsFor }) => standsFor),
  );
  const byPerson = Object.groupBy(able, ({ personId }) => personId);
  return Object.fromEntries(
    Object.entries(byPerson).flatMap(([personId, voices = []]) => {
      const absent = voices.flatMap(({ standsFor }) => (standsFor === null ? [] : [names[standsFor] ?? '']));
      return absent.length < voices.length ? [] : [[personId, { standsFor: [...new Set(absent)].join(', ') }]];
    }),
  );
}

/** Queues one letter to each of these people who has an address; answers how many. */
export async function writeTo(
  tx: Tx,
  { id, operation }: Lettered,
  personIds: readonly string[],
  { content, each = {}, ...letter }: ApprovalLetter,
): Promise<number> {
  const people = await tx.person.findMany({
    where: { id: { in: [...personIds] }, email: { not: null } },
    include: { organisation: true },
  });
  return queueLetters(
    tx,
    people.map(({ id: personId, email, organisation }) => ({
      ...letter,
      content: { ...content, ...each[personId] },
      operation,
      batch: `approval/${id}`,
      organisationId: organisation.id,
      address: email ?? '',
      language: organisation.language,
    })),
  );
}

/** Coordinators of the organisations that lead by the plan in force, or by the latest draft before there is one. */
export async function coordinatorsOf(tx: Tx, operationId: string): Promise<string[]> {
  return (await coordinatorMailboxes(tx, { id: operationId })).map(({ personId }) => personId);
}
