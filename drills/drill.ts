import type { CaseReport } from '../domain/case.ts';
import type { Client, Reply } from './client.ts';
import type { NamedFigure } from './figures.ts';
import type { Scenario } from './scenario.ts';

/** One administration of the scenario, and the person who answers and reports for it. */
export type Member = { organisation: string; country: string; rilo: string; subject: string };

/** A report as it was sent, and its answer: what a retry sends again, and what a correction starts from. */
export type SentReport = { member: Member; key: string; body: CaseReport; reply: Reply<{ id: string }>; right: CaseReport | null };

/** A drill under way: what the events so far have brought about, as far as later ones need it. */
export type Drill = {
  scenario: Scenario;
  client: Client;
  /** Path of the operation: /operations/{id}. */
  operation: string;
  members: ReadonlyMap<string, readonly Member[]>;
  batches: Map<string, readonly SentReport[]>;
  published: Map<string, readonly NamedFigure[]>;
};
