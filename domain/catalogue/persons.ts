import type { DefinedTerm } from './validity.ts';

/**
 * What persons are counted as. Counts only: nobody is named anywhere. States do not add up, as one person passes through several;
 * a figure of persons always says its state (SHIELD III's "arrested or reported" cannot be split again by anybody).
 */
export const PERSON_STATES = [
  { code: 'checked', label: 'Checked', definition: 'Controlled in person or by documents, whether or not anything was found.' },
  { code: 'suspected', label: 'Suspected', definition: 'Held to be involved; not necessarily known by name.' },
  { code: 'identified', label: 'Identified', definition: 'Suspected, and known by identity to the reporting service.' },
  { code: 'detained', label: 'Detained', definition: 'Held for a time by the reporting service, without a formal arrest.' },
  { code: 'arrested', label: 'Arrested', definition: 'Deprived of liberty by a formal arrest under national law.' },
  { code: 'reported', label: 'Reported to the judiciary', definition: 'Reported to a prosecutor or court, whether arrested or not.' },
  {
    code: 'apprehended',
    label: 'Offenders apprehended',
    definition: 'Detained or arrested, where the source does not say which. Not used where one of the two can be said.',
  },
] as const satisfies readonly DefinedTerm[];
