import type { Drill } from './drill.ts';

/** What a drill reads of an operation. Instants are the operation's own, as ISO 8601. */
export type OperationView = {
  stage: string;
  planVersion: number | null;
  time: string;
  phases: { key: string; opensAt: string; closesAt: string }[];
  nextTimer: { at: string; what: string } | null;
  waitingFor: { kind: string; what: string; turn: string[] }[];
};

export async function readOperation({ client, operation, scenario }: Drill): Promise<OperationView> {
  return (await client.get<OperationView>(scenario.cast.coordinator, operation)).body;
}
