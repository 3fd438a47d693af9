import type { DefinedTerm } from './validity.ts';

/** What became of a seizure. Several may hold, and most become known only later. */
export const OUTCOMES = [
  { code: 'arrest', label: 'Arrest', definition: 'At least one person was arrested because of it.' },
  { code: 'investigation-opened', label: 'Investigation opened', definition: 'An investigation was opened because of it.' },
  { code: 'administrative-case', label: 'Administrative case', definition: 'It is pursued by an administrative procedure or a fine.' },
  { code: 'forensic-result', label: 'Forensic result', definition: 'A laboratory has said what the goods are.' },
  { code: 'destruction', label: 'Destruction', definition: 'The goods were destroyed.' },
  { code: 'return', label: 'Return', definition: 'The goods were returned: to their owner, country of origin or sender.' },
  { code: 'release', label: 'Release', definition: 'The goods were released, as nothing was wrong with them.' },
  { code: 'prosecution', label: 'Prosecution', definition: 'Somebody was prosecuted because of it.' },
  { code: 'conviction', label: 'Conviction', definition: 'A court has convicted somebody because of it.' },
] as const satisfies readonly DefinedTerm[];
