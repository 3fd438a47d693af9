import type { Joining } from './addressees.ts';
import type { Moment } from './moment.ts';

/** What a coordinator changes about a tasking that is under way. Organisations and people are ids. */
export type TaskingChange =
  | { kind: 'withdraw'; reason: string; organisationIds: readonly string[] | null }
  | { kind: 'add'; organisationIds: readonly string[]; joining: Joining | null }
  | { kind: 'move'; deadline: Moment }
  | { kind: 'reassign'; taskId: string; reason: string; to: { personId: string } | { organisationId: string } }
  | { kind: 'decide-extension'; requestId: string; outcome: 'granted'; until: Moment | null; reason: string | null }
  | { kind: 'decide-extension'; requestId: string; outcome: 'refused'; until: null; reason: string };

export type ChangeOf<Kind extends TaskingChange['kind']> = Extract<TaskingChange, { kind: Kind }>;
