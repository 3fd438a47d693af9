/**
 * One entry of a code list. The code is stored and never given another meaning; the label is English, and translated where it is
 * shown. `from` and `until` are days (2025-03-31), both included; an entry without them was always valid and still is.
 */
export type Term = { code: string; label: string; from?: string; until?: string };

/** An entry whose label alone has been read in two ways. The definition is what figures by this code mean. */
export type DefinedTerm = Term & { definition: string };

/** Every change of any list of this room. Reports and exports name the version by which their codes were checked. */
export const CATALOGUE_VERSION = {
  version: '2026-11',
  date: '2026-11-25',
  changes:
    'Tonnes of CO2 equivalent; lists of places, detection, persons, groups, outcomes, statuses, values, currencies, match keys, activities and HS 2022.',
} as const;

/** Whether a list has this code and it is valid on this day (as `2025-03-31`, or any ISO text that starts so). */
export function isValidOn(terms: readonly Term[], code: string, date: string): boolean {
  const term = terms.find((candidate) => candidate.code === code);
  const day = date.slice(0, '2025-03-31'.length);
  return term !== undefined && (term.from ?? day) <= day && day <= (term.until ?? day);
}
