import type { DefinedTerm } from './validity.ts';

/** What is wrong with goods. Falsified and counterfeit are kept apart as the World Health Organization does for medicines. */
export const GOODS_STATUSES = [
  { code: 'counterfeit', label: 'Counterfeit', definition: 'Bears a trade mark, or copies a design or work, without right.' },
  { code: 'falsified', label: 'Falsified', definition: 'Misrepresents its identity, composition or source on purpose.' },
  { code: 'substandard', label: 'Substandard', definition: 'Genuine and authorised, but does not meet its quality standard.' },
  {
    code: 'unlicensed',
    label: 'Unlicensed',
    definition: 'Not authorised for the market, or traded without the licence or permit it needs.',
  },
  { code: 'diverted', label: 'Diverted', definition: 'Lawfully made, and taken out of its lawful supply chain.' },
  { code: 'stolen', label: 'Stolen', definition: 'Taken from its owner.' },
  { code: 'looted', label: 'Looted or illegally excavated', definition: 'Cultural goods taken from a site, monument or collection.' },
  { code: 'smuggled', label: 'Smuggled', definition: 'Hidden from customs, or brought past them.' },
  { code: 'undeclared', label: 'Undeclared', definition: 'Presented, and not declared.' },
  { code: 'misdeclared', label: 'Misdeclared', definition: 'Declared as something else, or with a wrong quantity, value or origin.' },
  { code: 'prohibited', label: 'Prohibited', definition: 'May not be traded or held at all.' },
  { code: 'other', label: 'Other', definition: 'None of the above.' },
] as const satisfies readonly DefinedTerm[];
