import type { CaseReport } from '../../domain/case.ts';
import { caseFlaws } from '../../domain/case-flaws.ts';
import { FAILURES, type FailureCode, type Flaw } from '../../domain/failure.ts';
import type { Taken } from '../../domain/intake.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Warning } from '../../domain/warning.ts';
import { parseFlaws } from './flaws.ts';
import { CaseShape } from './shape.ts';
import { textFlaws } from './text.ts';

/** What became of one report among many, as it is told to whoever sent it. */
export type Told = {
  outcome: Taken['outcome'];
  reference?: string | undefined;
  id?: string;
  version?: number;
  code?: FailureCode;
  detail?: string;
  errors?: Flaw[];
  /** What must be asked about it; also what was asked, and answered, before. */
  warnings?: Omit<Warning, 'matter'>[];
};

/**
 * Takes what is right of what was sent and refuses the rest, each for itself, in the order in which it was sent. `at` is the present time of
 * the operation, `take` writes the reports that fit its plan.
 */
export async function takeReports(
  { plan, at }: { plan: Plan; at: number },
  sent: readonly unknown[],
  take: (reports: readonly CaseReport[]) => Promise<readonly Taken[]>,
): Promise<Told[]> {
  const read = sent.map((one) => readReport(one, plan, at));
  const taken = (await take(read.flatMap((one) => ('report' in one ? [one.report] : [])))).values();
  return read.map((one) => ('report' in one ? told(one.report, taken.next().value) : one));
}

/** The report that fits the plan, or why it is refused. */
export function readReport(sent: unknown, plan: Plan, at: number): { report: CaseReport } | Told {
  const reference = referenceOf(sent);
  const parsed = CaseShape.safeParse(sent);
  if (!parsed.success) return refused('request.invalid', { reference, errors: parseFlaws(parsed.error) });
  const unfit = textFlaws(parsed.data);
  if (unfit.length > 0) return refused('request.invalid', { reference, errors: unfit });
  const errors = caseFlaws(parsed.data, plan, at);
  return errors.length > 0 ? refused('case.invalid', { reference, errors }) : { report: parsed.data };
}

function told({ reference }: CaseReport, answer: Taken | undefined): Told {
  if (!answer) throw new Error('Every report that was taken has an answer.');
  if (answer.outcome === 'refused') return refused(answer.code, { reference });
  const raised = answer.outcome === 'unchanged' ? [] : answer.warnings.map(({ pointer, code, detail }) => ({ pointer, code, detail }));
  const warnings = raised.length > 0 ? { warnings: raised } : {};
  return { outcome: answer.outcome, reference, id: answer.caseId, version: answer.version, ...warnings };
}

export function refused(code: FailureCode, more: Pick<Told, 'reference' | 'errors'> = {}): Told {
  return { outcome: 'refused', ...more, code, detail: FAILURES[code].says };
}

/** So that whoever sent many finds the one that is meant, even where nothing else of it can be read. */
function referenceOf(sent: unknown): string | undefined {
  const reference = (sent as { reference?: unknown } | null)?.reference;
  return typeof reference === 'string' ? reference.slice(0, 100) : undefined;
}
