import { z } from 'zod';
import { ENDS, LATE_RULES, SILENCES, TASK_STATES, TASKING_KINDS } from '../../domain/tasking.ts';
import { Id, Instant } from './id.ts';
import { Ladder, MomentShape } from './plan.ts';

export const TaskingKind = z.enum(TASKING_KINDS);

const HeldTasking = z.strictObject({
  id: Id,
  kind: TaskingKind,
  key: z.string(),
  title: z.string(),
  instructions: z.string().nullable(),
  deadline: MomentShape,
  isLocal: z.boolean().meta({ description: 'Each addressee has until that wall time in its own zone.' }),
  ladder: Ladder,
  ends: z.enum(ENDS),
  silence: z.enum(SILENCES),
  late: z.enum(LATE_RULES),
  isUrgent: z.boolean(),
  openedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
  nextRungAt: Instant.nullable(),
  unanswered: z.number().int(),
});
export const Tasking = HeldTasking.meta({ id: 'Tasking' });

export const ExtensionState = z.enum(['asked', 'granted', 'refused', 'moot']);

export const Task = z
  .strictObject({
    id: Id,
    taskingId: Id,
    operationId: Id,
    organisation: z.string(),
    organisationName: z.string(),
    kind: TaskingKind,
    key: z.string(),
    title: z.string(),
    instructions: z.string().nullable(),
    aboutId: Id.nullable().meta({ description: 'The case, or edition, that it is about, where it is about one.' }),
    deadline: MomentShape,
    state: z.enum(TASK_STATES),
    answer: z.string().nullable(),
    reason: z.string().nullable(),
    details: z.string().nullable(),
    late: z.boolean(),
    lateByHours: z.number().nullable().meta({ description: 'Hours after its deadline: when it was answered, or by now.' }),
    answeredAt: Instant.nullable(),
    answeredBy: z.string().nullable(),
    holder: z.string().nullable().meta({ description: 'Whom it was handed to, or else whoever is the contact now.' }),
    holderId: Id.nullable().meta({ description: 'The person whom it was handed to, if to anybody.' }),
    withdrawnReason: z.string().nullable(),
    extension: z.strictObject({ id: Id, state: ExtensionState, until: MomentShape, reason: z.string() }).nullable(),
  })
  .meta({ id: 'Task' });

export const OpenTurn = z
  .strictObject({
    approvalId: Id,
    operationId: Id,
    operation: z.string(),
    subject: z.string(),
    partner: z.string().nullable().meta({ description: 'The organisation whom a release is about.' }),
    step: z.string(),
    standsFor: z.string().nullable().meta({ description: 'Whom you stand in for, if you decide for somebody else.' }),
    since: Instant,
    deadline: Instant.nullable(),
  })
  .meta({ id: 'OpenTurn', description: 'An approval in which it is your turn to decide. On the first page of the inbox.' });

/** `true`, or nothing at all, as in `?mine`. */
export const Flag = z.enum(['', 'true']);
