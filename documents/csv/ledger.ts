import type { Readable } from 'node:stream';
import type { LedgerEntry } from '../../domain/ledger.ts';
import { csvStream } from './writing.ts';

/** By title, in the order of the columns. Lists are written with semicolons, since a comma may be the delimiter of whoever opens the file. */
const COLUMNS: Readonly<Record<string, (entry: LedgerEntry) => string | null>> = {
  case_id: ({ caseId }) => caseId,
  reference: ({ reference }) => reference,
  external_system: ({ external }) => external?.system ?? null,
  external_id: ({ external }) => external?.id ?? null,
  version: ({ version }) => version?.toString() ?? null,
  reported_at: ({ reportedAt }) => reportedAt,
  state: ({ state }) => state,
  warnings_unsettled: ({ warnings }) => String(warnings.unsettled),
  warnings_settled: ({ warnings }) => String(warnings.settled),
  linked_with: ({ links }) => links.map(({ as, organisation }) => `${organisation} (${as})`).join('; '),
  excluded_since: ({ exclusion }) => exclusion?.since ?? null,
  exclusion_reason: ({ exclusion }) => exclusion?.reason ?? null,
  editions: ({ editions }) => editions.join('; '),
  refused_by: ({ refusal }) => refusal?.channel ?? null,
  refusal: ({ refusal }) => refusal?.code ?? null,
  refusal_errors: ({ refusal }) => refusal?.errors.map(({ pointer, code }) => `${pointer} ${code}`).join('; ') ?? null,
  refused_times: ({ refusal }) => refusal?.times.toString() ?? null,
};

/** The ledger of an administration, of any length, one line for each report. */
export function ledgerCsv(entries: AsyncIterable<LedgerEntry>): Readable {
  return csvStream(rowsOf(entries), Object.keys(COLUMNS));
}

async function* rowsOf(entries: AsyncIterable<LedgerEntry>): AsyncGenerator<(string | null)[]> {
  for await (const entry of entries) yield Object.values(COLUMNS).map((cell) => cell(entry));
}
