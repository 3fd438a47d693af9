import type { Decision, Step } from './approval.ts';

/** Where a decision came from. `commandId` follows from the caller's Idempotency-Key, so that a repeat is recognised everywhere. */
export type Command = { commandId: string; actorId: string };

export type SubmitCommand = Command & {
  approvalId: string;
  planVersion: number;
  author: { personId: string; posts: readonly string[] };
  steps: readonly Step[];
};

export type LaunchCommand = Command;

export type FreezeCommand = Command & { editionId: string; key: string };

export type DecideCommand = Command & { decision: Decision };
