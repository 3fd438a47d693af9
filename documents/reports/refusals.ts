import type { RefusedReport } from '../../domain/refused-report.ts';
import { UNKNOWN_FIELD } from './flaws.ts';
import type { Told } from './intake.ts';
import { isText } from './text.ts';

const MOST_ERRORS = 5;

/**
 * What the ledger keeps of the reports of one request that were refused, in their order; a report that comes twice stands once, for the last
 * time. What was taken later under the same reference has superseded its refusal before anybody could look at it.
 */
export function refusalsOf(told: readonly Told[]): RefusedReport[] {
  const kept = new Map<string, RefusedReport>();
  told.forEach(({ outcome, reference, code, errors = [] }, i) => {
    const name = nameOf(reference);
    const key = name === null ? `line ${i}` : `reference ${name}`;
    if (outcome === 'reported' || outcome === 'corrected') kept.delete(key);
    if (outcome !== 'refused' || !code) return;
    kept.delete(key);
    kept.set(key, { reference: name, code, errors: errors.slice(0, MOST_ERRORS).map(withoutNames) });
  });
  return [...kept.values()];
}

/** A field that nobody knows is named by whoever sent it: of that the ledger keeps where it stood, since a name may be a person's. */
function withoutNames({ pointer, code, detail }: NonNullable<Told['errors']>[number]): RefusedReport['errors'][number] {
  return { pointer: detail === UNKNOWN_FIELD ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer, code };
}

function nameOf(reference: string | undefined): string | null {
  const name = reference?.trim() ?? '';
  return name === '' || !isText(name) ? null : name;
}
