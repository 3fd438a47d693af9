import type { WallTime, Written } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import { ask, COORDINATOR, DIRECTOR, DIRECTOR_POST, LEAD, mintToken, type Member } from './people.ts';
import type { Stack } from './stack.ts';

/** An operation that is approved and waits for its launch by the coordinator. */
export type Approved = { id: string; coordinator: string };

const LOOK_AGAIN_MS = 20;

/** Plans an operation with these members and has it approved. Its clock is a drill's that stands still at this wall time in Brussels. */
export async function approve(
  stack: Stack,
  members: readonly Member[],
  startsAt: string,
  more: Partial<Written<Plan>> = {},
): Promise<Approved> {
  const coordinator = await mintToken(stack, COORDINATOR);
  const drill = { startsAt: at(startsAt) };
  const { id } = await ask<{ id: string }>(stack, coordinator, 'POST', '/operations', { plan: { ...planOf(members), ...more }, drill });
  await submitAndApprove(stack, { id, coordinator });
  return { id, coordinator };
}

export async function submitAndApprove(stack: Stack, { id, coordinator }: Approved): Promise<void> {
  const director = await mintToken(stack, DIRECTOR);
  const { approvalId } = await ask<{ approvalId: string }>(stack, coordinator, 'POST', `/operations/${id}/submissions`, {});
  await ask(stack, director, 'POST', `/approvals/${approvalId}/decisions`, { decision: 'approve' });
  await until(async () => (await ask<{ stage: string }>(stack, coordinator, 'GET', `/operations/${id}`)).stage === 'approved');
}

/** Launches it, and answers with the tasking that asks its members to take part. */
export async function launch(stack: Stack, { id, coordinator }: Approved): Promise<string> {
  const { taskingId } = await ask<{ taskingId: string }>(stack, coordinator, 'POST', `/operations/${id}/launches`, {});
  return taskingId;
}

/**
 * Resolves when nothing of the operation is under way: every letter has gone out, every nudge has been delivered and its workflows wait.
 * What is measured next has the machine to itself then.
 */
export async function settled(stack: Stack, operationId: string): Promise<void> {
  await until(async () => {
    const { rows } = await stack.pool.query<{ busy: boolean }>(
      `select exists (select from letter where operation_id = $1 and state in ('queued', 'sending'))
         or exists (select from outbox where delivered_at is null) as busy`,
      [operationId],
    );
    return rows[0]?.busy === false;
  });
  let before = -1;
  await until(async () => {
    const events = await countEvents(stack, operationId);
    const isStill = events === before;
    before = events;
    return isStill;
  }, 300);
}

/** Events in the histories of all workflows of an operation. */
export async function countEvents({ temporal }: Stack, operationId: string): Promise<number> {
  const root = `operation/${operationId}`;
  let events = 0;
  for await (const { workflowId, runId } of temporal.workflow.list({ query: `RootWorkflowId = '${root}'` })) {
    events += (await temporal.workflow.getHandle(workflowId, runId).describe()).historyLength;
  }
  return events;
}

export async function until(look: () => Promise<boolean>, pauseMs = LOOK_AGAIN_MS): Promise<void> {
  while (!(await look())) await new Promise((again) => setTimeout(again, pauseMs));
}

/** Three months of 2026 in one phase, invitations due before it, one reporting period. */
export function planOf(members: readonly Member[]): Written<Plan> {
  const step = { name: 'direction', posts: [DIRECTOR_POST], quorum: { count: 1 } };
  return {
    title: 'Operation Bench',
    objectives: ['Find out how long it takes'],
    leads: [LEAD],
    partners: [],
    phases: [{ key: 'phase-1', name: 'Phase 1', kind: 'operational', opensAt: at('2026-03-02T00:00'), closesAt: at('2026-05-30T00:00') }],
    targets: [
      { heading: 'medicines', units: ['C62'] },
      { heading: 'medical-devices', units: ['C62'] },
    ],
    sums: [],
    invitees: members.map(({ organisation }) => ({ organisation, rilo: null, joins: 'phase-1' })),
    invitation: { answerBy: at('2026-04-20T18:00'), ladder: [{ offsetHours: -72, tells: ['addressee'] }] },
    form: 'minimal',
    reporting: {
      periods: [
        { key: 'phase-1', phase: 'phase-1', from: at('2026-03-02T00:00'), until: at('2026-05-30T00:00'), dueBy: at('2026-06-06T18:00') },
      ],
      nilReturns: true,
      ladder: [{ offsetHours: -48, tells: ['addressee'] }],
    },
    approval: [step],
    editions: [
      {
        key: 'final',
        status: 'final',
        phases: ['phase-1'],
        cutOff: at('2026-06-10T18:00'),
        confirmBy: at('2026-06-17T18:00'),
        embargo: at('2026-07-04T10:00'),
      },
    ],
    publication: { silence: 'consent', ladder: [{ offsetHours: -24, tells: ['addressee'] }], signOff: [step], recipients: [] },
  };
}

export function at(wall: string): WallTime {
  return { wall, zone: 'Europe/Brussels' };
}
